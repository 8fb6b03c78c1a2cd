//! What a hub is given as: its declaration, its files, and how problems with them are told.

pub mod catalogue;
pub mod component;
pub mod config;
pub mod date;
pub mod declaration;
pub mod diagnostic;
pub mod discover;
pub mod field;
pub mod front_block;
pub mod images;
pub mod invisible;
pub mod kind;
pub mod language;
pub mod nearest;
pub mod node;
pub mod place;
pub mod questions;
pub mod severity;
pub mod slug;
pub mod span;
pub mod syntax;
pub mod texts;
pub mod theme_files;
pub mod vocabulary;
pub mod yaml;
