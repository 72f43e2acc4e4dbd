//! Letters and what they say.

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &[
    "letter add 2026-1 VEL --dated 12-03-2026 --received 2026-03-13 --case 0012 --handler 'Søren Ærlig' --handler 'Åse Øst' --signatory 'Bo Bæk, direktør' --contact-block block.txt --document brev.txt --page 2",
    "letter add 2026-1 SKO --dated 2026-03-14",
    "letter edit 2026-1 SKO --letter 2 --dated unknown --case 26/000999-1",
    "letter edit 2026-1 VEL --handler 'Ib Å'",
    "letter edit 2026-1 SKO --letter 1 --unit '' --handler '' --signatory 'Ea Ly, chef' --signatory 'Bo Bæk'",
    "letter edit 2026-1 SKO --letter 1 --unit SKO-IND --signatory ''",
    "letter list 2026-1",
    "letter show 2026-1 VEL",
    "letter document 2026-1 VEL --out kopi.txt",
    "answer add 2026-1 1 VEL --label 1. --file svar.txt",
    "answer add 2026-1 2 VEL --file - --wording summary < svar.txt",
    "answer add 2026-1 3 SKO --letter 2 --disposition not_applicable",
    "answer add 2026-1 2 SKO --letter 1 --unit Indskrivningen --text 'Vi udvider på Åvej.'",
    "answer edit 2026-1 2 SKO --letter 1 --disposition answered --text 'Der åbner to nye fritidshjem.'",
    "answer edit 2026-1 2 SKO --letter 1 --disposition referred --refers-to-department VEL",
    "answer edit 2026-1 2 VEL --disposition see-other --refers-to-question 1",
    "answer list 2026-1",
    "answer list 2026-1 --question 2 --department SKO",
    "answer show 2026-1 1 SKO --letter 1",
    "answer show 2026-1 2 SKO --letter 1 --unit SKO-IND",
];

#[test]
fn a_letter_that_is_there_is_not_logged_again() {
    let desk = Desk::with_round();
    desk.session(&["letter add 2026-1 VEL --dated 2026-03-12 --case 26/1 --handler 'Bo Bæk'"]);
    assert_snapshot!(desk.refused(&["letter add 2026-1 VEL --dated 12.3.2026 --case 26/1"]), @"
    $ tenday letter add 2026-1 VEL --dated 12.3.2026 --case 26/1
    error: letter `2026-1 VEL 1` is already recorded: dated 2026-03-12
    Hint: `tenday letter show 2026-1 VEL --letter 1` shows it; say of another letter what tells it apart, such as --dated or --received
    [exit 1]
    ");
    let another =
        desk.line("letter add 2026-1 VEL --dated 2026-03-12 --case 26/1 --received 2026-03-13");
    assert_eq!(another.code, Some(0), "{}", another.told());
}

#[test]
fn letters_and_answers_are_recorded() {
    let desk = Desk::with_round();
    desk.write("block.txt", "Velfærd\r\nRådhuset 1\r\n");
    desk.write("brev.txt", "Brevet selv\r\n\0 er ikke kun tekst");
    desk.write(
        "svar.txt",
        "\u{feff}Første afsnit.\r\n\r\nAndet afsnit – æøå.\n",
    );
    assert_snapshot!(desk.session(SESSION), @"
    $ tenday letter add 2026-1 VEL --dated 12-03-2026 --received 2026-03-13 --case 0012 --handler 'Søren Ærlig' --handler 'Åse Øst' --signatory 'Bo Bæk, direktør' --contact-block block.txt --document brev.txt --page 2
    Logged the letter of VEL to inquiry 2026-1.
    Next: tenday answer add 2026-1 1 VEL --text 'What the letter says'
    $ tenday letter add 2026-1 SKO --dated 2026-03-14
    Logged the letter of SKO to inquiry 2026-1 (its letter 2).
    Next: tenday answer add 2026-1 3 SKO --letter 2 --text 'What the letter says'
    $ tenday letter edit 2026-1 SKO --letter 2 --dated unknown --case 26/000999-1
    Changed the letter of SKO to inquiry 2026-1:
      dated_on: 2026-03-14 → (none)
      case_number: (none) → 26/000999-1
    Next: tenday letter show 2026-1 SKO --letter 2
    $ tenday letter edit 2026-1 VEL --handler 'Ib Å'
    Changed the letter of VEL to inquiry 2026-1:
      handlers: Søren Ærlig; Åse Øst → Ib Å
    Next: tenday letter show 2026-1 VEL
    $ tenday letter edit 2026-1 SKO --letter 1 --unit '' --handler '' --signatory 'Ea Ly, chef' --signatory 'Bo Bæk'
    Changed the letter of SKO to inquiry 2026-1:
      unit: SKO-IND → (none)
      handlers: Åse Østergård → (none)
      signatories: Bo Bæk, skolechef → Ea Ly, chef; Bo Bæk
    Next: tenday letter show 2026-1 SKO --letter 1
    $ tenday letter edit 2026-1 SKO --letter 1 --unit SKO-IND --signatory ''
    Changed the letter of SKO to inquiry 2026-1:
      unit: (none) → SKO-IND
      signatories: Ea Ly, chef; Bo Bæk → (none)
    Next: tenday letter show 2026-1 SKO --letter 1
    $ tenday letter list 2026-1
    ┌────────────┬────────┬────────────────┬────────────┬─────────────┬─────────┐
    │ department ┆ letter ┆ unit           ┆ dated      ┆ case number ┆ answers │
    ╞════════════╪════════╪════════════════╪════════════╪═════════════╪═════════╡
    │ SKO        ┆      2 ┆                ┆ unknown    ┆ 26/000999-1 ┆       0 │
    │ SKO        ┆      1 ┆ Indskrivningen ┆ 2026-03-09 ┆ 26/000123-4 ┆       3 │
    │ KUL        ┆      1 ┆                ┆ 2026-03-11 ┆             ┆       1 │
    │ VEL        ┆      1 ┆                ┆ 2026-03-12 ┆ 0012        ┆       0 │
    └────────────┴────────┴────────────────┴────────────┴─────────────┴─────────┘
    $ tenday letter show 2026-1 VEL
    inquiry        2026-1
    department     VEL
    letter         1
    unit           –
    dated on       2026-03-12
    received on    2026-03-13
    case number    0012
    handlers       Ib Å
    signatories    Bo Bæk, direktør
    contact block  Velfærd
                   Rådhuset 1
    document       brev.txt
    page           2
    $ tenday letter document 2026-1 VEL --out kopi.txt
    Wrote kopi.txt (32 bytes, SHA-256 bf899fba14e1170c65e5e8cec14c5c134f59869cf11a749e0c4e4a77d8ef4001).
    $ tenday answer add 2026-1 1 VEL --label 1. --file svar.txt
    Recorded the answer of VEL to question 1 of inquiry 2026-1. 3 answers outstanding.
    Next: tenday status 2026-1
    $ tenday answer add 2026-1 2 VEL --file - --wording summary < svar.txt
    Recorded the answer of VEL to question 2 of inquiry 2026-1. 2 answers outstanding.
    Next: tenday status 2026-1
    $ tenday answer add 2026-1 3 SKO --letter 2 --disposition not_applicable
    Recorded the answer of SKO to question 3 of inquiry 2026-1. 1 answer outstanding.
    Next: tenday status 2026-1
    $ tenday answer add 2026-1 2 SKO --letter 1 --unit Indskrivningen --text 'Vi udvider på Åvej.'
    Recorded the answer of SKO (SKO-IND) to question 2 of inquiry 2026-1. 1 answer outstanding.
    Next: tenday status 2026-1
    $ tenday answer edit 2026-1 2 SKO --letter 1 --disposition answered --text 'Der åbner to nye fritidshjem.'
    Changed the answer of SKO to question 2 of inquiry 2026-1:
      disposition: see_other → answered
      refers_to_question: 1 → (none)
      wording: (none) → verbatim
      text: (none) → Der åbner to nye fritidshjem.
    Next: tenday answer show 2026-1 2 SKO --letter 1
    $ tenday answer edit 2026-1 2 SKO --letter 1 --disposition referred --refers-to-department VEL
    Changed the answer of SKO to question 2 of inquiry 2026-1:
      disposition: answered → referred
      refers_to_department: (none) → VEL
    Next: tenday answer show 2026-1 2 SKO --letter 1
    $ tenday answer edit 2026-1 2 VEL --disposition see-other --refers-to-question 1
    Changed the answer of VEL to question 2 of inquiry 2026-1:
      disposition: answered → see_other
      refers_to_question: (none) → 1
    Next: tenday answer show 2026-1 2 VEL
    $ tenday answer list 2026-1
    ┌──────────┬────────────┬─────────┬────────────────┬──────────────────────────────────────┐
    │ question ┆ department ┆ unit    ┆ disposition    ┆ text                                 │
    ╞══════════╪════════════╪═════════╪════════════════╪══════════════════════════════════════╡
    │ 1        ┆ KUL        ┆         ┆ referred SKO   ┆                                      │
    │ 1        ┆ SKO        ┆         ┆ answered       ┆ Der står 412 børn på venteliste.     │
    │          ┆            ┆         ┆                ┆                                      │
    │          ┆            ┆         ┆                ┆ De fleste har ventet under en måned. │
    │ 1        ┆ SKO        ┆ SKO-IND ┆ answered       ┆ Heraf 80 i byen.                     │
    │ 1        ┆ VEL        ┆         ┆ answered       ┆ Første afsnit.                       │
    │          ┆            ┆         ┆                ┆                                      │
    │          ┆            ┆         ┆                ┆ Andet afsnit – æøå.                  │
    │ 2        ┆ SKO        ┆         ┆ referred VEL   ┆ Der åbner to nye fritidshjem.        │
    │ 2        ┆ SKO        ┆ SKO-IND ┆ answered       ┆ Vi udvider på Åvej.                  │
    │ 2        ┆ VEL        ┆         ┆ see_other 1    ┆ Første afsnit.                       │
    │          ┆            ┆         ┆                ┆                                      │
    │          ┆            ┆         ┆                ┆ Andet afsnit – æøå.                  │
    │ 3        ┆ SKO        ┆         ┆ not_applicable ┆                                      │
    └──────────┴────────────┴─────────┴────────────────┴──────────────────────────────────────┘
    $ tenday answer list 2026-1 --question 2 --department SKO
    ┌──────────┬────────────┬─────────┬──────────────┬───────────────────────────────┐
    │ question ┆ department ┆ unit    ┆ disposition  ┆ text                          │
    ╞══════════╪════════════╪═════════╪══════════════╪═══════════════════════════════╡
    │ 2        ┆ SKO        ┆         ┆ referred VEL ┆ Der åbner to nye fritidshjem. │
    │ 2        ┆ SKO        ┆ SKO-IND ┆ answered     ┆ Vi udvider på Åvej.           │
    └──────────┴────────────┴─────────┴──────────────┴───────────────────────────────┘
    $ tenday answer show 2026-1 1 SKO --letter 1
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
    $ tenday answer show 2026-1 2 SKO --letter 1 --unit SKO-IND
    inquiry               2026-1
    question              2
    department            SKO
    letter                1
    unit                  SKO-IND
    label                 –
    disposition           answered
    refers to question    –
    refers to department  –
    wording               verbatim
    text                  Vi udvider på Åvej.
    ");
    let kept = std::fs::read(desk.path("kopi.txt")).unwrap();
    assert_eq!(kept, std::fs::read(desk.path("brev.txt")).unwrap());
}
