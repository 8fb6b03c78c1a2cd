//! The data of an overview for the script that narrows it: a classic script of one call. The format is
//! `docs/overview-data.md`. Knows nothing of HTML but that a card is a piece of it.

use crate::model::address::encoded;
use crate::model::order::Alphabet;
use crate::model::page::Page;
use crate::parse::document::ROOT;
use crate::parse::escape::escaped;
use crate::plan::plan::overview_folder;
use crate::render::columns::Column;
use crate::render::shapes::{Piece, Shaped, shaped};
use crate::render::view::View;
use crate::source::field::KindId;
use crate::source::yaml::Value;
use serde_json::{Map, Value as Json, json};
use std::fmt::Write;

/// Number of the format; a script that knows another one leaves the overview as it is.
pub const VERSION: u32 = 1;

/// The function that the data is given to.
const CALL: &str = "wijklijst";

/// The data of a kind: its columns and the HTML of its cards, in the order of its overview. `kinds` is
/// how many of its pages are called in a sentence.
pub fn overview_data(view: View, kind: KindId, columns: &[Column], cards: &[String], kinds: &str) -> Vec<u8> {
    let site = view.site;
    let folder = encoded(&overview_folder(site, kind).unwrap_or_default());
    let pages: Vec<&Page> = site.by_kind[usize::from(kind.0)].iter().map(|id| site.page(*id)).collect();
    let addresses: Vec<String> = pages.iter().map(|p| encoded(&p.permalink)).collect();
    // Most addresses begin with the folder of the overview; a `/` in front says that one does not.
    let short = |a: &String| a.strip_prefix(&folder).map_or_else(|| format!("/{a}"), str::to_owned);
    let shaped = shaped_cards(&pages, &addresses, cards);
    let shapes: Vec<Json> =
        shaped.shapes.iter().map(|s| json!([s.slots.iter().collect::<String>(), s.parts])).collect();
    let data = json!({
        "version": VERSION,
        "name": site.config.kind(kind).name,
        "kinds": kinds,
        "base": site.config.base_url,
        "folder": folder,
        "titles": pages.iter().map(|p| p.front.title.as_str()).collect::<Vec<_>>(),
        "addresses": addresses.iter().map(short).collect::<Vec<_>>(),
        "summaries": pages.iter().map(|p| p.front.summary.as_str()).collect::<Vec<_>>(),
        "dates": dates(&pages),
        "alphabet": alphabetical(view, &pages),
        "columns": columns.iter().map(column).collect::<Vec<_>>(),
        "shapes": shapes,
        "values": shaped.values,
        "cards": rows(shaped.pieces.iter().map(|(shape, values)| std::iter::once(*shape).chain(values.iter().copied()))),
        "texts": texts(view),
    });
    format!("{CALL}({data});\n").into_bytes()
}

fn shaped_cards(pages: &[&Page], addresses: &[String], cards: &[String]) -> Shaped {
    let known: Vec<[String; 3]> = pages
        .iter()
        .zip(addresses)
        .map(|(page, address)| {
            // As templates escape.
            let text = |text: &str| escaped(text).replace('\'', "&#39;");
            [text(&page.front.title), format!("{ROOT}{address}"), text(&page.front.summary)]
        })
        .collect();
    let pieces: Vec<Piece> = cards
        .iter()
        .zip(&known)
        .map(|(html, [title, address, summary])| Piece { html, known: [('t', title), ('a', address), ('s', summary)] })
        .collect();
    shaped(&pieces)
}

fn column(column: &Column) -> Json {
    let mut map = Map::new();
    map.insert("name".into(), json!(column.name));
    map.insert("label".into(), json!(column.label));
    let flags = [("facet", column.facet), ("table", column.table), ("dates", column.dates)];
    map.extend(flags.into_iter().filter(|(_, on)| *on).map(|(name, _)| (name.to_owned(), json!(1))));
    map.insert("values".into(), column.values.iter().map(|v| v.label.as_str()).collect());
    if column.facet {
        map.insert("keys".into(), column.values.iter().map(|v| v.key.as_str()).collect());
    }
    if column.values.iter().any(|v| v.broader.is_some()) {
        map.insert("broader".into(), column.values.iter().map(|v| v.broader.map_or(-1, i64::from)).collect());
    }
    map.insert("rows".into(), json!(rows(column.rows.iter().map(|r| r.iter().map(|v| *v as usize)))));
    Json::Object(map)
}

/// Lists of numbers as text: a comma between pages, a space between the numbers of one.
fn rows(rows: impl Iterator<Item = impl Iterator<Item = usize>>) -> String {
    let mut text = String::new();
    for (i, row) in rows.enumerate() {
        if i > 0 {
            text.push(',');
        }
        for (k, number) in row.enumerate() {
            let _ = write!(text, "{}{number}", if k > 0 { " " } else { "" });
        }
    }
    text
}

/// The days of the pages as numbers, `20260930`, or nothing; empty when no page has one.
fn dates(pages: &[&Page]) -> String {
    if pages.iter().all(|p| p.front.date.is_none()) {
        return String::new();
    }
    let day = |d: crate::source::date::Moment| d.year as usize * 10_000 + d.month as usize * 100 + d.day as usize;
    rows(pages.iter().map(|p| p.front.date.map(day).into_iter()))
}

/// The pages in the order of their titles; empty when that is the order of the overview.
fn alphabetical(view: View, pages: &[&Page]) -> String {
    let alphabet = Alphabet::of(&view.site.config.language_tag);
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by(|a, b| alphabet.compare(&pages[*a].front.title, &pages[*b].front.title));
    if order.is_sorted() {
        return String::new();
    }
    rows(order.into_iter().map(std::iter::once))
}

/// The theme's texts that the script shows, without the `narrow_` before their names, and those for dates.
fn texts(view: View) -> Json {
    let mut map = Map::new();
    for (name, value) in &view.texts.values {
        let wanted = ["months", "date_time", "column_title", "column_date"].contains(&name.as_str());
        let short = name.strip_prefix("narrow_").or_else(|| wanted.then_some(name.as_str()));
        if let Some(short) = short {
            map.insert(short.to_owned(), plain(value));
        }
    }
    Json::Object(map)
}

fn plain(value: &Value) -> Json {
    match value {
        Value::List(values) => values.iter().map(plain).collect(),
        Value::Map(pairs) => Json::Object(pairs.iter().map(|(name, value)| (name.clone(), plain(value))).collect()),
        other => json!(other.scalar_text().unwrap_or_default()),
    }
}
