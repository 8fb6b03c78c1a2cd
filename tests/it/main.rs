//! The tests of the whole program, seen from outside: tiny sites in `tests/cases`, what the disk
//! must look like afterwards, and what holds for any text. tests/README.md says how to add one.

#![allow(unreachable_pub, reason = "a test has no outside; `pub` says what other modules use")]

mod amounts;
mod bundle;
mod cases;
mod diagnostics;
mod docs;
mod exit_codes;
mod features;
mod imports;
mod pictures;
mod program;
mod properties;
mod search;
mod search_words;
mod serve;
mod themes;
mod words;
mod writing;
