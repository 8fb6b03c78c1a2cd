//! A file of the content at its place in the site.

use crate::model::rendition::Rendition;
use crate::parse::asset::Asset;

/// A copied file and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedAsset {
    /// The file.
    pub asset: Asset,
    /// Address relative to the root of the site.
    pub address: String,
    /// The smaller pictures that are made of it.
    pub renditions: Vec<Rendition>,
}
