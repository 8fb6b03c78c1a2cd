//! What a page is, for machines: schema.org as JSON-LD, from the declaration of its kind.

use crate::model::address::encoded;
use crate::model::site::{Page, Site, Value};
use crate::parse::document::ROOT;
use crate::render::context::LinkView;
use crate::render::view::View;
use crate::source::config::Organisation;
use serde_json::{Map, Value as Json, json};

/// JSON-LD of a page, safe to stand inside a `script` element.
pub fn page_json_ld(view: View, page: &Page, breadcrumbs: &[LinkView]) -> String {
    let site = view.site;
    let config = &site.config;
    let kind = config.kind(page.front.kind);
    let url = format!("{}{}", config.base_url, encoded(&page.permalink));
    let mut map = Map::new();
    map.insert("@type".into(), json!(kind.schema_org));
    map.insert("@id".into(), json!(url));
    map.insert("url".into(), json!(url));
    map.insert("name".into(), json!(page.front.title));
    if kind.schema_org.ends_with("Article") || kind.schema_org == "Report" {
        map.insert("headline".into(), json!(page.front.title));
    }
    map.insert("description".into(), json!(page.front.summary));
    map.insert("inLanguage".into(), json!(page.front.language));
    let creative = !matches!(kind.schema_org.as_str(), "Event" | "Person" | "Organization" | "Place");
    if creative {
        map.extend(page.front.date.map(|d| ("datePublished".to_owned(), json!(d.day_text()))));
        map.extend(page.front.updated.or(page.front.date).map(|d| ("dateModified".to_owned(), json!(d.day_text()))));
        map.extend(config.organisation.as_ref().map(|o| ("publisher".to_owned(), publisher(o))));
    } else {
        map.remove("inLanguage");
    }
    let image = page.front.image.as_ref().and_then(|i| view.image(page, i));
    if let Some(address) = image.and_then(|i| view.shared_image(&i)) {
        map.insert("image".into(), json!(address));
    }
    if let Some(calendar) = &kind.calendar {
        event(site, page, calendar, &mut map);
    }
    for (index, value) in &page.fields {
        let field = &kind.fields[*index];
        if let Some(property) = &field.schema_org {
            map.insert(property.clone(), plain(view, value));
        }
    }
    let graph =
        json!({ "@context": "https://schema.org", "@graph": [Json::Object(map), trail(site, breadcrumbs, &url)] });
    in_script(graph.to_string())
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
    if json.contains('<') { json.replace("</", "<\\/").replace("<!--", "<\\!--") } else { json }
}

fn event(site: &Site, page: &Page, calendar: &crate::source::kind::CalendarFields, map: &mut Map<String, Json>) {
    let config = &site.config;
    let iso = |name: &str| match page.field(config, name) {
        Some(Value::Date(m)) if m.time.is_some() => Some(config.zone.rfc3339(*m)),
        Some(Value::Date(m)) => Some(m.day_text()),
        _ => None,
    };
    map.extend(iso(&calendar.start).map(|v| ("startDate".to_owned(), json!(v))));
    map.extend(calendar.end.as_deref().and_then(iso).map(|v| ("endDate".to_owned(), json!(v))));
    let cancelled = calendar.cancelled.as_ref().and_then(|name| page.field(config, name));
    let status = if matches!(cancelled, Some(Value::Boolean(true))) { "EventCancelled" } else { "EventScheduled" };
    map.insert("eventStatus".into(), json!(format!("https://schema.org/{status}")));
    match calendar.location.as_ref().and_then(|name| page.field(config, name)) {
        Some(Value::Place(p)) => {
            map.insert("location".into(), json!({ "@type": "Place", "name": p.name, "address": p.address }));
        }
        Some(Value::Text(text)) => {
            map.insert("location".into(), json!({ "@type": "Place", "name": text }));
        }
        _ => {}
    }
}

fn plain(view: View, value: &Value) -> Json {
    let site = view.site;
    match value {
        Value::Text(v) | Value::Url(v) | Value::Email(v) => json!(v),
        Value::Choice(_, label) => json!(label),
        Value::Number(v) => json!(v),
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
        Value::Place(p) => json!({ "@type": "Place", "name": p.name, "address": p.address }),
        Value::List(items) => items.iter().map(|v| plain(view, v)).collect(),
        _ => Json::Null,
    }
}

fn trail(site: &Site, breadcrumbs: &[LinkView], url: &str) -> Json {
    let items: Vec<Json> = breadcrumbs
        .iter()
        .enumerate()
        .map(|(i, crumb)| {
            let path = crumb.url.as_deref().map(|u| u.trim_start_matches(ROOT));
            let item = path.map_or_else(|| url.to_owned(), |p| format!("{}{p}", site.config.base_url));
            json!({ "@type": "ListItem", "position": i + 1, "name": crumb.label, "item": item })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
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
