//! All documents into one immutable site: permalinks, terms, relations, links, and what is alike.

pub mod address;
pub mod agenda;
pub mod assemble;
pub mod condition;
pub mod event;
pub mod fields;
pub mod generated;
pub mod glossary;
pub mod id;
pub mod links;
pub mod matches;
pub mod order;
pub mod page;
pub mod placed_asset;
pub mod projection;
pub mod provinces;
pub mod related;
pub mod rendition;
pub mod site;
pub mod targets;
pub mod telling;
pub mod term;
pub mod terms;
