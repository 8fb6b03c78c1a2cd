//! The overview of a kind for other programs: its rows, as CSV (RFC 4180) and as JSON. The one home of csv.

use crate::model::address::encoded;
use crate::model::page::{Page, Value};
use crate::model::site::Site;
use crate::parse::document::ROOT;
use crate::render::json_number::json_number;
use crate::render::view::{View, plain_text};
use crate::source::date::Moment;
use crate::source::field::KindId;
use serde_json::{Map, Value as Json, json};

/// The pages of a kind as CSV (RFC 4180): UTF-8 with a byte order mark, so that spreadsheets read it right.
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
pub fn csv(view: View, kind: KindId) -> Result<Vec<u8>, String> {
    let declared = view.site.config.kind(kind);
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    let names = FIXED.iter().map(|(name, _)| *name).chain(declared.fields.iter().map(|f| f.name.as_str()));
    writer.write_record(names).map_err(|e| e.to_string())?;
    for id in &view.site.by_kind[usize::from(kind.0)] {
        let row = row(view, view.site.page(*id)).into_iter().map(|cell| harmless(cell.text()));
        writer.write_record(row).map_err(|e| e.to_string())?;
    }
    writer.into_inner().map_err(|e| e.to_string())
}

/// The columns that every overview begins with: their names, and the keys of their labels in the theme's
/// texts. The fields of the kind follow.
pub const FIXED: [(&str, &str); 5] = [
    ("title", "column_title"),
    ("url", "column_url"),
    ("summary", "column_summary"),
    ("date", "column_date"),
    ("updated", "column_updated"),
];

/// A value in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, and how it is written with its unit.
    Number(f64, String),
    /// A day, perhaps with a time.
    Date(Moment),
}

impl Cell {
    /// In words, dates as `2026-09-30` or `2026-09-30 10:00`.
    pub fn text(self) -> String {
        match self {
            Cell::Text(text) | Cell::Number(_, text) => text,
            Cell::Date(moment) => moment.to_string(),
        }
    }
}

/// A page in the table of its kind: a cell for each of `FIXED`, then one for each field.
pub fn row(view: View, page: &Page) -> Vec<Cell> {
    let front = &page.front;
    let day = |m: Option<Moment>| m.map_or_else(|| Cell::Text(String::new()), Cell::Date);
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut row = vec![
        text(&front.title),
        Cell::Text(absolute(view.site, page)),
        text(&front.summary),
        day(front.date),
        day(front.updated),
    ];
    for (index, field) in view.site.config.kind(front.kind).fields.iter().enumerate() {
        let value = page.fields.iter().find(|(i, _)| *i == index).map(|(_, value)| value);
        let words = |value: &Value| view.words(page, field, value);
        row.push(match value {
            Some(Value::Date(moment)) => Cell::Date(*moment),
            Some(Value::Url(url)) => text(url),
            Some(value @ Value::Number(number)) => Cell::Number(*number, words(value)),
            Some(value) => Cell::Text(file_addresses(view, page, value).unwrap_or_else(|| words(value))),
            None => Cell::Text(String::new()),
        });
    }
    row
}

/// The absolute addresses of the files or images that a value is made of, with spaces between them; none for
/// another value. What is called by a name on a page is found by its address in a table.
fn file_addresses(view: View, page: &Page, value: &Value) -> Option<String> {
    let address = |src: &str| {
        let asset = view.site.asset_beside(page, src).map(|a| &view.site.asset(a).address);
        asset.map(|a| format!("{}{}", view.site.config.base_url, encoded(a))).unwrap_or_default()
    };
    match value {
        Value::File(file) => Some(address(&file.src)),
        Value::Image(image) => Some(address(&image.src)),
        Value::List(items) if !items.is_empty() => {
            let all: Option<Vec<String>> = items.iter().map(|v| file_addresses(view, page, v)).collect();
            all.map(|all| all.join(" ").trim().to_owned())
        }
        _ => None,
    }
}

/// The pages of a kind as JSON: every field with its name, terms and pages with label and address,
/// and the keys that the hub does not declare as they were written.
pub fn json(view: View, kind: KindId) -> Result<Vec<u8>, String> {
    let site = view.site;
    let declared = site.config.kind(kind);
    // Item by item: all of them at once, as values, would take several times the memory of the text.
    let mut out = Vec::with_capacity(4096);
    let mut put = |text: &str, value: &Json| {
        out.extend_from_slice(text.as_bytes());
        serde_json::to_writer(&mut out, value).map_err(|e| e.to_string())
    };
    put("{\n\"kind\": ", &json!(declared.name))?;
    put(",\n\"label\": ", &json!(declared.label.many))?;
    let mut before = ",\n\"items\": [\n";
    for id in &site.by_kind[usize::from(kind.0)] {
        put(before, &item(view, site.page(*id)))?;
        before = ",\n";
    }
    let end = if before == ",\n" { "\n]\n}\n" } else { ",\n\"items\": []\n}\n" };
    out.extend_from_slice(end.as_bytes());
    Ok(out)
}

fn item(view: View, page: &Page) -> Json {
    let front = &page.front;
    let mut map = Map::new();
    map.insert("title".into(), json!(front.title));
    map.insert("url".into(), json!(absolute(view.site, page)));
    map.insert("summary".into(), json!(front.summary));
    for (name, moment) in [("date", front.date), ("updated", front.updated)] {
        map.extend(moment.map(|m| (name.to_owned(), json!(m.to_string()))));
    }
    map.insert("language".into(), json!(front.language));
    let fields = &view.site.config.kind(front.kind).fields;
    map.extend(page.fields.iter().map(|(i, value)| (fields[*i].name.clone(), plain(view, page, value))));
    for (key, value) in &front.extra {
        map.entry(key.clone()).or_insert_with(|| serde_json::to_value(value).unwrap_or(Json::Null));
    }
    Json::Object(map)
}

fn plain(view: View, page: &Page, value: &Value) -> Json {
    let site = view.site;
    let address = |path: &str| format!("{}{}", site.config.base_url, encoded(path));
    match value {
        Value::Text(v) | Value::Url(v) | Value::Email(v) | Value::Choice(v, _) => json!(v),
        Value::Markdown(i) => json!(page.bodies.get(*i).map(plain_text).unwrap_or_default()),
        Value::Number(v) => json_number(*v),
        Value::Boolean(v) => json!(v),
        Value::Date(v) => json!(v.to_string()),
        Value::Terms(terms) => {
            terms.iter().map(|t| site.term(*t)).map(|t| json!({ "id": t.slug, "label": t.label })).collect()
        }
        Value::Refs(pages) => pages
            .iter()
            .map(|p| site.page(*p))
            .map(|p| json!({ "title": p.front.title, "url": address(&p.permalink) }))
            .collect(),
        Value::Image(image) => {
            let src = view
                .image(page, image)
                .map(|i| format!("{}{}", site.config.base_url, i.original.trim_start_matches(ROOT)));
            json!({ "src": src, "alt": image.alt, "caption": image.caption })
        }
        Value::File(file) => {
            let found = site.asset_beside(page, &file.src).map(|a| site.asset(a));
            json!({ "url": found.map(|f| address(&f.address)), "title": file.title, "language": file.language,
                "date": file.date.map(|d| d.to_string()), "bytes": found.map(|f| f.asset.bytes) })
        }
        Value::Place(place) => {
            let (latitude, longitude) = place.point.unzip();
            json!({ "name": place.name, "address": place.address, "latitude": latitude, "longitude": longitude })
        }
        Value::List(items) => items.iter().map(|v| plain(view, page, v)).collect(),
        Value::Object(pairs) => {
            Json::Object(pairs.iter().map(|(name, v)| (name.clone(), plain(view, page, v))).collect())
        }
    }
}

fn absolute(site: &Site, page: &Page) -> String {
    format!("{}{}", site.config.base_url, encoded(&page.permalink))
}

fn harmless(cell: String) -> String {
    let formula =
        cell.starts_with(['=', '+', '@', '\t', '\r', '\n']) || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    if formula { format!("'{cell}") } else { cell }
}
