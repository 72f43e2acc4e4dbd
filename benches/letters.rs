//! What reading letters costs: 1,000 letters of three pages, on one core. `cargo bench --bench letters`.

use std::fmt::Write;
use std::time::Instant;

use tenday::letters::{self, Known};

const LETTERS: usize = 1_000;
/// The least a page holds, in characters.
const PAGE: usize = 2_400;
const PAGES: usize = 3;

fn main() {
    let letters: Vec<String> = (0..LETTERS).map(letter).collect();
    let bytes: usize = letters.iter().map(String::len).sum();
    // The patterns are compiled when they are first needed.
    let _ = letters::read(&letters[0], &Known::default());
    let start = Instant::now();
    let answers: usize = letters
        .iter()
        .map(|text| letters::read(text, &Known::default()))
        .flat_map(|draft| draft.letters)
        .map(|letter| letter.answers.len())
        .sum();
    let taken = start.elapsed();
    println!(
        "read {LETTERS} letters of {PAGES} pages ({} kB, {answers} answers) in {:.1} s: {:.1} ms a letter",
        bytes / 1_000,
        taken.as_secs_f64(),
        taken.as_secs_f64() * 1_000.0 / f64::from(u32::try_from(LETTERS).unwrap_or(u32::MAX)),
    );
}

/// A letter with a head, questions, lists, figures and a contact block that stands in the middle of it.
fn letter(number: usize) -> String {
    let mut text = format!(
        "Svar fra Park og Vej på 10-dages forespørgsel fra Byens Venner om bænke {number}\n\n12. marts 2021\nSide 1 af {PAGES}\n\n"
    );
    let mut question = 0;
    for page in 1..=PAGES {
        let start = text.len();
        while text.len() - start < PAGE {
            question += 1;
            let _ = write!(
                text,
                "{question}. Hvor mange bænke står der i parken, og hvem maler dem i år {question}?\n\n\
                 Der er {} bænke, sammenlignet med 2.800 i 2014. De fleste af dem står i de store parker, og det er\n\
                 driften, der maler dem hvert forår. Borgerne kan ringe til parkvagten på 86 22 33 44 mandag til\n\
                 torsdag kl. 8-15 og fredag kl. 8-13, hvis en bænk er i stykker.\n\n\
                 - bænke ved søen\n- bænke ved torvet\n- bænke ved stationen\n\nJf. svaret på spørgsmål 1 bliver flere af dem flyttet.\n\n",
                number + question * 7
            );
        }
        if page < PAGES {
            text.push_str(
                "Det er ofte nødvendigt at se efter, om den enkelte\n\nPARK OG VEJ\nDrift\nVesterlund Kommune\n\nTelefon: 86 22 33 00\nE-mail: pv@vesterlund.example\nSag: 21/004711-3\nSagsbehandler:\nAnna Berg\n\n\n\n",
            );
            let _ = write!(
                text,
                "bænk skal males om.\n\n12. marts 2021\nSide {} af {PAGES}\n\n",
                page + 1
            );
        }
    }
    text.push_str("Med venlig hilsen\n\nOle Friis\nVejchef\n");
    text
}
