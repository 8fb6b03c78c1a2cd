//! The tests of the whole program, seen from outside: tiny sites in `tests/cases`, what the disk
//! must look like afterwards, and what holds for any text. tests/README.md says how to add one.

mod docs;
mod themes;
