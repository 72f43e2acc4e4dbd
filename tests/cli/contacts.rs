//! Contact channels.

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &[
    "contact add VEL --kind telephone --value '8900 0002' --hours 'mandag-torsdag 9-15, fredag 9-13' --audience pårørende",
    "contact add SKO --unit Indskrivningen --kind in_person --hours 'Mo-Fr 10:00-14:00' --stated-in 2026-1 --stated-by SKO --stated-question 1",
    "contact add VEJ --kind duty_telephone --value 89000003 --label 'Vagten på broen' --visibility withheld",
    "contact edit VEL telephone --value '89 00 00 04' --valid-from 2026-01-01",
    "contact show SKO-IND in_person",
    "contact retire SKO skole@example.dk --on 2026-03-14",
    "contact edit SKO skole@example.dk --valid-to unknown",
    "contact retire SKO skole@example.dk --on 2026-03-15",
    "contact list",
    "contact list SKO --all",
];

#[test]
fn channels_are_kept_and_retired() {
    assert_snapshot!(Desk::with_round().session(SESSION), @"
    $ tenday contact add VEL --kind telephone --value '8900 0002' --hours 'mandag-torsdag 9-15, fredag 9-13' --audience pårørende
    Hours understood as: Mo-Th 09:00-15:00; Fr 09:00-13:00
    Added telephone 89 00 00 02 of VEL.
    Next: tenday contact list VEL
    $ tenday contact add SKO --unit Indskrivningen --kind in_person --hours 'Mo-Fr 10:00-14:00' --stated-in 2026-1 --stated-by SKO --stated-question 1
    Added in_person of SKO-IND.
    Next: tenday contact list SKO-IND
    $ tenday contact add VEJ --kind duty_telephone --value 89000003 --label 'Vagten på broen' --visibility withheld
    Added duty_telephone 89 00 00 03 of VEJ.
    Next: tenday contact list VEJ
    $ tenday contact edit VEL telephone --value '89 00 00 04' --valid-from 2026-01-01
    Changed telephone 89 00 00 02 of VEL:
      value: 89 00 00 02 → 89 00 00 04
      valid_from: (none) → 2026-01-01
    Next: tenday contact list VEL
    $ tenday contact show SKO-IND in_person
    department         SKO-IND
    kind               in_person
    value              –
    label              –
    audience           –
    valid from         –
    valid to           –
    hours              Mo-Fr 10:00-14:00
    hours words        –
    visibility         public
    decided by         –
    decided on         –
    also serves        –
    stated inquiry     2026-1
    stated department  SKO
    stated letter      1
    stated question    1
    stated unit        –
    $ tenday contact retire SKO skole@example.dk --on 2026-03-14
    Retired email skole@example.dk of SKO: 2026-03-14 is its last day.
    Next: tenday contact list SKO
    $ tenday contact edit SKO skole@example.dk --valid-to unknown
    Changed email skole@example.dk of SKO:
      valid_to: 2026-03-14 → (none)
    Next: tenday contact list SKO
    $ tenday contact retire SKO skole@example.dk --on 2026-03-15
    Retired email skole@example.dk of SKO: 2026-03-15 is its last day.
    Next: tenday contact list SKO
    $ tenday contact list
    ┌────────────┬────────────────┬─────────────────┬─────────────┬───────────────────────────────────┬───────────┬────────────┐
    │ department ┆ kind           ┆ label           ┆ value       ┆ hours                             ┆ audience  ┆ visibility │
    ╞════════════╪════════════════╪═════════════════╪═════════════╪═══════════════════════════════════╪═══════════╪════════════╡
    │ SKO-IND    ┆ in_person      ┆                 ┆             ┆ Mo-Fr 10:00-14:00                 ┆           ┆ public     │
    │ SKO-IND    ┆ telephone      ┆                 ┆ 89 00 00 01 ┆ Mo-Th 09:00-15:00, Fr 09:00-13:00 ┆ forældre  ┆ public     │
    │ VEJ        ┆ duty_telephone ┆ Vagten på broen ┆ 89 00 00 03 ┆                                   ┆           ┆ withheld   │
    │ VEL        ┆ telephone      ┆                 ┆ 89 00 00 04 ┆ Mo-Th 09:00-15:00; Fr 09:00-13:00 ┆ pårørende ┆ public     │
    └────────────┴────────────────┴─────────────────┴─────────────┴───────────────────────────────────┴───────────┴────────────┘
    $ tenday contact list SKO --all
    ┌────────────┬───────────┬───────┬──────────────────┬───────────────────────────────────┬──────────┬────────────┐
    │ department ┆ kind      ┆ label ┆ value            ┆ hours                             ┆ audience ┆ visibility │
    ╞════════════╪═══════════╪═══════╪══════════════════╪═══════════════════════════════════╪══════════╪════════════╡
    │ SKO        ┆ email     ┆       ┆ skole@example.dk ┆                                   ┆          ┆ public     │
    │ SKO-IND    ┆ in_person ┆       ┆                  ┆ Mo-Fr 10:00-14:00                 ┆          ┆ public     │
    │ SKO-IND    ┆ telephone ┆       ┆ 89 00 00 01      ┆ Mo-Th 09:00-15:00, Fr 09:00-13:00 ┆ forældre ┆ public     │
    └────────────┴───────────┴───────┴──────────────────┴───────────────────────────────────┴──────────┴────────────┘
    ");
}

#[test]
fn reports_say_whom_a_channel_serves_and_when_it_is_missed() {
    let desk = Desk::with_round();
    desk.write(
        "counts.csv",
        "department,kind,weekday,hour,contacts\nVEL,telephone,1,14,25\nVEL,telephone,1,9,40\n",
    );
    assert_snapshot!(desk.session(&[
        "contact add VEL --kind telephone --value 89000002 --hours 'Mo-Th 09:00-12:00' --also-serves SKO,VEJ",
        "contact add VEL --kind telephone --value 89000005 --valid-from 2099-01-01",
        "report contacts --format md",
        "traffic import counts.csv",
        "report traffic --format md",
    ]), @"
    $ tenday contact add VEL --kind telephone --value 89000002 --hours 'Mo-Th 09:00-12:00' --also-serves SKO,VEJ
    Added telephone 89 00 00 02 of VEL.
    Next: tenday contact list VEL
    $ tenday contact add VEL --kind telephone --value 89000005 --valid-from 2099-01-01
    Added telephone 89 00 00 05 of VEL.
    Next: tenday contact list VEL
    $ tenday report contacts --format md
    # Sådan kan afdelingerne kontaktes

    *Kun offentlige kanaler er med.*

    ## Ugens timer

    Tiderne, hvor mindst ét nummer eller én skranke i afdelingen er åben, fra mandag kl. 0 til søndag kl. 24.

    **Hvornår afdelingerne kan træffes: tallene**

    | Afdeling      | mandag | tirsdag | onsdag | torsdag | fredag | lørdag | søndag |
    | ------------- | ------ | ------- | ------ | ------- | ------ | ------ | ------ |
    | Børn og Skole | 9–15   | 9–15    | 9–15   | 9–15    | 9–13   | –      | –      |
    | Velfærd       | 9–12   | 9–12    | 9–12   | 9–12    | –      | –      | –      |

    ## Børn og Skole (SKO)

    **Kontaktkanaler for Børn og Skole**

    | Kanal  | Nummer eller adresse | Åbningstid |
    | ------ | -------------------- | ---------- |
    | E-mail | skole@example.dk     | –          |

    ### Indskrivningen

    **Kontaktkanaler for Indskrivningen**

    | Kanal   | Nummer eller adresse | Åbningstid                       | Målgruppe |
    | ------- | -------------------- | -------------------------------- | --------- |
    | Telefon | 89 00 00 01          | mandag–torsdag 9–15, fredag 9–13 | forældre  |

    ## Velfærd (VEL)

    **Kontaktkanaler for Velfærd**

    | Kanal   | Nummer eller adresse                                    | Åbningstid          |
    | ------- | ------------------------------------------------------- | ------------------- |
    | Telefon | 89 00 00 02<br>betjener også Børn og Skole; Vej og Park | mandag–torsdag 9–12 |

    ---

    Udarbejdet 16. marts 2026 med tenday.
    $ tenday traffic import counts.csv
    Imported 2 counts in place of the count week before.
    Next: tenday report traffic
    $ tenday report traffic --format md
    # Henvendelser og åbningstider

    *Henvendelserne er fra en tælleuge. Inden for hver time regnes de jævnt fordelt.*

    **Henvendelser, mens der var lukket**

    | Afdeling | Kanal   | Henvendelser | Mens der var lukket | Time, der ville fange flest | Fanget |
    | -------- | ------- | -----------: | ------------------: | --------------------------- | -----: |
    | Velfærd  | Telefon |           65 |         25 (38,5 %) | mandag kl. 14–15            |     25 |

    ---

    Udarbejdet 16. marts 2026 med tenday.
    ");
}

#[test]
fn a_channel_that_ended_is_said_to_have_ended() {
    let desk = Desk::with_round();
    desk.session(&["contact retire SKO skole@example.dk --on 2026-03-15"]);
    assert_snapshot!(desk.refused(&[
        "contact add SKO --kind email --value skole@example.dk",
        "contact retire SKO skole@example.dk",
    ]), @"
    $ tenday contact add SKO --kind email --value skole@example.dk
    error: contact channel `SKO email skole@example.dk` is already recorded: its last day is 2026-03-15
    Hint: `tenday contact list SKO --all` shows it; --valid-from DATE records it anew from then on
    [exit 1]
    $ tenday contact retire SKO skole@example.dk
    error: the channel `skole@example.dk` of SKO no longer holds
    Hint: `tenday contact list SKO --all` shows those that ended
    [exit 1]
    ");
    assert_eq!(
        desk.line("contact add SKO --kind email --value skole@example.dk --valid-from 2026-04-01")
            .code,
        Some(0)
    );
}

#[test]
fn a_report_says_that_a_letter_tells_what_is_not_public() {
    let desk = Desk::with_round();
    assert_snapshot!(desk.session(&[
        "contact add VEJ --kind duty_telephone --value 89000003 --visibility withheld",
        "answer edit 2026-1 1 SKO --text 'Ring til +45 8900 0003.'",
        "report round 2026-1 --out reply.html",
        "report inquiries --out list.csv",
    ]), @"
    $ tenday contact add VEJ --kind duty_telephone --value 89000003 --visibility withheld
    Added duty_telephone 89 00 00 03 of VEJ.
    Next: tenday contact list VEJ
    $ tenday answer edit 2026-1 1 SKO --text 'Ring til +45 8900 0003.'
    Changed the answer of SKO to question 1 of inquiry 2026-1:
      text: Der står 412 børn på venteliste. … → Ring til +45 8900 0003.
    Next: tenday answer show 2026-1 1 SKO
    $ tenday report round 2026-1 --out reply.html
    Wrote reply.html.
    The report holds `89 00 00 03`, which is not public: a text that was recorded says it.
    $ tenday report inquiries --out list.csv
    Wrote list.csv.
    ");
}
