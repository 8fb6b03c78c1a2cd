//! An output folder and the list of what we wrote into it. Does not know what the files mean.

pub mod cache;
pub mod checksum;
pub mod hash;
pub mod manifest;
pub mod tree;
pub mod zip;
