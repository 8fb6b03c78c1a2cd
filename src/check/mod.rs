//! What can only be judged of the whole site: looks at it without rendering anything.

pub mod components;
pub mod files;
pub mod listed;
pub mod questions;
pub mod registration;
pub mod search_language;
pub mod templates;
pub mod unknown_page;
