//! Figures, codebooks and findings.

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &[
    "figure add 2026-1 1 SKO --name 'Ledige pladser' --value 2,5 --unit 'pladser pr. skole' --as-of 2026 --approximate",
    "figure add 2026-1 1 SKO --answer-unit SKO-IND --name 'Børn i byen' --value -80",
    "figure list 2026-1",
    "codebook add waiting soon 'Ventelisten er væk inden sommer'",
    "codebook list",
    "finding set 2026-1 1 KUL no",
    "finding set 2026-1 1 SKO soon --note 'Omkodet efter telefonsamtale'",
    "finding set 2026-1 1 SKO SOON --note 'Omkodet efter telefonsamtale'",
    "finding set 2026-1 1 KUL no --note 'Jf. svaret'",
    "finding set 2026-1 1 KUL no",
    "finding list",
];

#[test]
fn figures_and_findings_are_recorded() {
    assert_snapshot!(Desk::with_round().session(SESSION), @"
    $ tenday figure add 2026-1 1 SKO --name 'Ledige pladser' --value 2,5 --unit 'pladser pr. skole' --as-of 2026 --approximate
    Recorded the figure Ledige pladser = 2.5 of SKO.
    Next: tenday figure list 2026-1
    $ tenday figure add 2026-1 1 SKO --answer-unit SKO-IND --name 'Børn i byen' --value -80
    Recorded the figure Børn i byen = -80 of SKO.
    Next: tenday figure list 2026-1
    $ tenday figure list 2026-1
    ┌─────────┬──────────┬────────────┬────────────────────┬─────────────────────────────┬─────────┐
    │ inquiry ┆ question ┆ department ┆ name               ┆ figure                      ┆ as of   │
    ╞═════════╪══════════╪════════════╪════════════════════╪═════════════════════════════╪═════════╡
    │ 2026-1  ┆ 1        ┆ SKO        ┆ Børn på venteliste ┆ 412 børn                    ┆ 2026-03 │
    │ 2026-1  ┆ 1        ┆ SKO        ┆ Ledige pladser     ┆ about 2.5 pladser pr. skole ┆ 2026    │
    │ 2026-1  ┆ 1        ┆ SKO-IND    ┆ Børn i byen        ┆ -80                         ┆         │
    └─────────┴──────────┴────────────┴────────────────────┴─────────────────────────────┴─────────┘
    $ tenday codebook add waiting soon 'Ventelisten er væk inden sommer'
    Added code soon to codebook waiting.
    Next: tenday codebook list
    $ tenday codebook list
    ┌──────────┬──────┬─────────────────────────────────┐
    │ codebook ┆ code ┆ meaning                         │
    ╞══════════╪══════╪═════════════════════════════════╡
    │ waiting  ┆ no   ┆ Der er ingen venteliste         │
    │ waiting  ┆ soon ┆ Ventelisten er væk inden sommer │
    │ waiting  ┆ yes  ┆ Der er venteliste               │
    └──────────┴──────┴─────────────────────────────────┘
    $ tenday finding set 2026-1 1 KUL no
    Coded KUL on question 1 of inquiry 2026-1 as no.
    Next: tenday finding list 2026-1
    $ tenday finding set 2026-1 1 SKO soon --note 'Omkodet efter telefonsamtale'
    Changed the finding of SKO on question 1 of inquiry 2026-1:
      code: yes → soon
      note: (none) → Omkodet efter telefonsamtale
    Next: tenday finding list 2026-1
    $ tenday finding set 2026-1 1 SKO SOON --note 'Omkodet efter telefonsamtale'
    Nothing to change: the finding of SKO on question 1 of inquiry 2026-1 is already so.
    $ tenday finding set 2026-1 1 KUL no --note 'Jf. svaret'
    Changed the finding of KUL on question 1 of inquiry 2026-1:
      note: (none) → Jf. svaret
    Next: tenday finding list 2026-1
    $ tenday finding set 2026-1 1 KUL no
    Changed the finding of KUL on question 1 of inquiry 2026-1:
      note: Jf. svaret → (none)
    Next: tenday finding list 2026-1
    $ tenday finding list
    ┌─────────┬──────────┬────────────┬──────────┬──────┬──────────────────────────────┐
    │ inquiry ┆ question ┆ department ┆ codebook ┆ code ┆ note                         │
    ╞═════════╪══════════╪════════════╪══════════╪══════╪══════════════════════════════╡
    │ 2026-1  ┆ 1        ┆ KUL        ┆ waiting  ┆ no   ┆                              │
    │ 2026-1  ┆ 1        ┆ SKO        ┆ waiting  ┆ soon ┆ Omkodet efter telefonsamtale │
    └─────────┴──────────┴────────────┴──────────┴──────┴──────────────────────────────┘
    ");
}
