//! A vocabulary of Danish-looking words, drawn by Zipf's law: the nth word comes about 1/n as often as the first.
//!
//! The most frequent are the little words that Danish text is full of; the others are put together of syllables, three
//! forms of each stem after one another.

use super::random::Random;

/// How many words there are. A few of them come out the same.
const WORDS: u32 = 700_000;

const LITTLE: &[&str] = &[
    "og", "i", "at", "det", "er", "en", "til", "på", "der", "for", "af", "med", "som", "den",
    "ikke", "de", "har", "et", "kan", "om", "vi", "fra", "men", "ved", "bliver", "skal", "så",
    "være", "også", "efter", "når", "eller", "alle", "hvor", "under", "mere", "mellem", "inden",
    "over", "blev", "hver", "samt", "derfor", "år", "både", "før", "siden", "dog",
];
const ONSETS: &[&str] = &[
    "b", "f", "s", "k", "m", "t", "h", "v", "st", "p", "r", "l", "d", "g", "n", "fr", "sk", "bl",
    "br", "kl", "tr", "sp", "gr", "j", "dr", "fl", "gl", "kn", "kr", "pl", "pr", "sl", "sn",
];
const VOWELS: &[&str] = &["e", "a", "o", "i", "å", "æ", "u", "ø", "y"];
const CODAS: &[&str] = &[
    "", "r", "n", "l", "d", "g", "s", "nd", "ng", "m", "t", "k", "ld", "rt", "st", "sk", "rd",
];
const ENDINGS: &[[&str; 3]] = &[
    ["", "en", "er"],
    ["", "et", "erne"],
    ["e", "er", "ede"],
    ["", "e", "ene"],
    ["ing", "ingen", "inger"],
];

/// Every word, the most frequent first.
pub struct Words {
    text: String,
    ends: Vec<u32>,
}

impl Words {
    pub fn new() -> Self {
        let mut words = Self {
            text: String::new(),
            ends: Vec::new(),
        };
        for rank in 0..WORDS {
            match LITTLE.get(rank as usize) {
                Some(little) => words.text.push_str(little),
                None => put_together(rank, &mut words.text),
            }
            let end = u32::try_from(words.text.len()).unwrap_or(u32::MAX);
            words.ends.push(end);
        }
        words
    }

    /// A word, by how frequent it is.
    pub fn draw(&self, random: &mut Random) -> &str {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies between 0 and the number of words"
        )]
        let at = (random.unit() * f64::from(WORDS).ln()).exp() as usize - 1;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }
}

fn put_together(rank: u32, out: &mut String) {
    let mut random = Random::new(u64::from(rank / 3));
    let syllables = match rank {
        ..600 => 1,
        600..30_000 => 2,
        _ => 2 + random.below(2),
    };
    for _ in 0..syllables {
        for letters in [ONSETS, VOWELS, CODAS] {
            out.push_str(rather_early(letters, &mut random));
        }
    }
    out.push_str(random.one_of(ENDINGS)[rank as usize % 3]);
}

/// One of the list, of which the first come more often than the last, as with the letters of any language.
fn rather_early<'a>(of: &[&'a str], random: &mut Random) -> &'a str {
    let bound = 1 + random.below(of.len());
    of[random.below(bound)]
}
