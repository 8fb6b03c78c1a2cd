//! WijkWijzer compiles a folder of Markdown, declared in one `site.yaml`, into a static knowledge
//! hub. [`pipeline`] tells the whole build; ARCHITECTURE.md says where things are.

pub mod check;
pub mod command;
pub mod model;
pub mod output;
pub mod parse;
pub mod pictures;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod search;
pub mod source;
