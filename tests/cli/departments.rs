//! Departments, units and askers.

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &[
    "department add BIB 'Bibliotek og Arkiv'",
    "department add BIB-ARK Stadsarkivet --parent BIB",
    "department edit BIB --name 'Bibliotek, Arkiv og Museum'",
    "department edit BIB --name 'Bibliotek, Arkiv og Museum'",
    "department edit BIB-ARK --code ARK --no-parent",
    "department show SKO",
    "department show ark",
    "department list",
    "asker add GL 'Grøn Liste'",
    "asker add BYÅ 'Åse Ærø' --kind member",
    "asker edit 'grøn liste' --name 'Den Grønne Liste'",
    "asker show GL",
    "asker list",
];

#[test]
fn departments_and_askers_are_kept() {
    assert_snapshot!(Desk::with_round().session(SESSION), @"
    $ tenday department add BIB 'Bibliotek og Arkiv'
    Added department BIB (Bibliotek og Arkiv).
    Next: tenday contact add BIB --kind telephone --value '89 00 00 00'
    $ tenday department add BIB-ARK Stadsarkivet --parent BIB
    Added unit BIB-ARK (Stadsarkivet) of BIB.
    Next: tenday contact add BIB-ARK --kind telephone --value '89 00 00 00'
    $ tenday department edit BIB --name 'Bibliotek, Arkiv og Museum'
    Changed department BIB:
      name: Bibliotek og Arkiv → Bibliotek, Arkiv og Museum
    Next: tenday department show BIB
    $ tenday department edit BIB --name 'Bibliotek, Arkiv og Museum'
    Nothing to change: department BIB is already so.
    $ tenday department edit BIB-ARK --code ARK --no-parent
    Changed department BIB-ARK:
      code: BIB-ARK → ARK
      parent: BIB → (none)
    Next: tenday department show ARK
    $ tenday department show SKO
    ┌─────────┬──────────────────┬────────┐
    │ code    ┆ name             ┆ parent │
    ╞═════════╪══════════════════╪════════╡
    │ SKO     ┆ Børn og Skole    ┆        │
    │ SKO-IND ┆ Indskrivningen   ┆ SKO    │
    │ SKO-PÆD ┆ Pædagogisk Enhed ┆ SKO    │
    └─────────┴──────────────────┴────────┘
    $ tenday department show ark
    code    ARK
    name    Stadsarkivet
    parent  –
    $ tenday department list
    ┌─────────┬────────────────────────────┬────────┐
    │ code    ┆ name                       ┆ parent │
    ╞═════════╪════════════════════════════╪════════╡
    │ ARK     ┆ Stadsarkivet               ┆        │
    │ BIB     ┆ Bibliotek, Arkiv og Museum ┆        │
    │ KUL     ┆ Kultur og Fritid           ┆        │
    │ SKO     ┆ Børn og Skole              ┆        │
    │ SKO-IND ┆ Indskrivningen             ┆ SKO    │
    │ SKO-PÆD ┆ Pædagogisk Enhed           ┆ SKO    │
    │ VEJ     ┆ Vej og Park                ┆        │
    │ VEL     ┆ Velfærd                    ┆        │
    └─────────┴────────────────────────────┴────────┘
    $ tenday asker add GL 'Grøn Liste'
    Added party GL (Grøn Liste).
    Next: tenday inquiry add --asker GL --title 'What it is about'
    $ tenday asker add BYÅ 'Åse Ærø' --kind member
    Added member BYÅ (Åse Ærø).
    Next: tenday inquiry add --asker BYÅ --title 'What it is about'
    $ tenday asker edit 'grøn liste' --name 'Den Grønne Liste'
    Changed asker GL:
      name: Grøn Liste → Den Grønne Liste
    Next: tenday asker show GL
    $ tenday asker show GL
    code  GL
    name  Den Grønne Liste
    kind  party
    $ tenday asker list
    ┌──────┬──────────────────┬───────────┐
    │ code ┆ name             ┆ kind      │
    ╞══════╪══════════════════╪═══════════╡
    │ BL   ┆ Borgerlisten     ┆ party     │
    │ BYÅ  ┆ Åse Ærø          ┆ member    │
    │ GL   ┆ Den Grønne Liste ┆ party     │
    │ ØK   ┆ Økonomiudvalget  ┆ committee │
    └──────┴──────────────────┴───────────┘
    ");
}

#[test]
fn a_new_record_begins_with_its_departments() {
    let desk = Desk::empty();
    assert_snapshot!(desk.session(&[
        "init",
        "department list",
        "inquiry list",
        "department add KUL 'Kultur og Fritid'",
        "asker add BL Borgerlisten",
        "inquiry add --asker BL --title 'Ventelister'",
        "status 2026-1",
        "inquiry show 2026-1",
    ]), @"
    $ tenday init
    Made tenday.db.
    Put in 3 rows: deadline_rule 3.
    Next: tenday department add MSB 'Sociale Forhold og Beskæftigelse'
    Next: tenday asker add LA 'Liberal Alliance'
    $ tenday department list
    The list is empty.
    $ tenday inquiry list
    The list is empty.
    $ tenday department add KUL 'Kultur og Fritid'
    Added department KUL (Kultur og Fritid).
    Next: tenday contact add KUL --kind telephone --value '89 00 00 00'
    $ tenday asker add BL Borgerlisten
    Added party BL (Borgerlisten).
    Next: tenday inquiry add --asker BL --title 'What it is about'
    $ tenday inquiry add --asker BL --title 'Ventelister'
    Logged inquiry 2026-1: Ventelister (0 questions, due date unknown).
    Next: tenday question add 2026-1 --text 'The question?' --to KUL
    $ tenday status 2026-1
    2026-1: 0 of 0 answers recorded, 0 outstanding; due unknown.
    Due date: the day of receipt is not known.
    Next: tenday question add 2026-1 --text 'The question?' --to KUL
    $ tenday inquiry show 2026-1
    inquiry          2026-1
    title            Ventelister
    asker            Borgerlisten
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
    ");
}
