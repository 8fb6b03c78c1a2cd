//! Every output of the site as a value, before any of it is made.

pub mod addresses;
pub mod offline;
#[allow(clippy::module_inception, reason = "the stage is named after the thing that it makes")]
pub mod plan;
pub mod records;
pub mod route;
pub mod samples;
pub mod search_files;
