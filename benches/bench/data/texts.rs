//! Titles, questions and answers out of the vocabulary. Each is made in the room of the one before.

use super::random::Random;
use super::words::Words;

/// Makes texts.
pub struct Texts {
    words: Words,
    text: String,
}

impl Texts {
    pub fn new() -> Self {
        Self {
            words: Words::new(),
            text: String::new(),
        }
    }

    /// Two to five words.
    pub fn title(&mut self, random: &mut Random) -> &str {
        self.text.clear();
        let words = 2 + random.below(4);
        self.phrase(words, random);
        &self.text
    }

    /// One sentence.
    pub fn question(&mut self, random: &mut Random) -> &str {
        self.text.clear();
        let words = 6 + random.below(10);
        self.phrase(words, random);
        self.text.push('?');
        &self.text
    }

    /// Sentences of 250 to 550 letters, now and then in two paragraphs or with a quotation.
    pub fn answer(&mut self, random: &mut Random) -> &str {
        self.text.clear();
        let enough = 220 + random.below(300);
        let paragraphs = random.once_in(20);
        while self.text.len() < enough {
            if !self.text.is_empty() {
                let half = paragraphs && self.text.len() > enough / 2 && !self.text.contains('\n');
                self.text.push_str(if half { "\n\n" } else { " " });
            }
            let words = 5 + random.below(12);
            self.phrase(words, random);
            self.text.push_str(if random.once_in(40) {
                ", \"så vidt vides\"."
            } else {
                "."
            });
        }
        &self.text
    }

    /// Words after one another, the first with a capital letter, some with a comma.
    fn phrase(&mut self, words: usize, random: &mut Random) {
        for nth in 0..words {
            let word = self.words.draw(random);
            if nth > 0 {
                self.text
                    .push_str(if random.once_in(12) { ", " } else { " " });
                self.text.push_str(word);
            } else {
                let mut letters = word.chars();
                self.text
                    .extend(letters.next().iter().flat_map(|first| first.to_uppercase()));
                self.text.push_str(letters.as_str());
            }
        }
    }
}
