//! WijkWijzer compiles a folder of Markdown into a static knowledge hub.
pub mod source;
