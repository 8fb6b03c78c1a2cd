//! The list of all addresses for search engines (sitemaps.org, version 0.9).

use crate::model::address::encoded;
use crate::model::site::Site;
use crate::plan::addresses::addresses;
use crate::plan::route::SITEMAP_LIMIT;
use crate::render::xml::{Xml, text_element};

const NAMESPACE: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];

/// The sitemap: whole (`None`), the index of its parts (`Some(0)`) or one part.
pub fn sitemap(site: &Site, part: Option<usize>) -> std::io::Result<Vec<u8>> {
    let all = addresses(site);
    let mut xml = Xml::declared()?;
    if part == Some(0) {
        xml.element("sitemapindex", &NAMESPACE, |xml| {
            for n in 1..=all.len().div_ceil(SITEMAP_LIMIT) {
                let address = format!("{}sitemap-{n}.xml", site.config.base_url);
                xml.element("sitemap", &[], |xml| text_element(xml, "loc", &address))?;
            }
            Ok(())
        })?;
        return Ok(xml.bytes());
    }
    let skipped = part.map_or(0, |n| (n - 1) * SITEMAP_LIMIT);
    xml.element("urlset", &NAMESPACE, |xml| {
        for (path, changed) in all.iter().skip(skipped).take(SITEMAP_LIMIT) {
            xml.element("url", &[], |xml| {
                text_element(xml, "loc", &format!("{}{}", site.config.base_url, encoded(path)))?;
                changed.as_ref().map_or(Ok(()), |day| text_element(xml, "lastmod", day))
            })?;
        }
        Ok(())
    })?;
    Ok(xml.bytes())
}
