//! All documents into one immutable site: permalinks, terms, relations, links, and what is alike.

pub mod address;
pub mod assemble;
pub mod fields;
pub mod glossary;
pub mod links;
pub mod matches;
pub mod order;
pub mod related;
pub mod site;
pub mod targets;
pub mod terms;
