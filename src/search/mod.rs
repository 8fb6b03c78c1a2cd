//! Search: takes records and gives files. Knows neither the site nor the pages it is shown on.

pub mod alphabet;
pub mod apart;
pub mod bits;
pub mod compounds;
pub mod distance;
pub mod elasticlunr;
pub mod explain;
pub mod facets;
pub mod index;
pub mod level;
pub mod lexicon;
pub mod manifest;
pub mod neighbours;
pub mod pack;
pub mod postings;
pub mod query;
pub mod reader;
pub mod record;
pub mod reverse;
pub mod shard;
pub mod shards;
pub mod synonyms;
pub mod terms;
pub mod variants;
pub mod weights;
pub mod words;
