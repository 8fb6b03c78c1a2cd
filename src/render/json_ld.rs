//! What a page is, for machines: schema.org as JSON-LD, from the declaration of its kind.

use crate::model::address::encoded;
use crate::model::page::{Page, Value};
use crate::model::site::Site;
use crate::parse::document::ROOT;
use crate::render::context::LinkView;
use crate::render::json_number::json_number;
use crate::render::view::View;
use crate::source::config::Organisation;
use crate::source::slug::fold;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

/// JSON-LD of a page, safe to stand inside a `script` element.
pub fn page_json_ld(view: View, page: &Page, breadcrumbs: &[LinkView]) -> String {
    let site = view.site;
    let config = &site.config;
    let kind = config.kind(page.front.kind);
    let url = format!("{}{}", config.base_url, encoded(&page.permalink));
    let mut object = Object::default();
    object.set("@type", kind.schema_org.as_str());
    object.set("@id", url.as_str());
    object.set("url", url.as_str());
    object.set("name", page.front.title.as_str());
    if kind.schema_org.ends_with("Article") || kind.schema_org == "Report" {
        object.set("headline", page.front.title.as_str());
    }
    object.set("description", page.front.summary.as_str());
    let creative = !matches!(kind.schema_org.as_str(), "Event" | "Person" | "Organization" | "Place");
    if creative {
        object.set("inLanguage", page.front.language.as_str());
        object.set_some("datePublished", page.front.date.map(|d| d.day_text()));
        object.set_some("dateModified", page.front.updated.or(page.front.date).map(|d| d.day_text()));
        object.set_some("publisher", config.organisation.as_ref().map(publisher));
    }
    let image = page.front.image.as_ref().and_then(|i| view.image(page, i));
    if let Some(address) = image.and_then(|i| view.shared_image(&i)) {
        object.set("image", address);
    }
    if let Some(calendar) = &kind.calendar {
        event(site, page, calendar, &mut object);
    }
    for (index, value) in &page.fields {
        let field = &kind.fields[*index];
        if let Some(property) = &field.schema_org {
            object.set(property, plain(view, value));
        }
    }
    let whole = Whole { context: "https://schema.org", graph: (object, trail(site, breadcrumbs, &url)) };
    in_script(serde_json::to_string(&whole).unwrap_or_default())
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (Object<'a>, Trail<'a>),
}

/// What is said of a thing, in the order in which it was first said.
#[derive(Default)]
struct Object<'a>(Vec<(&'a str, Json)>);

impl<'a> Object<'a> {
    fn set(&mut self, property: &'a str, value: impl Into<Json>) {
        match self.0.iter_mut().find(|(name, _)| *name == property) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((property, value.into())),
        }
    }

    fn set_some(&mut self, property: &'a str, value: Option<impl Into<Json>>) {
        if let Some(value) = value {
            self.set(property, value);
        }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(property, value)| (property, value)))
    }
}

#[derive(Serialize)]
struct Trail<'a> {
    #[serde(rename = "@type")]
    of: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<TrailItem<'a>>,
}

#[derive(Serialize)]
struct TrailItem<'a> {
    #[serde(rename = "@type")]
    of: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// JSON-LD of the home page.
pub fn site_json_ld(site: &Site) -> String {
    let config = &site.config;
    let whole = json!({
        "@context": "https://schema.org", "@type": "WebSite", "name": config.title, "url": config.base_url,
        "description": config.description, "inLanguage": config.language_tag,
    });
    in_script(whole.to_string())
}

/// JSON that cannot end the `script` element that it stands in.
fn in_script(json: String) -> String {
    if json.contains('<') { json.replace('<', "\\u003c") } else { json }
}

/// What editors write for a place when there is none to go to.
const ONLINE: [&str; 3] = ["online", "digitaal", "webinar"];

fn event<'a>(site: &Site, page: &Page, calendar: &crate::source::kind::CalendarFields, object: &mut Object<'a>) {
    let config = &site.config;
    let iso = |name: &str| match page.field(config, name) {
        Some(Value::Date(m)) if m.time.is_some() => Some(config.zone.rfc3339(*m)),
        Some(Value::Date(m)) => Some(m.day_text()),
        _ => None,
    };
    object.set_some("startDate", iso(&calendar.start));
    object.set_some("endDate", calendar.end.as_deref().and_then(iso));
    let cancelled = calendar.cancelled.as_ref().and_then(|name| page.field(config, name));
    let status = if matches!(cancelled, Some(Value::Boolean(true))) { "EventCancelled" } else { "EventScheduled" };
    object.set("eventStatus", format!("https://schema.org/{status}"));
    let (name, address) = match calendar.location.as_ref().and_then(|name| page.field(config, name)) {
        Some(Value::Place(p)) => (p.name.as_str(), p.address.as_str()),
        Some(Value::Text(text)) => (text.as_str(), ""),
        _ => return,
    };
    if ONLINE.contains(&fold(name).as_str()) {
        let url = format!("{}{}", config.base_url, encoded(&page.permalink));
        object.set("eventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode");
        object.set("location", json!({ "@type": "VirtualLocation", "url": url }));
    } else {
        object.set("location", place(name, address));
    }
}

fn plain(view: View, value: &Value) -> Json {
    let site = view.site;
    match value {
        Value::Text(v) | Value::Url(v) | Value::Email(v) => json!(v),
        Value::Choice(_, label) => json!(label),
        Value::Number(v) => json_number(*v),
        Value::Boolean(v) => json!(v),
        Value::Date(m) if m.time.is_some() => json!(site.config.zone.rfc3339(*m)),
        Value::Date(m) => json!(m.day_text()),
        Value::Terms(terms) => terms.iter().map(|t| json!(site.term(*t).label)).collect(),
        Value::Refs(pages) => {
            let one = |p: &Page| {
                let kind = site.config.kind(p.front.kind);
                json!({ "@type": kind.schema_org, "@id": format!("{}{}", site.config.base_url, encoded(&p.permalink)), "name": p.front.title })
            };
            pages.iter().map(|p| one(site.page(*p))).collect()
        }
        Value::Place(p) => place(&p.name, &p.address),
        Value::List(items) => items.iter().map(|v| plain(view, v)).collect(),
        _ => Json::Null,
    }
}

/// A place, of which name or address may be empty.
fn place(name: &str, address: &str) -> Json {
    let mut map = Map::new();
    map.insert("@type".into(), json!("Place"));
    let told = [("name", name), ("address", address)].into_iter().filter(|(_, text)| !text.is_empty());
    map.extend(told.map(|(property, text)| (property.to_owned(), json!(text))));
    Json::Object(map)
}

fn trail<'a>(site: &Site, breadcrumbs: &'a [LinkView], url: &str) -> Trail<'a> {
    let item = |(i, crumb): (usize, &'a LinkView)| {
        let path = crumb.url.as_deref().map(|u| u.trim_start_matches(ROOT));
        let item = path.map_or_else(|| url.to_owned(), |p| format!("{}{p}", site.config.base_url));
        TrailItem { of: "ListItem", position: i + 1, name: &crumb.label, item }
    };
    Trail { of: "BreadcrumbList", items: breadcrumbs.iter().enumerate().map(item).collect() }
}

fn publisher(organisation: &Organisation) -> Json {
    let mut map = Map::new();
    map.insert("@type".into(), json!("Organization"));
    map.insert("name".into(), json!(organisation.name));
    if !organisation.url.is_empty() {
        map.insert("url".into(), json!(organisation.url));
    }
    Json::Object(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_a_script_stays_json_and_ends_no_script() {
        let text = "a </script> b <!-- <script> c";
        let written = in_script(json!({ "name": text }).to_string());
        assert!(!written.contains('<'), "{written}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap()["name"], text);
    }
}
