//! Inquiries, follow-ups, questions, and how far they have come.

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &[
    "deadline-rule list",
    "inquiry add --asker BL --title 'Støj på havnen' --received 6.3.2026 --questions asked.txt --to KUL,VEL,VEJ,SKO",
    "inquiry add --asker økonomiudvalget --title 'Cykelstier' --questions - --to VEJ < asked.txt",
    "question add 2026-3 --text 'Hvem betaler?' --number 4a",
    "question edit 2026-3 4a --to VEJ,SKO-IND,vej --text 'Hvem betaler for skærmene?'",
    "question list 2026-3",
    "inquiry edit 2026-3 --received 2026-03-09 --title 'Støj på øen'",
    "inquiry edit 2026-4 --follows 2026-1",
    "inquiry edit 2026-4 --no-follows",
    "inquiry show 2026-3",
    "follow-up 2026-1 --title 'Ventelister igen' --received 2026-04-07 --question 'Er køen væk?'",
    "follow-up 2026-5 --title 'Ventelister, tredje gang' --question 'Nu?' --to SKO --asker ØK",
    "status 2026-5",
    "inquiry close 2026-2 --on 2026-03-20",
    "inquiry reopen 2026-2",
    "inquiry reopen 2026-2",
    "inquiry list",
    "inquiry list --state open --asker BL --year 2026",
    "status 2026-1",
];

const ASKED: &str = "1. Hvem støjer?\r\n\r\n- 2) Hvornår på døgnet?\nHvad gør ejerne?\n";

#[test]
fn inquiries_are_logged_followed_up_and_closed() {
    let desk = Desk::with_round();
    desk.write("asked.txt", ASKED);
    assert_snapshot!(desk.session(SESSION), @"
    $ tenday deadline-rule list
    ┌─────────┬─────────────────┬──────┬──────────┬──────────────────┬──────────────────┬────────────┬──────────┬────────┬──────────────────────┬──────────────────┐
    │ code    ┆ name            ┆ days ┆ day kind ┆ counts first day ┆ closed day rule  ┆ valid from ┆ valid to ┆ source ┆ observes closed days ┆ holiday calendar │
    ╞═════════╪═════════════════╪══════╪══════════╪══════════════════╪══════════════════╪════════════╪══════════╪════════╪══════════════════════╪══════════════════╡
    │ ten-day ┆ Ti kalenderdage ┆   10 ┆ calendar ┆                0 ┆ next_working_day ┆            ┆          ┆        ┆                    1 ┆ dk               │
    └─────────┴─────────────────┴──────┴──────────┴──────────────────┴──────────────────┴────────────┴──────────┴────────┴──────────────────────┴──────────────────┘
    $ tenday inquiry add --asker BL --title 'Støj på havnen' --received 6.3.2026 --questions asked.txt --to KUL,VEL,VEJ,SKO
    Logged inquiry 2026-3: Støj på havnen (3 questions, due 2026-03-16).
    Next: tenday status 2026-3
    $ tenday inquiry add --asker økonomiudvalget --title 'Cykelstier' --questions - --to VEJ < asked.txt
    Logged inquiry 2026-4: Cykelstier (3 questions, due date unknown).
    Next: tenday status 2026-4
    $ tenday question add 2026-3 --text 'Hvem betaler?' --number 4a
    Added question 4a to inquiry 2026-3, put to KUL, SKO, VEJ, VEL.
    Next: tenday status 2026-3
    $ tenday question edit 2026-3 4a --to VEJ,SKO-IND,vej --text 'Hvem betaler for skærmene?'
    Changed question 4a of inquiry 2026-3:
      text: Hvem betaler? → Hvem betaler for skærmene?
      put to SKO-IND, VEJ instead of KUL, SKO, VEJ, VEL
    Next: tenday question list 2026-3
    $ tenday question list 2026-3
    ┌──────────┬────────────────────┬────────────────────────────┐
    │ question ┆ put to             ┆ text                       │
    ╞══════════╪════════════════════╪════════════════════════════╡
    │ 1        ┆ KUL, SKO, VEJ, VEL ┆ Hvem støjer?               │
    │ 2        ┆ KUL, SKO, VEJ, VEL ┆ Hvornår på døgnet?         │
    │ 3        ┆ KUL, SKO, VEJ, VEL ┆ Hvad gør ejerne?           │
    │ 4a       ┆ SKO-IND, VEJ       ┆ Hvem betaler for skærmene? │
    └──────────┴────────────────────┴────────────────────────────┘
    $ tenday inquiry edit 2026-3 --received 2026-03-09 --title 'Støj på øen'
    Changed inquiry 2026-3:
      title: Støj på havnen → Støj på øen
      received_on: 2026-03-06 → 2026-03-09
      due_on: 2026-03-16 → 2026-03-19
      original_due_on: 2026-03-16 → 2026-03-19
    Next: tenday inquiry show 2026-3
    $ tenday inquiry edit 2026-4 --follows 2026-1
    Changed inquiry 2026-4:
      follows: (none) → 2026-1
    Next: tenday inquiry show 2026-4
    $ tenday inquiry edit 2026-4 --no-follows
    Changed inquiry 2026-4:
      follows: 2026-1 → (none)
    Next: tenday inquiry show 2026-4
    $ tenday inquiry show 2026-3
    inquiry          2026-3
    title            Støj på øen
    asker            Borgerlisten
    follows          –
    received on      2026-03-09
    due on           2026-03-19
    questions        4
    expected         14
    answered         0
    outstanding      14
    state            open
    original due on  2026-03-19
    due explained    received 9 March (day 0); 10 calendar days: 19 March; 19 March is a Thursday, a working day
    ┌──────────┬────────────────────┬────────────────────────────┐
    │ question ┆ put to             ┆ text                       │
    ╞══════════╪════════════════════╪════════════════════════════╡
    │ 1        ┆ KUL, SKO, VEJ, VEL ┆ Hvem støjer?               │
    │ 2        ┆ KUL, SKO, VEJ, VEL ┆ Hvornår på døgnet?         │
    │ 3        ┆ KUL, SKO, VEJ, VEL ┆ Hvad gør ejerne?           │
    │ 4a       ┆ SKO-IND, VEJ       ┆ Hvem betaler for skærmene? │
    └──────────┴────────────────────┴────────────────────────────┘
    $ tenday follow-up 2026-1 --title 'Ventelister igen' --received 2026-04-07 --question 'Er køen væk?'
    Logged inquiry 2026-5: Ventelister igen (1 question, due 2026-04-17).
    Next: tenday status 2026-5
    Question 1 was asked before: 2026-1.3 (received 2026-03-02; not answered): Hvornår er køen væk?
    $ tenday follow-up 2026-5 --title 'Ventelister, tredje gang' --question 'Nu?' --to SKO --asker ØK
    Logged inquiry 2026-6: Ventelister, tredje gang (1 question, due date unknown).
    Next: tenday status 2026-6
    $ tenday status 2026-5
    ┌──────────┬─────────────┬─────────────┬─────────────┬─────────────┐
    │ question ┆ KUL         ┆ SKO         ┆ VEJ         ┆ VEL         │
    ╞══════════╪═════════════╪═════════════╪═════════════╪═════════════╡
    │ 1        ┆ outstanding ┆ outstanding ┆ outstanding ┆ outstanding │
    └──────────┴─────────────┴─────────────┴─────────────┴─────────────┘
    2026-5: 0 of 4 answers recorded, 4 outstanding; due 2026-04-17.
    Due date: received 7 April (day 0); 10 calendar days: 17 April; 17 April is a Friday, a working day.
    Outstanding: question 1 from KUL, SKO, VEJ, VEL
    Next: tenday letter add 2026-5 KUL
    $ tenday inquiry close 2026-2 --on 2026-03-20
    Closed inquiry 2026-2 on 2026-03-20; 1 answer still outstanding.
    Next: tenday report round 2026-2
    $ tenday inquiry reopen 2026-2
    Opened inquiry 2026-2 again.
    Next: tenday status 2026-2
    $ tenday inquiry reopen 2026-2
    Nothing to change: inquiry 2026-2 is open.
    $ tenday inquiry list
    ┌─────────┬─────────────────────────────┬─────────────────┬────────────┬────────────┬─────────┬───────┐
    │ inquiry ┆ title                       ┆ asker           ┆ received   ┆ due        ┆ answers ┆ state │
    ╞═════════╪═════════════════════════════╪═════════════════╪════════════╪════════════╪═════════╪═══════╡
    │ 2026-6  ┆ Ventelister, tredje gang    ┆ Økonomiudvalget ┆ unknown    ┆ unknown    ┆ 0 of 1  ┆ open  │
    │ 2026-5  ┆ Ventelister igen            ┆ Borgerlisten    ┆ 2026-04-07 ┆ 2026-04-17 ┆ 0 of 4  ┆ open  │
    │ 2026-4  ┆ Cykelstier                  ┆ Økonomiudvalget ┆ unknown    ┆ unknown    ┆ 0 of 3  ┆ open  │
    │ 2026-3  ┆ Støj på øen                 ┆ Borgerlisten    ┆ 2026-03-09 ┆ 2026-03-19 ┆ 0 of 14 ┆ open  │
    │ 2026-2  ┆ Åbningstider på biblioteket ┆ Økonomiudvalget ┆ unknown    ┆ unknown    ┆ 0 of 1  ┆ open  │
    │ 2026-1  ┆ Ventelister til fritidshjem ┆ Borgerlisten    ┆ 2026-03-02 ┆ 2026-03-12 ┆ 3 of 7  ┆ open  │
    └─────────┴─────────────────────────────┴─────────────────┴────────────┴────────────┴─────────┴───────┘
    $ tenday inquiry list --state open --asker BL --year 2026
    ┌─────────┬─────────────────────────────┬──────────────┬────────────┬────────────┬─────────┬───────┐
    │ inquiry ┆ title                       ┆ asker        ┆ received   ┆ due        ┆ answers ┆ state │
    ╞═════════╪═════════════════════════════╪══════════════╪════════════╪════════════╪═════════╪═══════╡
    │ 2026-5  ┆ Ventelister igen            ┆ Borgerlisten ┆ 2026-04-07 ┆ 2026-04-17 ┆ 0 of 4  ┆ open  │
    │ 2026-3  ┆ Støj på øen                 ┆ Borgerlisten ┆ 2026-03-09 ┆ 2026-03-19 ┆ 0 of 14 ┆ open  │
    │ 2026-1  ┆ Ventelister til fritidshjem ┆ Borgerlisten ┆ 2026-03-02 ┆ 2026-03-12 ┆ 3 of 7  ┆ open  │
    └─────────┴─────────────────────────────┴──────────────┴────────────┴────────────┴─────────┴───────┘
    $ tenday status 2026-1
    ┌──────────┬──────────┬─────────────┬─────────────┬─────────────┐
    │ question ┆ KUL      ┆ SKO         ┆ VEJ         ┆ VEL         │
    ╞══════════╪══════════╪═════════════╪═════════════╪═════════════╡
    │ 1        ┆ referred ┆ answered    ┆ outstanding ┆ outstanding │
    │ 2        ┆          ┆ see other   ┆             ┆ outstanding │
    │ 3        ┆          ┆ outstanding ┆             ┆             │
    └──────────┴──────────┴─────────────┴─────────────┴─────────────┘
    2026-1: 3 of 7 answers recorded, 4 outstanding; due 2026-03-12.
    Due date: received 2 March (day 0); 10 calendar days: 12 March; 12 March is a Thursday, a working day.
    Outstanding: question 1 from VEJ, VEL
    Outstanding: question 2 from VEL
    Outstanding: question 3 from SKO
    Next: tenday letter add 2026-1 VEJ
    ");
}

#[test]
fn a_closed_inquiry_takes_nothing_more() {
    let desk = Desk::with_round();
    assert_eq!(desk.line("inquiry close 2026-1").code, Some(0));
    assert_snapshot!(desk.refused(&[
        "letter add 2026-1 VEL",
        "letter edit 2026-1 SKO --case 1",
        "answer add 2026-1 3 SKO --text Snart.",
        "answer edit 2026-1 1 SKO --text Snart.",
        "question add 2026-1 --text 'Og hvad så?'",
        "question edit 2026-1 1 --text 'Og hvad så?'",
        "figure add 2026-1 1 SKO --name Pladser --value 10",
        "inquiry close 2026-1",
    ]), @"
    $ tenday letter add 2026-1 VEL
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    $ tenday letter edit 2026-1 SKO --case 1
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --text Snart.
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    $ tenday answer edit 2026-1 1 SKO --text Snart.
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    $ tenday question add 2026-1 --text 'Og hvad så?'
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    $ tenday question edit 2026-1 1 --text 'Og hvad så?'
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    $ tenday figure add 2026-1 1 SKO --name Pladser --value 10
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    $ tenday inquiry close 2026-1
    error: inquiry `2026-1` was closed on 2026-03-16
    Hint: `tenday inquiry reopen 2026-1` opens it again
    [exit 1]
    ");
}
