//! The setting `images`: in which sizes and formats pictures are made. Knows no picture.

use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::node::Node;
use crate::source::yaml::Value;

/// In which sizes and formats pictures are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// Widths in pixels, ascending; never empty.
    pub widths: Vec<u32>,
    /// Formats, best first; each once.
    pub formats: Vec<Format>,
    /// Quality of AVIF, 1 to 100.
    pub avif: u8,
    /// Quality of WebP, 1 to 100.
    pub webp: u8,
    /// Quality of JPEG, 1 to 100.
    pub jpeg: u8,
}

/// A format in which a picture can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// AVIF.
    Avif,
    /// WebP, lossy.
    Webp,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl Format {
    /// The ending of file names, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Avif => "avif",
            Format::Webp => "webp",
            Format::Jpeg => "jpg",
            Format::Png => "png",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Avif => "image/avif",
            Format::Webp => "image/webp",
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
        }
    }
}

impl Default for Images {
    fn default() -> Images {
        Images { widths: vec![400, 800, 1200], formats: vec![Format::Avif, Format::Webp], avif: 60, webp: 75, jpeg: 80 }
    }
}

impl Images {
    /// The quality of a format; PNG loses nothing.
    pub fn quality(&self, format: Format) -> u8 {
        match format {
            Format::Avif => self.avif,
            Format::Webp => self.webp,
            Format::Jpeg => self.jpeg,
            Format::Png => 100,
        }
    }
}

/// The setting in a declaration: `false` for none, else a map of which every key has a default.
pub fn images(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Images> {
    const C: Code = Code::BadSetting;
    let mut images = Images::default();
    let Some(setting) = node.get("images") else { return Some(images) };
    if *setting.value == Value::Bool(false) {
        return None;
    }
    if !matches!(setting.value, Value::Map(_)) {
        found.push(setting.wrong_type(C, "@images").with("example", "images: { widths: [400, 800, 1200] }"));
        return Some(images);
    }
    setting.settings(&["widths", "formats", "quality"], found);
    if let Some(widths) = setting.get("widths") {
        images.widths = widths.items().iter().filter_map(|n| within(n, 16, 8000, found)).collect();
        images.widths.sort_unstable();
        images.widths.dedup();
        if images.widths.is_empty() {
            found.push(widths.wrong_type(C, "@widths").with("example", "widths: [400, 800, 1200]"));
            images.widths = Images::default().widths;
        }
    }
    if let Some(formats) = setting.get("formats") {
        images.formats.clear();
        for item in formats.items() {
            match item.text(C, found).as_deref() {
                Some("avif") => images.formats.push(Format::Avif),
                Some("webp") => images.formats.push(Format::Webp),
                _ => found.push(item.wrong_type(C, "`avif` / `webp`")),
            }
        }
        images.formats.sort_by_key(|f| f.extension());
        images.formats.dedup();
    }
    if let Some(quality) = setting.get("quality") {
        quality.settings(&["avif", "webp", "jpeg"], found);
        let mut set = |key: &str, to: &mut u8| {
            let value = quality.get(key).and_then(|n| within(&n, 1, 100, found));
            *to = value.and_then(|v| u8::try_from(v).ok()).unwrap_or(*to);
        };
        set("avif", &mut images.avif);
        set("webp", &mut images.webp);
        set("jpeg", &mut images.jpeg);
    }
    Some(images)
}

fn within(node: &Node, least: u32, most: u32, found: &mut Vec<Diagnostic>) -> Option<u32> {
    let number = node.count(Code::BadSetting, found)?;
    let fits = u32::try_from(number).ok().filter(|n| (least..=most).contains(n));
    if fits.is_none() {
        found.push(node.wrong_type(Code::BadSetting, &format!("{least}–{most}")));
    }
    fits
}
