//! The site as templates see it: pages, fields and lists made into the structs of `context`.

use crate::model::address::encoded;
use crate::model::event::EventTimes;
use crate::model::id::{AssetId, PageId, TermId};
use crate::model::page::{Page, Value};
use crate::model::rendition::{Rendition, fallback};
use crate::model::site::Site;
use crate::model::term::Term;
use crate::parse::document::{Heading, ROOT};
use crate::parse::value::{FileUse, ImageUse};
use crate::plan::plan::{is_event, kind_has_feed, overview_folder, page_calendar};
use crate::render::bodies::Bodies;
use crate::render::context::{
    CardView, ContentsView, DateView, FieldView, FileView, ImageView, ItemView, KindView, NeighbourView, SourceView,
    TermItemView,
};
use crate::render::theme::{Prepared, html, prepared};
use crate::source::date::Moment;
use crate::source::field::{Field, FieldType, KindId, VocabularyId};
use crate::source::images::Format;
use crate::source::texts::Texts;

/// What is needed to see a site: its model, the words for it, and who renders its texts.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme's words.
    pub texts: &'a Texts,
    /// The kinds as templates get them, by kind.
    pub kinds: &'a [Prepared],
    /// The terms as values of fields, by term.
    pub terms: &'a [Prepared],
}

/// An address inside the site, from a path relative to its root.
pub fn inside(path: &str) -> String {
    let mut address = String::with_capacity(path.len() + 1);
    address.push(ROOT);
    address.push_str(&encoded(path));
    address
}

/// The feed of a kind, which its overview and pages name; none when it has none.
pub fn kind_feed(site: &Site, kind: KindId) -> Option<String> {
    kind_has_feed(site, kind).then(|| overview_folder(site, kind).map(|f| inside(&format!("{f}feed.xml")))).flatten()
}

impl<'a> View<'a> {
    /// A page as lists show it, with the fields of the card as its facts.
    pub fn card(&self, id: PageId) -> CardView {
        let kind = self.site.config.kind(self.site.page(id).front.kind);
        self.with_facts(id, |field| kind.card.contains(&field.name) && !is_long(field))
    }

    /// The same with all of its fields.
    pub fn whole_card(&self, id: PageId) -> CardView {
        self.with_facts(id, |field| field.show)
    }

    fn with_facts(&self, id: PageId, wanted: impl Fn(&Field) -> bool) -> CardView {
        let page = self.site.page(id);
        let kind = self.site.config.kind(page.front.kind);
        let none = Bodies::default();
        let facts = page.fields.iter().filter(|(i, _)| wanted(&kind.fields[*i]));
        let facts = facts.map(|(i, value)| prepared(&self.field(page, &kind.fields[*i], value, &none))).collect();
        CardView { facts, ..self.head(id) }
    }

    /// A page without any fact.
    pub fn head(&self, id: PageId) -> CardView {
        let page = self.site.page(id);
        let config = &self.site.config;
        let (starts, ends) = EventTimes::of(config, page).map(|t| (t.starts, t.ends)).unzip();
        CardView {
            title: page.front.title.clone(),
            url: inside(&page.permalink),
            summary: page.front.summary.clone(),
            language: (page.front.language != config.language_tag).then(|| page.front.language.clone()),
            kind: self.kind(page.front.kind),
            date: page.front.date.map(|d| self.date(Moment { time: None, ..d })),
            updated: page.front.updated.map(|d| self.date(Moment { time: None, ..d })),
            image: page.front.image.as_ref().and_then(|i| self.image(page, i)),
            facts: Vec::new(),
            starts,
            ends,
            cancelled: self.cancelled(page),
        }
    }

    /// Whether an event was called off.
    pub fn cancelled(&self, page: &Page) -> bool {
        let config = &self.site.config;
        let fields = config.kind(page.front.kind).calendar.as_ref();
        let value = fields.and_then(|c| page.field(config, c.cancelled.as_ref()?));
        matches!(value, Some(Value::Boolean(true)))
    }

    /// A kind.
    pub fn kind(&self, id: KindId) -> Prepared {
        self.kinds[usize::from(id.0)].clone()
    }

    /// A day, with its time when it has one.
    pub fn date(&self, moment: Moment) -> DateView {
        let iso = match moment.time_text() {
            Some(time) => format!("{}T{time}", moment.day_text()),
            None => moment.day_text(),
        };
        DateView { iso, text: self.texts.day(moment), time: moment.time_text() }
    }

    /// An image that a page names, when it is there.
    pub fn image(&self, page: &Page, image: &ImageUse) -> Option<ImageView> {
        if crate::parse::web_address::is_absolute(&image.src) {
            return None; // No page asks another site for anything.
        }
        let asset = self.site.asset_beside(page, &image.src)?;
        Some(ImageView { alt: image.alt.clone(), caption: image.caption.clone(), ..self.asset_image(asset) })
    }

    /// An image by its asset, without words.
    pub fn asset_image(&self, asset: AssetId) -> ImageView {
        let placed = self.site.asset(asset);
        let (width, height) = placed.asset.dimensions.unzip();
        let original = inside(&placed.address);
        let src = fallback(&placed.renditions).map_or_else(|| original.clone(), |r| inside(&r.address));
        let formats = self.site.config.images.as_ref().map(|i| i.formats.as_slice()).unwrap_or_default();
        let sources = formats.iter().filter_map(|format| source(&placed.renditions, *format)).collect();
        ImageView { src, alt: String::new(), caption: String::new(), width, height, original, sources }
    }

    /// The absolute address of an image for other sites, which know JPEG, PNG, WebP and GIF.
    pub fn shared_image(&self, image: &ImageView) -> Option<String> {
        let path = image.src.trim_start_matches(ROOT);
        let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        let known = matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif");
        known.then(|| format!("{}{path}", self.site.config.base_url))
    }

    /// A file by its asset: address, name, type and size.
    pub fn file(&self, asset: AssetId) -> FileView {
        let placed = self.site.asset(asset);
        let name = placed.address.rsplit('/').next().unwrap_or(&placed.address).to_owned();
        let of = name.rsplit_once('.').map_or_else(String::new, |(_, e)| e.to_uppercase());
        FileView { url: inside(&placed.address), of, size: self.texts.size(placed.asset.bytes), name }
    }

    /// The page before or after, or in a plain list.
    pub fn neighbour(&self, id: PageId) -> NeighbourView {
        let page = self.site.page(id);
        NeighbourView { title: page.front.title.clone(), url: inside(&page.permalink) }
    }

    /// A term as a value.
    pub fn term(&self, id: TermId) -> Prepared {
        self.terms[id.0 as usize].clone()
    }

    /// A term in a list, with a number of pages.
    pub fn counted_term(&self, id: TermId, count: usize) -> TermItemView {
        let term = self.site.term(id);
        let declared = term.declaration(&self.site.config);
        TermItemView {
            text: term.label.clone(),
            url: term.permalink.as_deref().map(inside),
            count,
            description: declared.map(|d| d.description.clone()).unwrap_or_default(),
            definition: declared.map(|d| d.definition.clone()).unwrap_or_default(),
        }
    }

    /// The address of the index of a vocabulary, when it has one.
    pub fn vocabulary_url(&self, id: VocabularyId) -> Option<String> {
        self.site.indexes[usize::from(id.0)].as_deref().map(inside)
    }

    /// The address of the calendar of a page, when it is an event.
    pub fn calendar_url(&self, id: PageId) -> Option<String> {
        is_event(self.site, id).then(|| inside(&page_calendar(self.site, id)))
    }

    /// A field with its value. `bodies` holds the page's Markdown fields, rendered.
    pub fn field(&self, page: &Page, field: &Field, value: &Value, bodies: &Bodies) -> FieldView {
        let mut view = FieldView {
            name: field.name.clone(),
            label: field.label.clone(),
            of: type_name(&field.of),
            ..FieldView::default()
        };
        view.text = self.names(value).unwrap_or_default();
        match value {
            Value::Text(text) => view.text.clone_from(text),
            Value::Markdown(index) => {
                let body = page.bodies.get(*index);
                view.text = body.map(plain_text).unwrap_or_default();
                view.html = bodies.html.get(*index).map(|text| html(text));
            }
            Value::Number(number) => {
                let unit = if let FieldType::Number { unit, .. } = &field.of { unit.as_str() } else { "" };
                view.text = self.texts.number(*number);
                if !unit.is_empty() {
                    view.text = format!("{} {unit}", self.texts.amount(*number));
                    view.unit = Some(unit.to_owned());
                }
            }
            Value::Boolean(yes) => view.text = self.texts.yes_or_no(*yes).to_owned(),
            Value::Date(moment) => {
                view.text = self.texts.moment(*moment);
                view.date = Some(self.date(*moment));
            }
            Value::Url(url) => {
                view.text = readable_url(url);
                view.url = Some(url.clone());
            }
            Value::Email(email) => {
                view.text.clone_from(email);
                view.url = Some(format!("mailto:{email}"));
            }
            Value::Choice(_, label) => view.items = vec![item(label, None)],
            Value::Terms(terms) => view.items = terms.iter().map(|t| self.term(*t)).collect(),
            Value::Refs(pages) => {
                let page = |p: &PageId| self.neighbour(*p);
                view.items = pages.iter().map(page).map(|n| item(&n.title, Some(n.url))).collect();
            }
            Value::Image(image) => {
                view.image = self.image(page, image);
                view.text.clone_from(&image.alt);
            }
            Value::File(file) => {
                let item = self.file_item(page, file);
                view.files = item.is_some();
                view.text = item.as_ref().map(|item| item.text.clone()).unwrap_or_default();
                view.items.extend(item.as_ref().map(prepared));
            }
            Value::Place(place) => {
                let parts = [&place.name, &place.address].into_iter().filter(|p| !p.is_empty());
                view.text = parts.map(String::as_str).collect::<Vec<_>>().join(", ");
            }
            Value::Object(pairs) => view.groups = vec![self.group(page, field, pairs, bodies)],
            Value::List(items) => self.list(page, field, items, bodies, &mut view),
        }
        if !view.groups.is_empty() {
            view.text = view.groups.iter().flatten().map(|f| f.text.as_str()).collect::<Vec<_>>().join(" ");
        }
        view
    }

    /// What a field says, in words.
    pub fn words(&self, page: &Page, field: &Field, value: &Value) -> String {
        self.names(value).unwrap_or_else(|| self.field(page, field, value, &Bodies::default()).text)
    }

    /// The names of what is chosen from what the hub has; none for what editors write.
    fn names(&self, value: &Value) -> Option<String> {
        match value {
            Value::Choice(_, label) => Some(label.clone()),
            Value::Terms(terms) => Some(joined(terms.iter().map(|t| self.site.term(*t).label.as_str()))),
            Value::Refs(pages) => Some(joined(pages.iter().map(|p| self.site.page(*p).front.title.as_str()))),
            _ => None,
        }
    }

    fn list(&self, page: &Page, field: &Field, items: &[Value], bodies: &Bodies, view: &mut FieldView) {
        let FieldType::List(of) = &field.of else { return };
        let mut texts = Vec::new();
        for value in items {
            if let Value::Object(pairs) = value {
                view.groups.push(self.group(page, of, pairs, bodies));
                continue;
            }
            let one = self.field(page, of, value, bodies);
            view.files |= view.items.is_empty() && one.files;
            if one.items.is_empty() {
                view.items.push(item(&one.text, one.url));
            } else {
                view.items.extend(one.items);
            }
            texts.push(one.text);
        }
        view.text = joined(texts.iter().map(String::as_str));
    }

    fn group(&self, page: &Page, field: &Field, pairs: &[(String, Value)], bodies: &Bodies) -> Vec<FieldView> {
        let FieldType::Object(fields) = &field.of else { return Vec::new() };
        let one = |(name, value): &(String, Value)| {
            let field = fields.iter().find(|f| f.name == *name)?;
            Some(self.field(page, field, value, bodies))
        };
        pairs.iter().filter_map(one).collect()
    }

    fn file_item(&self, page: &Page, file: &FileUse) -> Option<ItemView> {
        let view = self.file(self.site.asset_beside(page, &file.src)?);
        let text = if file.title.is_empty() { view.name } else { file.title.clone() };
        let language = (!file.language.is_empty()).then(|| file.language.clone());
        let date = file.date.map(|d| self.date(d));
        Some(ItemView { text, url: Some(view.url), of: Some(view.of), size: Some(view.size), language, date })
    }
}

fn item(text: &str, url: Option<String>) -> Prepared {
    prepared(&ItemView { text: text.to_owned(), url, ..ItemView::default() })
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

/// A term as a value of a field.
pub fn term_item(term: &Term) -> Prepared {
    item(&term.label, term.permalink.as_deref().map(inside))
}

/// The renditions in one format, as `srcset` wants them; none when there are none.
fn source(renditions: &[Rendition], format: Format) -> Option<SourceView> {
    let sizes = renditions.iter().filter(|r| r.format == format);
    let sizes: Vec<String> = sizes.map(|r| format!("{} {}w", inside(&r.address), r.width)).collect();
    (!sizes.is_empty()).then(|| SourceView { of: format.media_type(), srcset: sizes.join(", ") })
}

/// A kind as templates see it.
pub fn kind_view(site: &Site, id: KindId) -> KindView {
    let kind = site.config.kind(id);
    KindView {
        name: kind.name.clone(),
        one: if id.0 == 0 && kind.folders.is_empty() { String::new() } else { kind.label.one.clone() },
        many: kind.label.many.clone(),
        description: kind.description.clone(),
        url: overview_folder(site, id).map(|f| inside(&f)),
    }
}

/// Whether a field is too long for a card.
pub fn is_long(field: &Field) -> bool {
    matches!(field.of, FieldType::Markdown | FieldType::Object(_) | FieldType::Image | FieldType::File)
        || matches!(&field.of, FieldType::List(of) if is_long(of))
}

/// The name of a type, as `site.yaml` writes it; `term` and `ref` for one value.
pub fn type_name(of: &FieldType) -> &'static str {
    match of {
        FieldType::Text { .. } => "text",
        FieldType::Markdown => "markdown",
        FieldType::Number { .. } => "number",
        FieldType::Boolean => "boolean",
        FieldType::Date { .. } => "date",
        FieldType::DateTime { .. } => "datetime",
        FieldType::Url => "url",
        FieldType::Email => "email",
        FieldType::Choice { .. } => "choice",
        FieldType::Terms { many: false, .. } => "term",
        FieldType::Terms { many: true, .. } => "terms",
        FieldType::Refs { many: false, .. } => "ref",
        FieldType::Refs { many: true, .. } => "refs",
        FieldType::Image => "image",
        FieldType::File => "file",
        FieldType::Place => "place",
        FieldType::List(_) => "list",
        FieldType::Object(_) => "object",
    }
}

/// The headings of a text as a tree; empty below three headings.
pub fn contents(headings: &[Heading]) -> Vec<ContentsView> {
    if headings.len() < 3 {
        return Vec::new();
    }
    let mut tops: Vec<ContentsView> = Vec::new();
    for heading in headings.iter().filter(|h| h.level <= 3) {
        let view = ContentsView {
            id: heading.id.clone(),
            text: heading.text.clone(),
            level: heading.level,
            children: Vec::new(),
        };
        match tops.last_mut() {
            Some(top) if heading.level > top.level => top.children.push(view),
            _ => tops.push(view),
        }
    }
    tops
}

/// The plain text of a body.
pub fn plain_text(body: &crate::parse::document::Body) -> String {
    body.sections.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn readable_url(url: &str) -> String {
    url.trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("www.")
        .trim_end_matches('/')
        .to_owned()
}
