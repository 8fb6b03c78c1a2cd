//! The smaller pictures that are made of one picture: sizes, formats and addresses, all known from
//! its dimensions and the hash of its file. Decodes nothing.

use crate::output::hash::Hash;
use crate::parse::asset::{Asset, Care};
use crate::parse::container::Container;
use crate::source::images::{Format, Images};
use crate::source::slug::slug;

/// Folder of all renditions, relative to the root of the site. What is in it never changes under its
/// name, so browsers may keep it for ever.
pub const FOLDER: &str = "assets/images";

/// Raise it when the same settings give other bytes, for example with a new encoder.
const EDITION: &str = "1";

/// Pictures of at most so many pixels wide are shown as they are: nothing is won on them.
const SMALL: u32 = 240;

/// Most pixels of width of a picture that a device keeps.
const POCKET: u32 = 1000;

/// Width of the picture for browsers and sites that know JPEG and PNG only.
const FALLBACK: u32 = 1200;

/// One picture made of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Format.
    pub format: Format,
    /// Quality, 1 to 100.
    pub quality: u8,
    /// Address relative to the root of the site: the name of the file, a hash of what is in it, and after
    /// the last hyphen the width and the quality.
    pub address: String,
}

impl Rendition {
    /// Name under which its bytes can be kept: all that decides on them.
    pub fn key(&self) -> &str {
        self.address.rsplit_once('~').map_or(&self.address, |(_, key)| key)
    }
}

/// The renditions of an asset: each format in each width that is smaller, and in its own up to the
/// largest; then, last, the fallback, unless the file itself can be that.
pub fn renditions(asset: &Asset, settings: Option<&Images>) -> Vec<Rendition> {
    let (Care::Picture(picture), Some(settings), Some((width, height))) = (&asset.care, settings, asset.dimensions)
    else {
        return Vec::new();
    };
    if width <= SMALL {
        return Vec::new();
    }
    let file = asset.path.rsplit('/').next().unwrap_or(&asset.path);
    let stem: String = slug(file.rsplit_once('.').map_or(file, |(stem, _)| stem)).chars().take(60).collect();
    let hash = &Hash::of(format!("{EDITION} {}", picture.hash.hex()).as_bytes()).hex()[..20];
    let made = |to: u32, format: Format| {
        let quality = settings.quality(format);
        let height = ((u64::from(height) * u64::from(to) + u64::from(width) / 2) / u64::from(width)).max(1) as u32;
        let address = format!("{FOLDER}/{stem}~{hash}-{to}q{quality}.{}", format.extension());
        Rendition { width: to, height, format, quality, address }
    };
    let mut all = Vec::new();
    for format in &settings.formats {
        all.extend(widths(width, settings).map(|to| made(to, *format)));
    }
    let format = match picture.container {
        Container::Png => Format::Png,
        Container::Webp if picture.transparent => Format::Png,
        Container::Jpeg | Container::Webp => Format::Jpeg,
    };
    if width > FALLBACK || picture.container == Container::Webp {
        all.push(made(width.min(FALLBACK), format));
    }
    all
}

/// The rendition for browsers and sites that know JPEG and PNG only; none when it is the file itself.
pub fn fallback(renditions: &[Rendition]) -> Option<&Rendition> {
    renditions.last().filter(|r| matches!(r.format, Format::Jpeg | Format::Png))
}

/// The rendition that a device keeps for when there is no network, by its number: a WebP, which every browser
/// that keeps pages knows, as wide as a text is. It is shown in place of the others.
pub fn pocket(renditions: &[Rendition]) -> Option<usize> {
    let webp = || renditions.iter().enumerate().filter(|(_, r)| r.format == Format::Webp);
    let wide = webp().filter(|(_, r)| r.width <= POCKET).max_by_key(|(_, r)| r.width);
    let least = || webp().min_by_key(|(_, r)| r.width);
    wide.or_else(least).map(|(i, _)| i).or_else(|| fallback(renditions).map(|_| renditions.len() - 1))
}

/// The declared widths that are well below the picture's own, and that, up to the largest declared.
fn widths(own: u32, settings: &Images) -> impl Iterator<Item = u32> {
    let largest = settings.widths.last().copied().unwrap_or(own).min(own);
    let below = settings.widths.iter().copied().filter(move |w| u64::from(*w) * 10 <= u64::from(largest) * 7);
    below.chain(std::iter::once(largest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::asset::Picture;

    fn asset(width: u32, height: u32, container: Container) -> Asset {
        let picture = Picture { hash: Hash::of(b"een"), container, orientation: 1, transparent: false };
        let (path, care) = ("nieuws/Een Plein.jpeg".to_owned(), Care::Picture(picture));
        Asset { path, bytes: 1, dimensions: Some((width, height)), care }
    }

    fn sizes(width: u32, container: Container) -> Vec<String> {
        let all = renditions(&asset(width, width / 2, container), Some(&Images::default()));
        all.iter().map(|r| format!("{}x{}.{}", r.width, r.height, r.format.extension())).collect()
    }

    #[test]
    fn no_picture_is_made_larger() {
        assert_eq!(sizes(200, Container::Jpeg), Vec::<String>::new());
        assert_eq!(sizes(500, Container::Png), ["500x250.avif", "500x250.webp"]);
        assert_eq!(sizes(700, Container::Webp)[4], "700x350.jpg");
        let large = sizes(4000, Container::Jpeg);
        assert_eq!(large[..3], ["400x200.avif", "800x400.avif", "1200x600.avif"]);
        assert_eq!((large.len(), large[6].as_str()), (7, "1200x600.jpg"));
    }

    #[test]
    fn a_device_keeps_one_picture_as_wide_as_a_text() {
        let kept = |width: u32, settings: &Images| {
            let all = renditions(&asset(width, width / 2, Container::Jpeg), Some(settings));
            pocket(&all).map(|i| (all[i].width, all[i].format))
        };
        let usual = Images::default();
        assert_eq!(kept(4000, &usual), Some((800, Format::Webp)));
        assert_eq!(kept(500, &usual), Some((500, Format::Webp)));
        assert_eq!(kept(4000, &Images { widths: vec![1600], ..usual.clone() }), Some((1600, Format::Webp)));
        assert_eq!(kept(4000, &Images { formats: vec![Format::Avif], ..usual.clone() }), Some((1200, Format::Jpeg)));
        assert_eq!(kept(500, &Images { formats: vec![Format::Avif], ..usual }), None);
    }

    #[test]
    fn an_address_follows_what_decides_on_the_bytes() {
        let one = asset(900, 500, Container::Jpeg);
        let address = |asset: &Asset, settings: &Images| renditions(asset, Some(settings))[0].address.clone();
        let usual = Images::default();
        assert!(address(&one, &usual).starts_with("assets/images/een-plein~"), "{}", address(&one, &usual));
        assert_ne!(address(&one, &usual), address(&one, &Images { avif: 40, ..usual.clone() }));
        assert_eq!(address(&one, &usual), address(&one, &Images { webp: 40, ..usual.clone() }));
        let mut other = one.clone();
        if let Care::Picture(picture) = &mut other.care {
            picture.hash = Hash::of(b"twee");
        }
        assert_ne!(address(&one, &usual), address(&other, &usual));
    }
}
