//! Taking out of the record what was logged by mistake.

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &[
    "figure edit 2026-1 1 SKO 'børn på venteliste' --value 2,125 --unit '' --as-of unknown --approximate --name 'Børn på listen'",
    "figure edit 2026-1 1 SKO 'Børn på listen' --exact --as-of 2026",
    "figure remove 2026-1 1 SKO 'Børn på listen'",
    "contact remove SKO-IND telephone",
    "finding remove 2026-1 1 sko",
    "answer remove 2026-1 2 SKO",
    "answer remove 2026-1 1 SKO --unit Indskrivningen",
    "answer remove 2026-1 1 SKO",
    "answer remove 2026-1 1 KUL",
    "letter remove 2026-1 SKO",
    "letter remove 2026-1 KUL --format json",
    "question remove 2026-1 2",
    "question edit 2026-1 1 --to VEJ,KUL",
    "question remove 2026-2 1",
    "inquiry remove 2026-2",
    "extension add 2026-1 --until 2026-03-20 --reason Sygdom --granted-by Udvalget",
    "pause add 2026-1 --from 2026-03-04 --to 2026-03-05 --reason Ferie --granted-by Udvalget",
    "extension remove 2026-1 20.3.2026",
    "pause remove 2026-1 2026-03-04",
];

#[test]
fn what_was_logged_by_mistake_is_taken_back() {
    let desk = Desk::with_round();
    assert_snapshot!(desk.session(SESSION), @r#"
    $ tenday figure edit 2026-1 1 SKO 'børn på venteliste' --value 2,125 --unit '' --as-of unknown --approximate --name 'Børn på listen'
    Changed the figure Børn på venteliste of SKO on question 1 of inquiry 2026-1:
      name: Børn på venteliste → Børn på listen
      as_of: 2026-03 → (none)
      value: 412 → 2.125
      unit: børn → (none)
      approximate: 0 → 1
    Next: tenday figure list 2026-1
    $ tenday figure edit 2026-1 1 SKO 'Børn på listen' --exact --as-of 2026
    Changed the figure Børn på listen of SKO on question 1 of inquiry 2026-1:
      as_of: (none) → 2026
      approximate: 1 → 0
    Next: tenday figure list 2026-1
    $ tenday figure remove 2026-1 1 SKO 'Børn på listen'
    inquiry      2026-1
    question     1
    department   SKO
    letter       1
    answer unit  –
    name         Børn på listen
    as of        2026
    value        2.125
    unit         –
    approximate  0
    Removed the figure Børn på listen of SKO on question 1 of inquiry 2026-1.
    To log it again: tenday figure add 2026-1 1 SKO --letter 1 --name 'Børn på listen' --value 2,125 --as-of 2026
    Next: tenday figure list 2026-1
    $ tenday contact remove SKO-IND telephone
    department         SKO-IND
    kind               telephone
    value              89 00 00 01
    label              –
    audience           forældre
    valid from         –
    valid to           –
    hours              Mo-Th 09:00-15:00, Fr 09:00-13:00
    hours words        –
    visibility         public
    decided by         –
    decided on         –
    also serves        –
    stated inquiry     2026-1
    stated department  SKO
    stated letter      1
    stated question    –
    stated unit        –
    Removed telephone 89 00 00 01 (forældre) of SKO-IND.
    To log it again: tenday contact add SKO-IND --kind telephone --value '89 00 00 01' --hours 'Mo-Th 09:00-15:00, Fr 09:00-13:00' --audience forældre --visibility public --stated-in 2026-1 --stated-by SKO
    Next: tenday contact list SKO-IND
    $ tenday finding remove 2026-1 1 sko
    inquiry     2026-1
    question    1
    department  SKO
    codebook    waiting
    code        yes
    note        –
    Removed the finding yes of SKO on question 1 of inquiry 2026-1.
    To log it again: tenday finding set 2026-1 1 SKO yes --codebook waiting
    Next: tenday finding list 2026-1
    $ tenday answer remove 2026-1 2 SKO
    inquiry               2026-1
    question              2
    department            SKO
    letter                1
    unit                  –
    label                 2.
    disposition           see_other
    refers to question    1
    refers to department  –
    wording               –
    text                  –
    Removed the answer of SKO to question 2 of inquiry 2026-1. 5 answers outstanding.
    To log it again: tenday answer add 2026-1 2 SKO --letter 1 --label 2. --disposition see_other --refers-to-question 1
    Next: tenday status 2026-1
    $ tenday answer remove 2026-1 1 SKO --unit Indskrivningen
    inquiry               2026-1
    question              1
    department            SKO
    letter                1
    unit                  SKO-IND
    label                 a.
    disposition           answered
    refers to question    –
    refers to department  –
    wording               verbatim
    text                  Heraf 80 i byen.
    Removed the answer of SKO (SKO-IND) to question 1 of inquiry 2026-1. 5 answers outstanding.
    To log it again: tenday answer add 2026-1 1 SKO --unit SKO-IND --letter 1 --label a. --disposition answered --wording verbatim --text 'Heraf 80 i byen.'
    Next: tenday status 2026-1
    $ tenday answer remove 2026-1 1 SKO
    inquiry               2026-1
    question              1
    department            SKO
    letter                1
    unit                  –
    label                 1.
    disposition           answered
    refers to question    –
    refers to department  –
    wording               verbatim
    text                  Der står 412 børn på venteliste.

                          De fleste har ventet under en måned.
    Removed the answer of SKO to question 1 of inquiry 2026-1. 6 answers outstanding.
    To log it again: tenday answer add 2026-1 1 SKO --letter 1 --label 1. --disposition answered --wording verbatim --file FILE
    Next: tenday status 2026-1
    $ tenday answer remove 2026-1 1 KUL
    inquiry               2026-1
    question              1
    department            KUL
    letter                1
    unit                  –
    label                 –
    disposition           referred
    refers to question    –
    refers to department  SKO
    wording               –
    text                  –
    Removed the answer of KUL to question 1 of inquiry 2026-1. 7 answers outstanding.
    To log it again: tenday answer add 2026-1 1 KUL --letter 1 --disposition referred --refers-to-department SKO
    Next: tenday status 2026-1
    $ tenday letter remove 2026-1 SKO
    inquiry        2026-1
    department     SKO
    letter         1
    unit           Indskrivningen
    dated on       2026-03-09
    received on    2026-03-10
    case number    26/000123-4
    handlers       Åse Østergård
    signatories    Bo Bæk, skolechef
    contact block  –
    document       –
    page           –
    Removed the letter of SKO to inquiry 2026-1.
    To log it again: tenday letter add 2026-1 SKO --unit SKO-IND --dated 2026-03-09 --received 2026-03-10 --case 26/000123-4 --handler 'Åse Østergård' --signatory 'Bo Bæk, skolechef'
    Next: tenday letter list 2026-1
    $ tenday letter remove 2026-1 KUL --format json
    [{"inquiry":"2026-1","department":"KUL","letter":1,"unit":null,"dated_on":"2026-03-11","received_on":null,"case_number":null,"handlers":null,"signatories":null,"contact_block":null,"document":null,"page":null}]
    Removed the letter of KUL to inquiry 2026-1.
    To log it again: tenday letter add 2026-1 KUL --dated 2026-03-11
    Next: tenday letter list 2026-1
    $ tenday question remove 2026-1 2
    inquiry   2026-1
    question  2
    put to    SKO, VEL
    text      Hvad gør afdelingen, når køen vokser?
    Removed question 2 of inquiry 2026-1.
    To log it again: tenday question add 2026-1 --number 2 --to SKO,VEL --text 'Hvad gør afdelingen, når køen vokser?'
    Next: tenday question list 2026-1
    $ tenday question edit 2026-1 1 --to VEJ,KUL
    Changed question 1 of inquiry 2026-1: put to KUL, VEJ instead of KUL, SKO, VEJ, VEL.
    Next: tenday question list 2026-1
    $ tenday question remove 2026-2 1
    inquiry   2026-2
    question  1
    put to    KUL
    text      Hvorfor er der lukket om søndagen?
    Removed question 1 of inquiry 2026-2.
    To log it again: tenday question add 2026-2 --number 1 --to KUL --text 'Hvorfor er der lukket om søndagen?'
    Next: tenday question list 2026-2
    $ tenday inquiry remove 2026-2
    inquiry          2026-2
    title            Åbningstider på biblioteket
    asker            Økonomiudvalget
    follows          –
    received on      unknown
    due on           unknown
    questions        0
    expected         0
    answered         0
    outstanding      0
    state            draft
    original due on  –
    due explained    the day of receipt is not known
    Removed inquiry 2026-2: Åbningstider på biblioteket.
    To log it again: tenday inquiry add --reference 2026-2 --title 'Åbningstider på biblioteket' --asker ØK --rule ten-day
    Next: tenday inquiry list
    $ tenday extension add 2026-1 --until 2026-03-20 --reason Sygdom --granted-by Udvalget
    Extended inquiry 2026-1: the due date moves from 2026-03-12 to 2026-03-20.
    Next: tenday inquiry show 2026-1
    $ tenday pause add 2026-1 --from 2026-03-04 --to 2026-03-05 --reason Ferie --granted-by Udvalget
    Paused inquiry 2026-1: the due date stays 2026-03-20.
    Next: tenday inquiry show 2026-1
    $ tenday extension remove 2026-1 20.3.2026
    Removed the extension until 2026-03-20 of inquiry 2026-1: the due date moves from 2026-03-20 to 2026-03-16.
    Next: tenday inquiry show 2026-1
    $ tenday pause remove 2026-1 2026-03-04
    Removed the pause from 2026-03-04 of inquiry 2026-1: the due date moves from 2026-03-16 to 2026-03-12.
    Next: tenday inquiry show 2026-1
    "#);
    sound(&desk);
}

fn sound(desk: &Desk) {
    assert_eq!(desk.line("check").stderr, "tenday.db is sound.\n");
}

/// Neither the number nor whose it was can be read out of the file by other means.
#[test]
fn nothing_is_left_of_a_withheld_channel() {
    let desk = Desk::with_round();
    let holds = |word: &str| {
        let bytes = std::fs::read(desk.db()).unwrap().to_ascii_lowercase();
        bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes())
    };
    desk.session(&[
        "contact add VEJ --kind direct_telephone --value 89000003 --label Zebulonius --visibility withheld",
    ]);
    assert!(holds("zebulonius") && holds("89 00 00 03"));
    assert_eq!(desk.line("contact remove VEJ Zebulonius").code, Some(0));
    assert!(!holds("zebulonius") && !holds("89 00 00 03") && !holds("89000003"));
    sound(&desk);
}

/// A calendar that shows the date of an inquiry hears that it is gone before the record forgets it.
#[test]
fn a_file_and_the_dates_in_a_calendar_go_too() {
    let desk = Desk::with_round();
    desk.write("brev.txt", "Kære byråd");
    assert_snapshot!(desk.session(&[
        "inquiry add --title 'Støj på havnen' --asker BL --received 2026-03-04 --question 'Hvem støjer?' --to VEL",
        "letter add 2026-3 VEL --document brev.txt --page 1 --contact-block brev.txt --signatory 'Bo Bæk'",
        "due --ics frister.ics --department VEL",
        "remind --department VEL --out breve",
        "letter remove 2026-3 VEL",
        "question remove 2026-3 1",
        "inquiry remove 2026-3",
        "due --ics frister.ics --department VEL --force",
        "inquiry remove 2026-3",
        "inquiry remove 2026-3",
    ]), @"
    $ tenday inquiry add --title 'Støj på havnen' --asker BL --received 2026-03-04 --question 'Hvem støjer?' --to VEL
    Logged inquiry 2026-3: Støj på havnen (1 question, due 2026-03-16).
    Next: tenday status 2026-3
    $ tenday letter add 2026-3 VEL --document brev.txt --page 1 --contact-block brev.txt --signatory 'Bo Bæk'
    Logged the letter of VEL to inquiry 2026-3.
    Next: tenday answer add 2026-3 1 VEL --text 'What the letter says'
    $ tenday due --ics frister.ics --department VEL
    Wrote frister.ics: 2 due dates.
    $ tenday remind --department VEL --out breve
    ┌────────────┬─────────┬────────────┬────────────┬───────────┬───────────────────────────────────┐
    │ department ┆ inquiry ┆ step       ┆ due on     ┆ questions ┆ file                              │
    ╞════════════╪═════════╪════════════╪════════════╪═══════════╪═══════════════════════════════════╡
    │ VEL        ┆ 2026-1  ┆ overdue    ┆ 2026-03-12 ┆ 1, 2      ┆ breve/reminder-VEL-2026-03-16.txt │
    │ VEL        ┆ 2026-3  ┆ on_the_day ┆ 2026-03-16 ┆ 1         ┆ breve/reminder-VEL-2026-03-16.txt │
    └────────────┴─────────┴────────────┴────────────┴───────────┴───────────────────────────────────┘
    $ tenday letter remove 2026-3 VEL
    inquiry        2026-3
    department     VEL
    letter         1
    unit           –
    dated on       –
    received on    –
    case number    –
    handlers       –
    signatories    Bo Bæk
    contact block  Kære byråd
    document       brev.txt
    page           1
    Removed the letter of VEL to inquiry 2026-3. The file `brev.txt`, which no other letter came in, is not kept any more.
    To log it again: tenday letter add 2026-3 VEL --contact-block FILE --document brev.txt --page 1 --signatory 'Bo Bæk'
    Next: tenday letter list 2026-3
    $ tenday question remove 2026-3 1
    inquiry   2026-3
    question  1
    put to    VEL
    text      Hvem støjer?
    Removed question 1 of inquiry 2026-3.
    To log it again: tenday question add 2026-3 --number 1 --to VEL --text 'Hvem støjer?'
    Next: tenday question list 2026-3
    $ tenday inquiry remove 2026-3
    error: inquiry `2026-3` is not removed: 1 calendar date refers to it
    Hint: first run `tenday due --ics FILE`
    [exit 1]
    $ tenday due --ics frister.ics --department VEL --force
    Wrote frister.ics: 1 due date, and 1 cancelled.
    $ tenday inquiry remove 2026-3
    inquiry          2026-3
    title            Støj på havnen
    asker            Borgerlisten
    follows          –
    received on      2026-03-04
    due on           2026-03-16
    questions        0
    expected         0
    answered         0
    outstanding      0
    state            draft
    original due on  2026-03-16
    due explained    received 4 March (day 0); 10 calendar days: 14 March; 14 March is a Saturday, no working day; moved to the next working day: Monday 16 March
    Removed inquiry 2026-3: Støj på havnen. 1 reminder that had been written went with it.
    To log it again: tenday inquiry add --reference 2026-3 --title 'Støj på havnen' --asker BL --received 2026-03-04 --rule ten-day
    Next: tenday inquiry list
    $ tenday inquiry remove 2026-3
    error: there is no inquiry `2026-3`
    Hint: did you mean `2026-1` or `2026-2`? `tenday inquiry list` shows all
    [exit 1]
    ");
    sound(&desk);
}

#[test]
fn what_others_refer_to_stays() {
    let desk = Desk::with_round();
    desk.session(&[
        "contact add SKO --kind telephone --value 89000007 --label 'Bo Bæk' --stated-in 2026-1 --stated-by SKO",
        "follow-up 2026-1 --title 'Ventelister igen' --question 'Er køen væk?'",
        "extension add 2026-1 --until 2026-03-20 --reason Sygdom --granted-by Udvalget",
        "pause add 2026-1 --from 2026-03-04 --to 2026-03-05 --reason Ferie --granted-by Udvalget",
        "figure add 2026-1 1 SKO --answer-unit SKO-IND --name 'Børn i byen' --value 80 --as-of 2026",
        "internal-deadline set 2026-1 SKO --on 2026-03-17",
        "due --ics frister.ics",
    ]);
    assert_snapshot!(desk.refused(&[
        "answer remove 2026-1 1 SKO",
        "answer remove 2026-1 1 SKO --unit SKO-IND",
        "letter remove 2026-1 SKO",
        "question remove 2026-1 1",
        "question remove 2026-1 2",
        "inquiry remove 2026-1",
        "inquiry remove 2026-2",
        "extension remove 2026-1 2026-03-20",
    ]), @"
    $ tenday answer remove 2026-1 1 SKO
    error: answer `2026-1 1 SKO` is not removed: 1 figure and 1 finding refer to it
    Hint: first run `tenday figure remove 2026-1 1 SKO 'Børn på venteliste' --with-as-of 2026-03 --letter 1`, `tenday finding remove 2026-1 1 SKO --codebook waiting`
    [exit 1]
    $ tenday answer remove 2026-1 1 SKO --unit SKO-IND
    error: answer `2026-1 1 SKO SKO-IND` is not removed: 1 figure refers to it
    Hint: first run `tenday figure remove 2026-1 1 SKO 'Børn i byen' --with-as-of 2026 --answer-unit SKO-IND --letter 1`
    [exit 1]
    $ tenday letter remove 2026-1 SKO
    error: letter `2026-1 SKO 1` is not removed: 3 answers and 2 contact channels refer to it
    Hint: first run `tenday answer remove 2026-1 1 SKO --letter 1`, `tenday answer remove 2026-1 1 SKO --unit SKO-IND --letter 1`, `tenday answer remove 2026-1 2 SKO --letter 1`, `tenday contact remove SKO '89 00 00 07' --of-kind telephone --with-label 'Bo Bæk'`, `tenday contact remove SKO-IND '89 00 00 01' --of-kind telephone`
    [exit 1]
    $ tenday question remove 2026-1 1
    error: question `2026-1 1` is not removed: 4 answers and 1 finding refer to it
    Hint: first run `tenday answer remove 2026-1 1 KUL --letter 1`, `tenday answer remove 2026-1 1 SKO --letter 1`, `tenday answer remove 2026-1 1 SKO --unit SKO-IND --letter 1`, `tenday answer remove 2026-1 2 SKO --letter 1`, `tenday finding remove 2026-1 1 SKO --codebook waiting`
    [exit 1]
    $ tenday question remove 2026-1 2
    error: question `2026-1 2` is not removed: 1 answer refers to it
    Hint: first run `tenday answer remove 2026-1 2 SKO --letter 1`
    [exit 1]
    $ tenday inquiry remove 2026-1
    error: inquiry `2026-1` is not removed: 2 letters, 3 questions, 1 follow-up, 1 internal deadline, 1 extension, 1 pause and 3 calendar dates refer to it
    Hint: first run `tenday letter remove 2026-1 SKO --letter 1`, `tenday letter remove 2026-1 KUL --letter 1`, `tenday question remove 2026-1 1`, `tenday question remove 2026-1 2`, `tenday question remove 2026-1 3`, `tenday inquiry edit 2026-3 --no-follows`, `tenday internal-deadline remove 2026-1 SKO`, `tenday extension remove 2026-1 2026-03-20`, and 2 more
    [exit 1]
    $ tenday inquiry remove 2026-2
    error: inquiry `2026-2` is not removed: 1 question refers to it
    Hint: first run `tenday question remove 2026-2 1`
    [exit 1]
    $ tenday extension remove 2026-1 2026-03-20
    error: the due date would move to 2026-03-16, before the internal deadline of SKO, 2026-03-17
    Hint: first run `tenday internal-deadline remove 2026-1 SKO`
    [exit 1]
    ");
}

#[test]
fn what_is_not_there_is_not_removed() {
    let desk = Desk::with_round();
    desk.session(&["figure add 2026-1 1 SKO --name 'Børn på venteliste' --value 9"]);
    assert_snapshot!(desk.refused(&[
        "answer remove 2026-1 3 SKO",
        "letter remove 2026-1 VEL",
        "figure remove 2026-1 1 SKO 'Børn på ventelisten'",
        "figure remove 2026-1 1 SKO 'Børn på venteliste'",
        "figure edit 2026-1 1 SKO 'Børn på venteliste' --with-as-of unknown --as-of 2026-03",
        "finding remove 2026-1 2 SKO --codebook waiting",
        "question remove 2026-1 9",
        "inquiry remove 2026-9",
        "contact remove SKO 89000009",
        "extension remove 2026-1 2026-03-20",
        "pause remove 2026-1 2026-03-20",
        "inquiry remove 2026-2 --format docx",
    ]), @"
    $ tenday answer remove 2026-1 3 SKO
    error: there is no answer `3 SKO` in inquiry 2026-1
    Hint: `tenday answer list 2026-1` shows those that are known
    [exit 1]
    $ tenday letter remove 2026-1 VEL
    error: there is no letter `VEL` in inquiry 2026-1
    Hint: `tenday letter add 2026-1 VEL` adds one, `tenday letter list 2026-1` shows those that are known
    [exit 1]
    $ tenday figure remove 2026-1 1 SKO 'Børn på ventelisten'
    error: there is no figure `Børn på ventelisten` in the answer of SKO to question 1 of inquiry 2026-1
    Hint: did you mean `Børn på venteliste`? `tenday figure list 2026-1` shows all
    [exit 1]
    $ tenday figure remove 2026-1 1 SKO 'Børn på venteliste'
    error: `Børn på venteliste` names 2 figures of that answer: unknown, 2026-03
    Hint: say which with --with-as-of DATE
    [exit 1]
    $ tenday figure edit 2026-1 1 SKO 'Børn på venteliste' --with-as-of unknown --as-of 2026-03
    error: figure `Børn på venteliste` is already recorded: 2026-1 1 SKO
    Hint: `tenday figure list 2026-1` shows it
    [exit 1]
    $ tenday finding remove 2026-1 2 SKO --codebook waiting
    error: there is no finding `2 SKO waiting` in inquiry 2026-1
    Hint: `tenday finding list 2026-1` shows those that are known
    [exit 1]
    $ tenday question remove 2026-1 9
    error: there is no question `9` in inquiry 2026-1
    Hint: `tenday question list 2026-1` shows those that are known
    [exit 1]
    $ tenday inquiry remove 2026-9
    error: there is no inquiry `2026-9`
    Hint: did you mean `2026-1` or `2026-2`? `tenday inquiry list` shows all
    [exit 1]
    $ tenday contact remove SKO 89000009
    error: there is no contact channel `89000009` in SKO
    Hint: did you mean `89 00 00 01`? `tenday contact list SKO` shows all
    [exit 1]
    $ tenday extension remove 2026-1 2026-03-20
    error: there is no extension `2026-03-20` in inquiry 2026-1
    Hint: `tenday extension list 2026-1` shows those that are known
    [exit 1]
    $ tenday pause remove 2026-1 2026-03-20
    error: inquiry `2026-1` has no pause from 2026-03-20
    Hint: `tenday pause list 2026-1` shows those there are
    [exit 1]
    $ tenday inquiry remove 2026-2 --format docx
    error: `docx` is not a valid format: a list is written as table, csv, tsv, json, ndjson or md
    [exit 1]
    ");
}

/// What is removed and logged again is as it was, whatever stands in it.
#[test]
fn what_is_suggested_logs_it_again() {
    let desk = Desk::with_round();
    let setup = [
        "finding set 2026-1 1 SKO yes --note \"Bo's skøn: 'ja'\"",
        "contact add VEJ --kind duty_telephone --value 89000003 --label 'Vagten på broen' --visibility withheld --decided-by 'Bo Bæk' --hours 'mandag-torsdag 9-15' --also-serves SKO-IND,KUL --valid-from 2026-01-02",
        "figure add 2026-1 1 SKO --answer-unit SKO-IND --name 'heraf i \"byen\"' --value=-1,125 --unit % --as-of 2026-02 --approximate",
        "letter add 2026-1 VEL --dated 2026-03-12 --received 2026-03-13 --case 0012 --handler 'Søren Ærlig' --handler 'Åse Øst' --signatory 'Bo Bæk, direktør'",
        "answer add 2026-1 2 VEL --label b. --wording summary --text='- Nej, \"slet\" ikke.'",
        "question add 2026-2 --number 4a --text 'Hvem betaler?' --to VEJ,SKO-IND",
        "follow-up 2026-1 --reference 2026/9 --title 'Køen' --received 2026-03-10 --due 2026-03-30",
    ];
    for line in setup {
        let ended = desk.line(line);
        assert_eq!(ended.code, Some(0), "{}", ended.told());
    }
    for line in [
        "finding remove 2026-1 1 SKO",
        "contact remove VEJ 89000003",
        "figure remove 2026-1 1 SKO 'Heraf i \"byen\"' --answer-unit SKO-IND",
        "answer remove 2026-1 2 VEL",
        "question remove 2026-2 4a",
        "inquiry remove 2026/9",
        "letter remove 2026-1 VEL",
    ] {
        let first = desk.line(line);
        assert_eq!(first.code, Some(0), "{}", first.told());
        let again = first
            .stderr
            .lines()
            .find_map(|said| said.strip_prefix("To log it again: tenday "));
        let logged = desk.line(again.unwrap());
        assert_eq!(logged.code, Some(0), "{}", logged.told());
        assert_eq!(desk.line(line).stdout, first.stdout, "{line}");
    }
    sound(&desk);
}
