//! A route into bytes: templates with their context, feeds, calendars, tables and small text files.

pub mod agenda;
pub mod body;
pub mod calendar;
pub mod columns;
pub mod context;
pub mod explanation;
pub mod feed;
pub mod json_ld;
pub mod layout;
pub mod map;
pub mod offline;
pub mod overview_data;
pub mod pages;
pub mod picture;
pub mod plain;
pub mod renderer;
pub mod shapes;
pub mod sitemap;
pub mod spreadsheet;
pub mod table;
pub mod texts;
pub mod theme;
pub mod theme_asset;
pub mod view;
pub mod web_manifest;
pub mod xml;
