//! Which department a letter is from, by its title, letterhead, e-mail addresses, case number and wording.
//!
//! A name that stands only in the address of the receiver says nothing about the sender.

use super::contact_lines;
use super::department_names::{
    PARTS, is_composite, is_municipality, is_unit_name, parted_from_municipality,
};
use super::draft::{Certainty, Inference};
use super::known::{Department, Known, Unit};
use super::letterheads::{MOST_TEXT, from_print, head_of, labelled_unit};
use super::lines::bare;

/// What a letter shows of its sender.
#[derive(Debug, Default)]
pub(crate) struct Evidence<'t> {
    /// The title of the letter.
    pub title: &'t str,
    /// The department that the title names.
    pub title_department: Option<&'t str>,
    /// The lines of letterhead and contact block, in printed order.
    pub contact: Vec<&'t str>,
    /// Which of them open a block, in the same order.
    pub opens: Vec<bool>,
    /// The lines at the head of the letter that are neither title nor contact lines.
    pub head: Vec<&'t str>,
    /// The case number.
    pub case_number: Option<&'t str>,
    /// The unit that a field of the head names.
    pub unit: Option<&'t str>,
    /// The wording of the letter.
    pub wording: &'t str,
    /// The lines of the signature.
    pub signature: Vec<&'t str>,
}

/// The sender of a letter.
#[derive(Debug, Default)]
pub(crate) struct Sender {
    /// A known code, else the name as printed.
    pub department: Option<String>,
    /// The place of the department among the known ones.
    pub known: Option<usize>,
    /// A known code, else the name as printed.
    pub unit: Option<String>,
    pub inferences: Vec<Inference>,
}

/// Infers the sender. `said` is the place of the known department that the user says it is.
///
/// What the letter prints of its sender counts for more than a department that it only mentions.
pub(crate) fn infer(known: &Known, evidence: &Evidence<'_>, said: Option<usize>) -> Sender {
    let mut sender = match said {
        Some(place) => is_known(known, place, Certainty::Sure, "as you say".to_owned()),
        None => match best_known(known, evidence) {
            Some(best) if best.printed => best.sender(known),
            best => {
                let printed = from_print(evidence);
                let surely = printed
                    .inferences
                    .iter()
                    .any(|inference| inference.certainty > Certainty::Guess);
                match (best, named_by(known, &printed)) {
                    (_, Some((place, why))) if surely => {
                        is_known(known, place, Certainty::Likely, why)
                    }
                    (Some(best), _) if !surely => best.sender(known),
                    (_, Some((place, why))) => is_known(known, place, Certainty::Guess, why),
                    _ => asked_alone(known).filter(|_| !surely).unwrap_or(printed),
                }
            }
        },
    };
    let department = sender.known.map(|place| &known.departments[place]);
    let unit = unit(evidence, department, sender.department.as_deref());
    if let Some((unit, why)) = unit {
        sender.inferences.push(Inference {
            field: "unit",
            value: unit.clone(),
            certainty: Certainty::Likely,
            why: why.to_owned(),
        });
        sender.unit = Some(unit);
    }
    sender
}

/// The only department that the inquiry was put to.
fn asked_alone(known: &Known) -> Option<Sender> {
    let mut asked = known
        .inquiry
        .iter()
        .flat_map(|inquiry| &inquiry.questions)
        .flat_map(|question| &question.addressees);
    let only = asked.next()?;
    let alone = asked.all(|code| code == only);
    let place = known
        .departments
        .iter()
        .position(|department| department.code == *only)?;
    let why = "the only one that the inquiry was put to".to_owned();
    alone.then(|| is_known(known, place, Certainty::Guess, why))
}

/// The known department that a printed name means, and why the name was taken.
fn named_by(known: &Known, printed: &Sender) -> Option<(usize, String)> {
    let name = printed.department.as_deref()?;
    let departments = &known.departments;
    let place = departments
        .iter()
        .position(|department| is_name(department, name))
        .or_else(|| {
            departments
                .iter()
                .position(|department| is_unit(department, name))
        })?;
    let why = printed.inferences.first()?.why.clone();
    Some((place, why))
}

fn is_known(known: &Known, place: usize, certainty: Certainty, why: String) -> Sender {
    let code = known.departments[place].code.clone();
    Sender {
        department: Some(code.clone()),
        known: Some(place),
        unit: None,
        inferences: vec![Inference {
            field: "department",
            value: code,
            certainty,
            why,
        }],
    }
}

/// The known department that most speaks for.
struct Best {
    place: usize,
    certainty: Certainty,
    why: String,
    /// Whether the letter prints it as its sender, by name, address or number.
    printed: bool,
}

impl Best {
    fn sender(self, known: &Known) -> Sender {
        is_known(known, self.place, self.certainty, self.why)
    }
}

fn best_known(known: &Known, evidence: &Evidence<'_>) -> Option<Best> {
    let wording = head_of(evidence.wording, MOST_TEXT).to_lowercase();
    let contact = evidence.contact.join("\n");
    let mut scores: Vec<(Score, usize)> = known
        .departments
        .iter()
        .enumerate()
        .map(|(place, department)| (score(department, evidence, &contact, &wording), place))
        .collect();
    scores.sort_by_key(|(score, place)| (std::cmp::Reverse(score.points), *place));
    let (best, place) = scores.first()?;
    if best.points < 2 {
        return None;
    }
    let second = scores.get(1).map_or(0, |(score, _)| score.points);
    let certainty = match best.points {
        8.. if best.printed && second * 2 <= best.points => Certainty::Sure,
        4.. if best.printed && second < best.points => Certainty::Likely,
        _ => Certainty::Guess,
    };
    Some(Best {
        place: *place,
        certainty,
        why: best.why.join(", "),
        printed: best.printed,
    })
}

/// What speaks for a department.
#[derive(Default)]
struct Score {
    points: u32,
    why: Vec<&'static str>,
    /// Whether more than mentions of it do.
    printed: bool,
}

/// From so many points on a sign is more than a mention.
const PRINTED: u32 = 6;

impl Score {
    fn add(&mut self, holds: bool, weight: u32, reason: &'static str) {
        if holds {
            self.points += weight;
            self.why.push(reason);
            self.printed |= weight >= PRINTED;
        }
    }

    /// What the title says of the department.
    fn title(&mut self, department: &Department, evidence: &Evidence<'_>) {
        let titled = evidence.title_department;
        self.add(
            titled.is_some_and(|name| names(department, name)),
            12,
            "named in the title",
        );
        self.add(
            titled.is_none() && names(department, evidence.title),
            2,
            "mentioned in the title",
        );
    }

    /// What letterhead, head and signature name.
    fn letterhead(&mut self, department: &Department, evidence: &Evidence<'_>) {
        let mut printed = evidence.contact.iter().chain(&evidence.signature);
        let in_letterhead = printed.any(|line| is_name(department, bare(line)))
            || is_joined_name(department, &evidence.contact);
        self.add(in_letterhead, PRINTED + 2, "named in the letterhead");
        let unit = |line: &&str| is_unit(department, bare(line));
        self.add(
            evidence.contact.iter().any(unit) || evidence.title_department.iter().any(unit),
            PRINTED - 2,
            "a unit of it in the letterhead",
        );
        let mut parts = evidence
            .head
            .iter()
            .chain(&evidence.contact)
            .flat_map(|line| line.split(PARTS));
        self.add(
            !in_letterhead && parts.any(|part| is_name(department, bare(part.trim()))),
            PRINTED + 2,
            "named at the head of the letter",
        );
    }

    /// What the ways to reach the sender, and its numbers, say.
    fn contact(&mut self, department: &Department, evidence: &Evidence<'_>, contact: &str) {
        self.add(
            names(department, contact),
            3,
            "mentioned in the contact block",
        );
        let by_email = contact_lines::emails(contact)
            .iter()
            .any(|email| is_of_domain(department, email));
        self.add(by_email, PRINTED, "e-mail domain");
        let by_case = evidence.case_number.is_some_and(|case| {
            let case = case.to_lowercase();
            let mut prefixes = department.case_prefixes.iter();
            prefixes.any(|prefix| !prefix.is_empty() && case.starts_with(&prefix.to_lowercase()))
        });
        self.add(by_case, PRINTED, "case number");
        let street = department
            .address
            .as_deref()
            .and_then(|address| address.lines().next());
        self.add(
            street.is_some_and(|street| street.len() > 5 && contact.contains(street)),
            2,
            "address",
        );
    }
}

fn score(department: &Department, evidence: &Evidence<'_>, contact: &str, wording: &str) -> Score {
    let mut score = Score::default();
    score.title(department, evidence);
    score.letterhead(department, evidence);
    score.contact(department, evidence, contact);
    let mentions = mentions(department, wording);
    score.add(mentions > 0, 1 + mentions.min(3), "named in the wording");
    score
}

fn is_unit(department: &Department, name: &str) -> bool {
    let name = name.to_lowercase();
    let mut units = department.units.iter();
    units.any(|unit| unit.name.to_lowercase() == name)
}

fn is_of_domain(department: &Department, email: &str) -> bool {
    let domain = email.rsplit('@').next().unwrap_or_default();
    let mut domains = department.email_domains.iter();
    domains.any(|own| domain.eq_ignore_ascii_case(own.trim_start_matches('@')))
}

fn all_names(department: &Department) -> impl Iterator<Item = &str> {
    std::iter::once(department.name.as_str())
        .chain(department.other_names.iter().map(String::as_str))
        .filter(|name| !name.is_empty())
}

/// Whether the text is a name or the code of the department. Conversions may put blanks into the words of a name.
fn is_name(department: &Department, text: &str) -> bool {
    let solid = |text: &str| -> String { text.split_whitespace().flat_map(str::chars).collect() };
    let text = text.to_lowercase();
    all_names(department).any(|name| solid(&name.to_lowercase()) == solid(&text))
        || department.code == bare(&text).to_uppercase() && !department.code.is_empty()
}

/// Whether the line is a name, in lower case, or it with the municipality's.
pub(super) fn heads(line: &str, name: &str) -> bool {
    line.to_lowercase() == *name
        || parted_from_municipality(line).is_some_and(|part| part.to_lowercase() == *name)
}

/// Whether two or three lines below each other make up the name: letterheads break long names.
fn is_joined_name(department: &Department, lines: &[&str]) -> bool {
    (2..=3).any(|count| {
        lines.windows(count).any(|window| {
            let joined: Vec<&str> = window.iter().map(|line| bare(line)).collect();
            is_name(department, &joined.join(" "))
        })
    })
}

/// Whether the text names the department, by name (blind to case) or by code (in capitals).
fn names(department: &Department, text: &str) -> bool {
    let lower = text.to_lowercase();
    all_names(department).any(|name| holds_word(&lower, &name.to_lowercase()))
        || !department.code.is_empty() && holds_word(text, &department.code)
}

fn mentions(department: &Department, lower: &str) -> u32 {
    let count: usize = all_names(department)
        .map(|name| lower.matches(&name.to_lowercase()).take(5).count())
        .sum();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether `text` holds `word` as a whole word; a genitive s may follow.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + word.len()..].chars();
        let next = after.next();
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        ends(before) && (ends(next) || next == Some('s') && ends(after.next()))
    })
}

/// Returns the code of the known department that the text names best, else nothing.
pub(crate) fn resolve(known: &Known, text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let found = known
        .departments
        .iter()
        .enumerate()
        .filter(|(_, department)| names(department, text))
        .max_by_key(|(_, department)| {
            all_names(department)
                .filter(|name| lower.contains(&name.to_lowercase()))
                .map(str::len)
                .max()
        });
    found.map(|(place, _)| place).or_else(|| {
        known.departments.iter().position(|department| {
            department
                .units
                .iter()
                .any(|unit| holds_word(&lower, &unit.name.to_lowercase()))
        })
    })
}

/// The unit that wrote the letter: a known one that the letterhead names, a labelled one, else the line below the department.
fn unit(
    evidence: &Evidence<'_>,
    department: Option<&Department>,
    name: Option<&str>,
) -> Option<(String, &'static str)> {
    let known_unit = |line: &str| -> Option<&Unit> {
        department?
            .units
            .iter()
            .find(|unit| unit.name.to_lowercase() == bare(line.trim()).to_lowercase())
    };
    let mut lines = evidence.contact.iter().chain(&evidence.signature);
    let parts = evidence.head.iter().chain(&evidence.contact);
    if let Some(unit) = lines
        .find_map(|line| known_unit(line))
        .or_else(|| evidence.title_department.and_then(known_unit))
        .or_else(|| evidence.unit.and_then(known_unit))
        .or_else(|| {
            parts
                .flat_map(|line| line.split(PARTS))
                .find_map(known_unit)
        })
    {
        let code = if unit.code.is_empty() {
            &unit.name
        } else {
            &unit.code
        };
        return Some((code.clone(), "a known unit in the letterhead"));
    }
    let mut labelled = evidence.contact.iter().chain(&evidence.head);
    if let Some(unit) = labelled
        .find_map(|line| labelled_unit(line))
        .or_else(|| evidence.unit.map(str::to_owned))
    {
        return Some((unit, "labelled in the letterhead"));
    }
    let is_department = |line: &str| {
        name.is_some_and(|name| name.to_lowercase().contains(&line.to_lowercase()))
            || department.is_some_and(|department| is_name(department, line))
            || contact_lines::is_capitals(line)
    };
    let last = evidence
        .contact
        .iter()
        .rposition(|line| is_department(bare(line)))?;
    let first = evidence.contact[..=last]
        .iter()
        .rposition(|line| !is_department(bare(line)))
        .map_or(0, |at| at + 1);
    let below = &evidence.contact[first.max(last) + 1..];
    let town = below
        .first()
        .is_some_and(|line| is_municipality(bare(line)));
    let candidate = below.get(usize::from(town)).map(|line| bare(line));
    if let Some(below_it) = candidate.filter(|line| below.len() > 1 && is_unit_name(line)) {
        return Some((below_it.to_owned(), "the line below the department"));
    }
    // An address goes from the small to the large: the unit, the department, the municipality.
    let above = evidence.contact[..first].last().map(|line| bare(line));
    above
        .filter(|line| town && is_composite(line))
        .map(|line| (line.to_owned(), "the line above the department"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            departments: vec![
                Department {
                    code: "PV".into(),
                    name: "Park og Vej".into(),
                    other_names: vec!["Vejafdelingen".into()],
                    email_domains: vec!["pv.vesterlund.example".into()],
                    case_prefixes: vec!["PV-".into()],
                    units: vec![Unit {
                        name: "Broer".into(),
                        code: "PVB".into(),
                    }],
                    ..Department::default()
                },
                Department {
                    code: "KF".into(),
                    name: "Kultur og Fritid".into(),
                    ..Department::default()
                },
            ],
            inquiry: None,
        }
    }

    #[test]
    fn a_known_department_is_found_by_each_kind_of_evidence() {
        let evidences = [
            Evidence {
                title_department: Some("Park og Vej"),
                ..Evidence::default()
            },
            Evidence {
                title_department: Some("PV"),
                ..Evidence::default()
            },
            Evidence {
                contact: vec!["PARK OG", "VEJ", "Drift"],
                ..Evidence::default()
            },
            Evidence {
                contact: vec!["Anna@pv.vesterlund.example"],
                ..Evidence::default()
            },
            Evidence {
                case_number: Some("PV-2021-17"),
                ..Evidence::default()
            },
            Evidence {
                wording: "I Park og Vej er der ingen broer.",
                ..Evidence::default()
            },
            Evidence {
                contact: vec!["Vejafdelingen"],
                ..Evidence::default()
            },
        ];
        for evidence in evidences {
            assert_eq!(
                infer(&known(), &evidence, None).department.as_deref(),
                Some("PV"),
                "{evidence:?}"
            );
        }
        assert_eq!(
            infer(
                &known(),
                &Evidence {
                    wording: "Parkering",
                    ..Evidence::default()
                },
                None
            )
            .department,
            None
        );
    }

    #[test]
    fn a_mentioned_department_does_not_beat_the_printed_one() {
        let evidence = Evidence {
            contact: vec!["HAVN OG KYST", "Drift", "Telefon: 11 22 33 44"],
            wording: "Park og Vej og igen Park og Vej har sagt det til Park og Vej.",
            ..Evidence::default()
        };
        let sender = infer(&known(), &evidence, None);
        assert_eq!(sender.department.as_deref(), Some("HAVN OG KYST"));
        let said = infer(&known(), &evidence, Some(1));
        assert_eq!(said.department.as_deref(), Some("KF"));
        assert_eq!(said.inferences[0].certainty, Certainty::Sure);
        let mentioned = Evidence {
            contact: Vec::new(),
            ..evidence
        };
        let guessed = infer(&known(), &mentioned, None);
        assert_eq!(guessed.department.as_deref(), Some("PV"));
        assert_eq!(guessed.inferences[0].certainty, Certainty::Guess);
    }

    #[test]
    fn an_unknown_department_is_named_as_printed() {
        let cases = [
            (
                Evidence {
                    contact: vec!["HAVN OG KYST", "Drift", "Vesterlund Kommune"],
                    wording: "I Havn og Kyst er der både.",
                    ..Evidence::default()
                },
                "Havn og Kyst",
                Some("Drift"),
            ),
            (
                Evidence {
                    contact: vec!["Byministeriet", "Torvet 2"],
                    ..Evidence::default()
                },
                "Byministeriet",
                None,
            ),
            (
                Evidence {
                    title_department: Some("HK"),
                    contact: vec!["Teknisk Forvaltning", "Enhed: Broer"],
                    ..Evidence::default()
                },
                "Teknisk Forvaltning",
                Some("Broer"),
            ),
            (
                Evidence {
                    contact: vec!["Vesterlund Kommune", "4999 Vesterlund"],
                    ..Evidence::default()
                },
                "Vesterlund Kommune",
                None,
            ),
        ];
        for (evidence, department, unit) in cases {
            let sender = infer(&Known::default(), &evidence, None);
            assert_eq!(
                (sender.department.as_deref(), sender.unit.as_deref()),
                (Some(department), unit),
                "{evidence:?}"
            );
        }
    }

    #[test]
    fn a_name_inside_a_sentence_resolves_to_the_department() {
        let known = known();
        assert_eq!(resolve(&known, "Biblioteket i Kultur og Fritid"), Some(1));
        assert_eq!(resolve(&known, "Broer"), Some(0));
        assert_eq!(resolve(&known, "Havnen"), None);
    }
}
