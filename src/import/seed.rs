//! The seed, carried in the binary: the round of 2018, as the files in `seed/` have it.

macro_rules! seed_files {
    ($($table:literal),+ $(,)?) => {
        &[$(($table, include_str!(concat!("../../seed/", $table, ".csv")))),+]
    };
}

/// Tables and their CSV files.
pub(super) const FILES: &[(&str, &str)] = seed_files![
    "department",
    "asker",
    "deadline_rule",
    "inquiry",
    "question",
    "addressee",
    "letter",
    "letter_person",
    "answer",
    "contact_channel",
    "figure",
    "codebook",
    "finding",
];
