//! Parts of an answer by unit: a line `a. Havnen`, a bare line `Parkering`, a line `Havnen: Ja.`, where the unit is known.
//!
//! A lettered part that is no unit (`a. Landline`, `b. Mobile`) stays in the wording.

use std::ops::Range;
use std::sync::LazyLock;

use super::flow::{self, Gap, Piece};
use super::known::Unit;
use super::lines::bare;
use super::words::{self, Pattern};

/// The longest line that can head a part, in bytes.
const LONGEST: usize = 140;

static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^(?:\(?(?P<label>[a-zæøå]|\d{{1,2}}|[ivx]{{1,4}})[.):]\s+)?(?:{}(?:\s+fra|\s+from)?\s*:?\s+|ad\.?\s+|vedr\.?\s+|for\s+)?(?P<name>.+?)(?P<colon>(?:s|'s|’s)?\s+{})?\s*:?$",
        words::any("answer_words"),
        words::any("answer_words")
    ))
});

/// The head of a part.
#[derive(Debug, Clone)]
pub(crate) struct PartHead<'u> {
    pub unit: &'u Unit,
    pub label: Option<String>,
}

/// Reads a line that heads the part of a known unit.
pub(crate) fn head<'u>(line: &str, units: &'u [Unit]) -> Option<PartHead<'u>> {
    if units.is_empty() || line.len() > LONGEST {
        return None;
    }
    let found = LEAD.captures(bare(line))?;
    let name = bare(found.name("name")?.as_str()).trim_end_matches([':', '.']);
    let unit = find(name, units).or_else(|| find(bare(line).trim_end_matches(':'), units))?;
    Some(PartHead {
        unit,
        label: found.name("label").map(|m| m.as_str().to_owned()),
    })
}

/// Reads the head of a part that stands before the wording on its line, and where the wording starts: `**Havnen:** Ja.`.
///
/// An item of a list counts something by unit, and is no part.
fn beside<'u>(line: &str, units: &'u [Unit]) -> Option<(PartHead<'u>, usize)> {
    if units.is_empty() || flow::is_item(line) {
        return None;
    }
    let colon = line.find(':').filter(|colon| *colon < LONGEST)?;
    let wording = line[colon + 1..].trim_start_matches(['*', '_', ' ', '\t', '\u{a0}']);
    if wording.is_empty() {
        return None;
    }
    Some((head(&line[..=colon], units)?, line.len() - wording.len()))
}

fn find<'u>(name: &str, units: &'u [Unit]) -> Option<&'u Unit> {
    let name = name.to_lowercase();
    units.iter().find(|unit| {
        let known = unit.name.to_lowercase();
        !known.is_empty()
            && (known == name || !unit.code.is_empty() && unit.code.to_lowercase() == name)
    })
}

/// A part: the pieces of the answer that it takes, and its head unless it is the part of the whole department.
#[derive(Debug)]
pub(crate) struct Part<'u> {
    pub head: Option<(PartHead<'u>, usize)>,
    pub pieces: Range<usize>,
    /// How much of the first piece the head takes, in bytes.
    pub from: usize,
}

impl Part<'_> {
    /// The wording of the part, of the pieces of the whole answer.
    pub(crate) fn wording(&self, pieces: &[Piece]) -> Vec<Piece> {
        let mut own = pieces[self.pieces.clone()].to_vec();
        if let (Some((_, place)), Some(first)) = (&self.head, own.first_mut())
            && *place == self.pieces.start
        {
            first.span.start += self.from;
        }
        own
    }
}

/// The longest line after which a unit may stand on the next, in characters; a longer one that breaks off goes on there.
const SHORT: usize = 40;

/// Whether the line ends the sentence that the line before it breaks off.
fn goes_on(lines: &[(&str, Gap)], place: usize) -> bool {
    let before = place.checked_sub(1).map(|before| lines[before].0);
    lines[place].1 == Gap::Line
        && before.is_some_and(|before| flow::is_open(before) && before.chars().count() > SHORT)
}

/// Cuts the lines of an answer into parts. Parts without wording are left out.
pub(crate) fn split<'u>(lines: &[(&str, Gap)], units: &'u [Unit]) -> Vec<Part<'u>> {
    let mut parts = Vec::new();
    let mut current = Part {
        head: None,
        pieces: 0..0,
        from: 0,
    };
    // "De fordeler sig således:" announces a list.
    let mut listing = false;
    for (place, (line, _)) in lines.iter().enumerate() {
        let found = head(line, units)
            .map(|head| (head, line.len(), place + 1))
            .or_else(|| {
                let (head, from) = beside(line, units)?;
                listing |= place > 0 && bare(lines[place - 1].0).ends_with(':');
                (!listing).then_some((head, from, place))
            })
            .filter(|_| !goes_on(lines, place));
        if let Some((head, from, first)) = found {
            let next = Part {
                head: Some((head, place)),
                pieces: first..place + 1,
                from,
            };
            parts.push(std::mem::replace(&mut current, next));
        } else {
            current.pieces.end = place + 1;
        }
    }
    parts.push(current);
    parts.retain(|part| !part.pieces.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Vec<Unit> {
        vec![
            Unit {
                name: "Havnen".into(),
                code: "HAV".into(),
            },
            Unit {
                name: "Parkering".into(),
                code: String::new(),
            },
        ]
    }

    #[test]
    fn heads_of_parts_are_read() {
        let units = units();
        let cases = [
            ("a. Havnen", Some(("Havnen", Some("a")))),
            ("**Parkering**", Some(("Parkering", None))),
            ("Svar fra Havnen:", Some(("Havnen", None))),
            ("HAVNEN", Some(("Havnen", None))),
            ("HAV:", Some(("Havnen", None))),
            ("b) Mobiltelefoner", None),
            ("Havnen er lukket.", None),
            ("Havnen: Ja.", None),
        ];
        for (line, wanted) in cases {
            let got = head(line, &units);
            let got = got
                .as_ref()
                .map(|head| (head.unit.name.as_str(), head.label.as_deref()));
            assert_eq!(got, wanted, "{line}");
        }
    }

    #[test]
    fn an_answer_is_cut_at_the_heads() {
        let units = units();
        let lines = [
            "Fælles.",
            "a. Havnen",
            "Ja, og det arbejder alle fem medarbejdere med i",
            "Havnen.",
            "Parkering",
            "Nej.",
        ];
        let parts = split(&lines.map(|line| (line, Gap::Line)), &units);
        let got: Vec<_> = parts
            .iter()
            .map(|part| {
                (
                    part.head.as_ref().map(|(head, _)| head.unit.name.as_str()),
                    part.pieces.clone(),
                )
            })
            .collect();
        assert_eq!(
            got,
            [
                (None, 0..1),
                (Some("Havnen"), 2..4),
                (Some("Parkering"), 5..6)
            ]
        );
    }

    #[test]
    fn a_unit_may_stand_before_its_wording() {
        let units = units();
        let cases = [
            ("Havnen: Ja.", Some(("Havnen", "Ja."))),
            ("**Havnen:** Ja: ti.", Some(("Havnen", "Ja: ti."))),
            ("**Parkering**: Nej.", Some(("Parkering", "Nej."))),
            ("Svar fra Havnen: Nej.", Some(("Havnen", "Nej."))),
            ("- Havnen: 14", None),
            ("Havnen:", None),
            ("Havnen oplyser: Nej.", None),
        ];
        for (line, wanted) in cases {
            let got = beside(line, &units);
            let got = got
                .as_ref()
                .map(|(head, from)| (head.unit.name.as_str(), &line[*from..]));
            assert_eq!(got, wanted, "{line}");
        }
        let cut = |lines: [&str; 3]| {
            let parts = split(&lines.map(|line| (line, Gap::Blank)), &units);
            parts
                .iter()
                .map(|part| part.pieces.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            cut(["Havnen: Ja.", "Og mere.", "Parkering: Nej."]),
            [0..2, 2..3]
        );
        let whole = cut(["De er fordelt:", "Havnen: 4", "Parkering: 2"]);
        assert_eq!((whole.len(), whole[0].clone()), (1, 0..3));
    }
}
