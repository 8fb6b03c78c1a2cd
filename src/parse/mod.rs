//! One source file into a document: front matter with its types, and text with what it links to.

pub mod alert;
pub mod asset;
pub mod container;
pub mod directive;
pub mod document;
pub mod escape;
pub mod events;
pub mod file;
pub mod footnotes;
pub mod foreign;
pub mod front_matter;
pub mod highlight;
pub mod html_links;
pub mod ids;
pub mod left_over;
pub mod markdown;
pub mod plain_line;
pub mod raw_html;
pub mod signs;
pub mod svg;
pub mod tables;
pub mod tags;
pub mod value;
pub mod visible_text;
pub mod web_address;
