//! A file that is copied as it is: its size, and for an image its width and height.
//! The one home of imagesize.

use crate::parse::raw_html::first_tag;
use crate::source::catalogue::{Code, disk_reason};
use crate::source::config::Config;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::{SourceFile, content_folder, in_root};
use rayon::prelude::*;
use std::path::Path;

/// An image, a download or anything else that is no Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path relative to the content folder, `/`-separated.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Width and height in pixels, of an image that could be read.
    pub dimensions: Option<(u32, u32)>,
}

/// The assets among the files, in their order; read in parallel.
pub fn assets(config: &Config, files: &[SourceFile]) -> (Vec<Asset>, Vec<Diagnostic>) {
    let folder = content_folder(config);
    let others: Vec<&SourceFile> = files.iter().filter(|f| !f.markdown).collect();
    let read = |file: &SourceFile| {
        let path = folder.join(&file.path);
        let bytes = std::fs::metadata(&path).map_or(0, |m| m.len());
        let (dimensions, problem) = match is_image(&file.path).then(|| dimensions(&path)) {
            Some(Ok(size)) => (Some(size), None),
            Some(Err(reason)) => {
                let problem = Diagnostic::new(Code::ImageUnreadable, &in_root(config, &file.path));
                (None, Some(problem.with("target", file.name()).with("reason", reason)))
            }
            None => (None, None),
        };
        (Asset { path: file.path.clone(), bytes, dimensions }, problem)
    };
    let (assets, found): (Vec<_>, Vec<_>) = others.into_par_iter().map(read).unzip();
    (assets, found.into_iter().flatten().collect())
}

/// Whether a path names an image that a browser shows.
pub fn is_image(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp")
}

fn dimensions(path: &Path) -> Result<(u32, u32), String> {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) {
        let text = std::fs::read_to_string(path).map_err(|e| disk_reason(&e))?;
        return svg_dimensions(&text).ok_or_else(|| "@no_image".to_owned());
    }
    let size = imagesize::size(path).map_err(|error| match error {
        imagesize::ImageError::IoError(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            disk_reason(&error)
        }
        _ => "@no_image".to_owned(),
    })?;
    Ok((size.width as u32, size.height as u32))
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
