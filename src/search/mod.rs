//! Search: takes records and gives files. Knows neither the site nor the pages it is shown on.

pub mod elasticlunr;
pub mod record;
