//! What reading letters costs: 1,000 letters of three pages, on one core; and texts that repeat one thing without end, at two
//! sizes, whose time must grow with the size and not with its square. `cargo bench --bench letters`.

use std::fmt::Write;
use std::time::{Duration, Instant};

use tenday::letters::{self, Known};

const LETTERS: usize = 1_000;
/// The least a page holds, in characters.
const PAGE: usize = 2_400;
const PAGES: usize = 3;
/// The sizes of the texts that repeat one thing, in bytes.
const SMALL: usize = 250_000;
const LARGE: usize = 1_000_000;
/// What they repeat: the signs that the recognisers look for, and what they do not.
const REPEATED: [&str; 52] = [
    "A. Hvorfor?\n",
    "A. Nej.\n",
    "1\nHvorfor?\nDerfor.\n",
    "Spørgsmål:\n1. Hvorfor?\n",
    "Hvorfor?\nDerfor.\n\n",
    "Spørgsmål 1: Hvorfor?Svar: Se svar på spørgsmål A. ",
    "For så vidt angår spørgsmål 1 er der ti.\n\n",
    "1. Hvorfor?\n\nVedrørende spørgsmål 1 er der ti.\n\n",
    "+----+\n| Ja? |\n",
    "Spørgsmål 1\nSpørgsmålets ordlyd\nHvorfor?\nBegrundelse\nDerfor.\n",
    "Spørgsmål 1 Hvorfor?\n\nHavnen: Ja.\n\n",
    "SF spørger:\n\nHvorfor?\n\n",
    "a",
    ".-",
    "1. ",
    "1. Hvorfor?\n",
    "1. Hvorfor?\n\nDerfor.\n\n",
    "1a. Hvorfor?\n\nDerfor.\n\n",
    "IV. Hvorfor?\n\nDerfor.\n\n",
    "Hvor mange bænke er der?\n\nDer er ti.\n\n",
    "Spørgsmål 1 og 2\n",
    "Spørgsmål 1: Hvorfor?\nSvar: Derfor.\n",
    "Spørgsmål ",
    "Svar: ",
    "Svar:\n",
    "Ad 1)\nTi.\n\n",
    "Se svar på spørgsmål 1. ",
    "Spørgsmål 1 besvares af Park og Vej. ",
    "Spørgsmål 1 besvares af Park og Vej.\n",
    "Svar på forespørgsel fra SF om bænke\n\n",
    "Svar på forespørgsel fra SF om bænke\n",
    "Park og Vej har modtaget en ",
    "Park og Vej, Vesterlund Kommune\n",
    "Vesterlund Kommune\nPark og Vej\n",
    "HAVN OG KYST\nHer står en linje, der er for lang til et brevhoved og går videre\n",
    "Telefon: 11 22 33 44\n",
    "Telefon: 11 22 33 44\t",
    "Dato:Kontor:Sagsnr.:\n",
    "Sagsbehandler:\nAnna Berg\n",
    "a\tb\tc\n",
    "x   y   z\n",
    "x\u{2028}",
    "Med venlig hilsen\n",
    "Anna Berg\n/\nOle Holm\n",
    "Folketingets Parkudvalg har ",
    "3. maj 2021\n",
    "\n\n\n\nSide 1 af 2\n",
    "ord.1\n\n1\nTekst.\n\n",
    "ord.1\n\n1 Tekst.\n\u{c}ord ",
    "kl. 9-12 ",
    "12 af kommunens 46 skoler ",
    "Fra: a@b.example\nTil: c\nSendt: 3. maj 2019\nEmne: Svar på forespørgsel\n\n",
];

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
    hostile();
}

/// Reads the texts that repeat one thing, and many different questions, and tells of the slowest and of those whose time
/// grows faster than their size.
fn hostile() {
    let mut slowest = (Duration::ZERO, "");
    let texts = REPEATED
        .iter()
        .map(|unit| (*unit, repeated(unit, SMALL), repeated(unit, LARGE)));
    let asking = ("many questions", questions(SMALL), questions(LARGE));
    for (name, small, large) in texts.chain([asking]) {
        let (small, large) = (timed(&small), timed(&large));
        // Four times the text: anything above six times the time is more than its share.
        if large > small * 6 && large > Duration::from_secs(1) {
            println!(
                "grows too fast: {name:?}: {small:.1?} at {SMALL} bytes, {large:.1?} at {LARGE}"
            );
        }
        slowest = slowest.max((large, name));
    }
    println!(
        "of texts of {LARGE} bytes that repeat one thing the slowest takes {:.1?}: {:?}",
        slowest.0, slowest.1
    );
}

fn repeated(unit: &str, size: usize) -> String {
    unit.repeat(size / unit.len())
}

/// Questions that all differ, without numbers.
fn questions(size: usize) -> String {
    let mut text = String::with_capacity(size);
    let mut number = 0;
    while text.len() < size {
        number += 1;
        let _ = write!(
            text,
            "Hvorfor er bro{number} lukket for by{number}?\n\nDet ved vi ikke.\n\n"
        );
    }
    text
}

fn timed(text: &str) -> Duration {
    let start = Instant::now();
    let draft = letters::read(text, &Known::default());
    assert_eq!(draft.ledger.last().map_or(0, |span| span.end), text.len());
    start.elapsed()
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
