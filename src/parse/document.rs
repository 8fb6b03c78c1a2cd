//! One content file, read: what stands in its front matter and what its text is made of.
//! Knows of no other file.

use crate::parse::front_matter::FrontMatter;
use crate::source::span::Span;

/// A content file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Path relative to the content folder, `/`-separated.
    pub path: String,
    /// What the editor declared.
    pub front: FrontMatter,
    /// The text, followed by the fields of type `markdown`.
    pub bodies: Vec<Body>,
}

/// Markdown made into HTML in which what depends on other files is still open: a marker
/// [`MARK`], a letter, a number and [`END`] stands for it.
///
/// | letter | stands for | number |
/// |---|---|---|
/// | `L` | the address of a link | index in `links` |
/// | `I` | an image element | index in `images` |
/// | `S` | the address of an image | index in `images` |
/// | `B` | the words of the link from a footnote back to the text | number of the footnote |
/// | `N` | the name of the list of footnotes | 0 |
/// | `T` | the title of the page | 0 |
/// | `C` and `E` | begin and end of a component | index in `components` |
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// HTML with markers.
    pub html: String,
    /// Links that are not simply a web address.
    pub links: Vec<Link>,
    /// Images.
    pub images: Vec<Image>,
    /// Components, in the order in which they begin.
    pub components: Vec<ComponentUse>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Other ids in the text that a link can name.
    pub anchors: Vec<String>,
    /// Plain text, cut at the headings, and where a passage begins or ends that search leaves out.
    pub sections: Vec<Section>,
    /// Number of words.
    pub words: usize,
}

/// Begins a marker. Cannot occur in content: control characters are blanked on reading.
pub const MARK: char = '\u{2}';
/// Ends a marker.
pub const END: char = '\u{3}';
/// Stands for the way from a page to the root of the site, in everything that is rendered.
pub const ROOT: char = '\u{1}';
/// The same where only the folder is meant, to which a template adds the rest itself.
pub const FOLDER_OF_ROOT: char = '\u{5}';

/// The component whose text search leaves out.
pub const UNSEARCHED: &str = "unsearched";

/// A link to something of the hub itself.
#[derive(Clone, Debug)]
pub struct Link {
    /// As written, percent-decoded but for `#`, `?` and `%`: a path relative to the file, with `#anchor` behind it.
    pub target: String,
    /// Its text.
    pub text: String,
    /// Whether it is a `[[wiki link]]`, which names a file without its folder.
    pub wiki: bool,
    /// The whole address, when it was written as one of the hub's own.
    pub own: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
}

/// An image in the text.
#[derive(Clone, Debug)]
pub struct Image {
    /// As written, percent-decoded but for `#`, `?` and `%`.
    pub target: String,
    /// What it shows.
    pub alt: String,
    /// Its title; may be empty.
    pub title: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// A component in the text.
#[derive(Clone, Debug)]
pub struct ComponentUse {
    /// Its name.
    pub name: String,
    /// Parameters in the order in which they were written.
    pub parameters: Vec<(String, String)>,
    /// Where it stands in the file.
    pub span: Span,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Anchor, unique on the page.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// Whether search may find the page by it, see [`UNSEARCHED`].
    pub searched: bool,
}

/// The plain text between two headings, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index of its heading; none for the text before the first.
    pub heading: Option<usize>,
    /// Text with single spaces.
    pub text: String,
    /// Whether search may find the page by it, see [`UNSEARCHED`].
    pub searched: bool,
}
