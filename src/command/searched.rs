//! A hub that can be asked, for the commands that answer what a visitor would type.

use crate::model::site::Site;
use crate::plan::records::About;
use crate::search::explain::Explainer;
use crate::search::reader::Index;
use crate::search::record::Record;

/// The hub and its index, as far as a search needs them.
#[derive(Debug)]
pub struct Searched<'a> {
    /// The hub.
    pub site: &'a Site,
    /// What each number in the index is about.
    pub about: Vec<About>,
    /// What the index was told of each.
    pub records: &'a [Record<'a>],
    /// The index.
    pub index: &'a Index<'a>,
    /// Says where words come from; only there when that is asked.
    pub explainer: Option<Explainer<'a>>,
}
