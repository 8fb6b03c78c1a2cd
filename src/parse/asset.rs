//! A file of the content that is no Markdown: its size, and of an image what its first bytes tell.
//! Decodes nothing. The one home of imagesize.

use crate::output::hash::Hash;
use crate::parse::container::{Container, Told, told};
use crate::parse::raw_html::first_tag;
use crate::parse::svg::{cleaned, harmful};
use crate::source::catalogue::{Code, disk_reason};
use crate::source::config::Config;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::{SourceFile, content_folder, in_root};
use rayon::prelude::*;
use std::path::Path;

/// Pixels of a side and of the whole, beyond which a picture is not decoded: it would take gigabytes.
const MOST_PIXELS: (u32, u64) = (12_000, 50_000_000);

/// Bytes and width in pixels beyond which a picture is heavy to carry along.
const HEAVY: (u64, u32) = (5_000_000, 6000);

/// An image, a download or anything else that is no Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path relative to the content folder, `/`-separated.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Width and height in pixels as they are seen, of an image that could be read.
    pub dimensions: Option<(u32, u32)>,
    /// What must be done before visitors get it.
    pub care: Care,
}

/// What must be done with a file before visitors get it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Care {
    /// Nothing: it is copied.
    #[default]
    None,
    /// What is told about the picture (place, camera, comments) is left out.
    Bare,
    /// The same, and smaller ones can be made of it.
    Picture(Picture),
    /// It is an SVG, and cleaned.
    Svg,
}

/// A picture that can be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Hash of the file.
    pub hash: Hash,
    /// Its format.
    pub container: Container,
    /// How to turn its pixels, 1 to 8.
    pub orientation: u8,
    /// Whether it may be transparent.
    pub transparent: bool,
}

/// The assets among the files, in their order; read in parallel.
pub fn assets(config: &Config, files: &[SourceFile]) -> (Vec<Asset>, Vec<Diagnostic>) {
    let folder = content_folder(config);
    let others: Vec<&SourceFile> = files.iter().filter(|f| !f.markdown).collect();
    let read = |file: &SourceFile| {
        let path = folder.join(&file.path);
        if is_image(&file.path) {
            return image(config, file, &path);
        }
        let bytes = std::fs::metadata(&path).map_or(0, |m| m.len());
        (Asset { path: file.path.clone(), bytes, dimensions: None, care: Care::None }, Vec::new())
    };
    let (assets, found): (Vec<_>, Vec<_>) = others.into_par_iter().map(read).unzip();
    (assets, found.into_iter().flatten().collect())
}

fn image(config: &Config, file: &SourceFile, path: &Path) -> (Asset, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut report = |code: Code, words: &[(&'static str, String)]| {
        let problem = Diagnostic::new(code, &in_root(config, &file.path)).with("target", file.name());
        found.push(words.iter().fold(problem, |problem, (name, word)| problem.with(name, word)));
    };
    let mut asset = Asset { path: file.path.clone(), bytes: 0, dimensions: None, care: Care::None };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            report(Code::ImageUnreadable, &[("reason", disk_reason(&error))]);
            return (asset, found);
        }
    };
    asset.bytes = bytes.len() as u64;
    if is_svg(&file.path) {
        let text = String::from_utf8_lossy(&bytes);
        asset.dimensions = svg_dimensions(&text);
        if asset.dimensions.is_none() || (config.images.is_some() && cleaned(&bytes).is_none()) {
            report(Code::ImageUnreadable, &[("reason", "@no_image".to_owned())]);
        }
        if config.images.is_some() {
            asset.care = Care::Svg;
            if let Some(what) = harmful(&text) {
                report(Code::SvgCleaned, &[("html", what)]);
            }
        }
        return (asset, found);
    }
    let told = told(&bytes);
    let sides = imagesize::blob_size(&bytes).ok().map(|size| (size.width as u32, size.height as u32));
    let Some(sides) = sides.filter(|(w, h)| *w > 0 && *h > 0) else {
        report(Code::ImageUnreadable, &[("reason", "@no_image".to_owned())]);
        return (asset, found);
    };
    let turned = told.is_some_and(|t| t.orientation >= 5);
    let (width, height) = if turned { (sides.1, sides.0) } else { sides };
    asset.dimensions = Some((width, height));
    let Some(told) = told else { return (asset, found) };
    if !told.whole {
        report(Code::ImageDamaged, &[("reason", "@cut_off".to_owned())]);
    }
    if told.located {
        let code = if config.images.is_some() { Code::PlaceRemoved } else { Code::PlaceInImage };
        report(code, &[]);
    }
    if config.images.is_none() {
        return (asset, found);
    }
    let size = [("width", width.to_string()), ("height", height.to_string())];
    let giant = width.max(height) > MOST_PIXELS.0 || u64::from(width) * u64::from(height) > MOST_PIXELS.1;
    asset.care = match told {
        _ if giant => {
            report(Code::ImageTooLarge, &size);
            Care::Bare
        }
        Told { moving: true, .. } => Care::Bare,
        Told { container, orientation, transparent, .. } => {
            Care::Picture(Picture { hash: Hash::of(&bytes), container, orientation, transparent })
        }
    };
    if (asset.bytes > HEAVY.0 || width > HEAVY.1) && !giant {
        let [width, _] = size;
        report(Code::ImageHeavy, &[width, ("kb", asset.bytes.div_ceil(1000).to_string())]);
    }
    (asset, found)
}

/// Whether a path names an image that a browser shows.
pub fn is_image(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp")
}

/// Whether a path names a picture, or what editors take for one, that no browser shows.
pub fn is_unshown(path: &str) -> bool {
    const FORMS: &[&str] = &[
        "heic", "heif", "tif", "tiff", "psd", "ai", "eps", "indd", "xcf", "raw", "dng", "cr2", "nef", "jp2", "jxl",
        "pdf", "doc", "docx", "ppt", "pptx", "odg", "odp", "odt", "vsd", "vsdx",
    ];
    path.rsplit_once('.').is_some_and(|(_, e)| FORMS.contains(&e.to_ascii_lowercase().as_str()))
}

fn is_svg(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, e)| e.eq_ignore_ascii_case("svg"))
}

/// Width and height of an SVG: its attributes, else its view box; 300 by 150 as browsers do without either.
fn svg_dimensions(text: &str) -> Option<(u32, u32)> {
    let tag = first_tag(&text[text.find("<svg")?..])?;
    let attribute =
        |name: &str| tag.attributes.iter().find(|(a, _)| a.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str());
    let pixels = |value: &str| value.trim().trim_end_matches("px").parse::<f64>().ok().filter(|v| *v >= 1.0);
    let given = attribute("width").and_then(pixels).zip(attribute("height").and_then(pixels));
    let boxed = attribute("viewBox").and_then(|v| {
        let numbers: Vec<f64> = v.split([' ', ',']).filter_map(|n| n.parse().ok()).collect();
        (numbers.len() == 4 && numbers[2] >= 1.0 && numbers[3] >= 1.0).then(|| (numbers[2], numbers[3]))
    });
    let (width, height) = given.or(boxed).unwrap_or((300.0, 150.0));
    Some((width.round() as u32, height.round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_has_a_size() {
        assert_eq!(svg_dimensions("<?xml?><svg width='40px' height='20'>"), Some((40, 20)));
        assert_eq!(svg_dimensions("<svg viewBox=\"0 0 120 60.4\" width=\"100%\">"), Some((120, 60)));
        assert_eq!(svg_dimensions("<svg>"), Some((300, 150)));
        assert_eq!(svg_dimensions("niets"), None);
    }
}
