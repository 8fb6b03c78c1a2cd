//! Feeds (Atom, RFC 4287).

use crate::model::address::encoded;
use crate::model::id::PageId;
use crate::model::site::Site;
use crate::render::xml::{Xml, text_element};

/// What a feed says of itself.
#[derive(Clone, Debug)]
pub struct FeedHead {
    /// Its name.
    pub title: String,
    /// Address of the feed, relative to the root of the site.
    pub path: String,
    /// Address of the list that it follows, relative to the root of the site.
    pub list: String,
}

/// A feed of the newest of these pages; pages without a date have no place in it.
pub fn feed(site: &Site, head: &FeedHead, pages: impl Iterator<Item = PageId>) -> std::io::Result<Vec<u8>> {
    let config = &site.config;
    let mut dated: Vec<PageId> = pages.filter(|id| site.page(*id).front.date.is_some()).collect();
    dated.sort_by(|a, b| crate::model::order::newest_first(site.page(*a), site.page(*b)));
    dated.truncate(config.feed_items);
    let absolute = |path: &str| format!("{}{}", config.base_url, encoded(path));
    let changed = |id: &PageId| {
        let front = &site.page(*id).front;
        front.updated.max(front.date)
    };
    let mut xml = Xml::declared()?;
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", config.language_tag.as_str())];
    xml.element("feed", &root, |xml| {
        text_element(xml, "title", &head.title)?;
        if !config.description.is_empty() {
            text_element(xml, "subtitle", &config.description)?;
        }
        text_element(xml, "id", &absolute(&head.path))?;
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &absolute(&head.path))])?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &absolute(&head.list))])?;
        if let Some(latest) = dated.iter().filter_map(changed).max() {
            text_element(xml, "updated", &config.zone.rfc3339(latest))?;
        }
        let author = config.organisation.as_ref().map_or(config.title.as_str(), |o| o.name.as_str());
        xml.element("author", &[], |xml| text_element(xml, "name", author))?;
        for id in &dated {
            let page = site.page(*id);
            let address = absolute(&page.permalink);
            let language = [("xml:lang", page.front.language.as_str())];
            let own_language = if page.front.language == config.language_tag { &[][..] } else { &language[..] };
            xml.element("entry", own_language, |xml| {
                text_element(xml, "title", &page.front.title)?;
                text_element(xml, "id", &address)?;
                xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)])?;
                if let Some(date) = page.front.date {
                    text_element(xml, "published", &config.zone.rfc3339(date))?;
                }
                if let Some(date) = changed(id) {
                    text_element(xml, "updated", &config.zone.rfc3339(date))?;
                }
                if !page.front.summary.is_empty() {
                    text_element(xml, "summary", &page.front.summary)?;
                }
                xml.empty("category", &[("term", &config.kind(page.front.kind).label.one)])
            })?;
        }
        Ok(())
    })?;
    Ok(xml.bytes())
}
