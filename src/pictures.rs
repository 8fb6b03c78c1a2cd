//! Files that are made of files of the content: smaller pictures, pictures without what is told about
//! them, cleaned drawings. Ties `render/picture.rs` to the disk and the cache; knows no page.

use crate::model::id::AssetId;
use crate::model::placed_asset::PlacedAsset;
use crate::model::rendition::{Rendition, pocket};
use crate::model::site::Site;
use crate::output::cache::Cache;
use crate::parse::asset::{Care, Picture};
use crate::parse::container::without_metadata;
use crate::parse::svg::cleaned;
use crate::render::picture::{Damaged, developed};
use crate::render::renderer::Output;
use crate::source::catalogue::{Code, disk_reason};
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::{content_folder, in_root};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Result;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Told how many pictures are made, and of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// The files of a site and what was made of them.
#[derive(Debug)]
pub struct Pictures {
    content: PathBuf,
    cache: Cache,
}

impl Pictures {
    /// The pictures of a site; with `anew` nothing that was made before counts.
    pub fn of(site: &Site, anew: bool) -> Pictures {
        Pictures { content: content_folder(&site.config), cache: Cache::of(&site.config.root, anew) }
    }

    /// Makes all renditions that are not in the cache, side by side; each file is read and decoded once.
    /// A damaged picture is a diagnostic; its renditions will be the file itself.
    pub fn make(&self, site: &Site, progress: Progress) -> Vec<Diagnostic> {
        let missing = |asset: &&PlacedAsset| asset.renditions.iter().any(|r| !self.cache.has(r.key()));
        let work: Vec<_> = site.assets.iter().filter(missing).collect();
        let done = AtomicUsize::new(0);
        let made = work.par_iter().filter_map(|placed| {
            let missing: Vec<&Rendition> = placed.renditions.iter().filter(|r| !self.cache.has(r.key())).collect();
            let Care::Picture(picture) = &placed.asset.care else { return None };
            let path = &placed.asset.path;
            let problem = |code, reason: String| {
                let name = path.rsplit('/').next().unwrap_or(path);
                Some(Diagnostic::new(code, &in_root(&site.config, path)).with("target", name).with("reason", reason))
            };
            let failed = match std::fs::read(self.content.join(path)) {
                Ok(file) => self
                    .develop(&file, picture, &missing)
                    .err()
                    .and_then(|_| problem(Code::ImageDamaged, "@no_pixels".into())),
                Err(error) => problem(Code::ReadFailed, disk_reason(&error)),
            };
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, work.len());
            failed
        });
        made.collect()
    }

    /// The sizes in bytes of the pictures that devices keep, of those that are there.
    pub fn kept(&self, site: &Site) -> HashMap<AssetId, u64> {
        let size = |(i, asset): (usize, &PlacedAsset)| {
            let rendition = &asset.renditions[pocket(&asset.renditions)?];
            Some((AssetId(i as u32), self.cache.size(rendition.key())?))
        };
        site.assets.iter().enumerate().filter_map(size).collect()
    }

    /// What a route is made of, as bytes.
    pub fn bytes<'a>(&self, site: &Site, output: Output<'a>) -> Result<Cow<'a, [u8]>> {
        match output {
            Output::Bytes(bytes) => Ok(bytes),
            Output::File(id) => self.file(site, id).map(Cow::Owned),
            Output::Rendition(id, index) => self.rendition(site, id, index).map(Cow::Owned),
        }
    }

    /// A file of the content as visitors get it.
    fn file(&self, site: &Site, id: AssetId) -> Result<Vec<u8>> {
        let asset = &site.asset(id).asset;
        let file = std::fs::read(self.content.join(&asset.path))?;
        Ok(match asset.care {
            Care::None => file,
            Care::Bare | Care::Picture(_) => without_metadata(&file).unwrap_or(file),
            // What is no SVG is nothing, rather than something that nobody cleaned.
            Care::Svg => cleaned(&file).unwrap_or_default(),
        })
    }

    /// A rendition of a picture. When it cannot be made, it is the file itself: browsers show what is left of it.
    fn rendition(&self, site: &Site, id: AssetId, index: usize) -> Result<Vec<u8>> {
        let placed = site.asset(id);
        let (Care::Picture(picture), Some(rendition)) = (&placed.asset.care, placed.renditions.get(index)) else {
            return self.file(site, id);
        };
        if let Some(bytes) = self.cache.get(rendition.key()) {
            return Ok(bytes);
        }
        let file = std::fs::read(self.content.join(&placed.asset.path))?;
        match self.develop(&file, picture, &[rendition]) {
            Ok(mut made) => Ok(made.pop().unwrap_or_default()),
            Err(_) => self.file(site, id),
        }
    }

    fn develop(
        &self,
        file: &[u8],
        picture: &Picture,
        wanted: &[&Rendition],
    ) -> std::result::Result<Vec<Vec<u8>>, Damaged> {
        let made = developed(file, picture.orientation, wanted)?;
        wanted.iter().zip(&made).for_each(|(rendition, bytes)| self.cache.put(rendition.key(), bytes));
        Ok(made)
    }
}
