//! Sheets made in the program, imported into a record in memory.
