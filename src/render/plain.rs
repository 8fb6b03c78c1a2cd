//! The small files that need no template: robots.txt, _redirects, _headers, security.txt, and the start of a bundle.

use crate::model::address::encoded;
use crate::model::id::PageId;
use crate::model::rendition::FOLDER;
use crate::model::site::Site;
use crate::parse::escape::escaped;
use crate::plan::plan::{is_narrowable, overview_data, overview_folder};
use crate::source::field::KindId;
use crate::source::texts::Texts;
use std::fmt::Write;

/// The content security policy that every page of the default theme lives by.
pub const POLICY: &str = "default-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// `robots.txt` (RFC 9309): everything may be read, and here is the sitemap.
pub fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.config.base_url)
}

/// Older addresses for hosts that read `_redirects`.
pub fn redirects(site: &Site, all: &[(String, PageId)]) -> String {
    let line =
        |(from, to): &(String, PageId)| format!("/{} /{} 301\n", encoded(from), encoded(&site.page(*to).permalink));
    all.iter().map(line).collect()
}

/// The file to start with beside the folder of a bundle: it leads to the home page, and says what to do
/// when the zip was opened but not unpacked.
pub fn start_page(site: &Site, texts: &Texts, folder: &str) -> String {
    let (title, language) = (escaped(&site.config.title), escaped(&site.config.language_tag));
    let (link, help) = (escaped(texts.get("bundle_start")), escaped(texts.get("bundle_help")));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={folder}/index.html\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p><a href=\"{folder}/index.html\">{link}</a></p>\n<p>{help}</p>\n</main>\n</body>\n</html>\n"
    )
}

/// Headers for hosts that read `_headers`. The files in `index`, a folder named after its content, and
/// the pictures in several sizes may be kept for ever; the service worker is asked for at every visit, and so
/// is the data of overviews, which has the same name in every build.
pub fn headers(site: &Site, index: Option<&str>) -> String {
    let mut text = format!(
        "/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: camera=(), geolocation=(), microphone=()\n\n/sw.js\n  Cache-Control: no-cache\n"
    );
    for kind in (0..site.config.kinds.len()).map(|k| KindId(k as u16)).filter(|k| is_narrowable(site, *k)) {
        let data = overview_data(site, kind, &overview_folder(site, kind).unwrap_or_default());
        let _ = write!(text, "\n/{}\n  Cache-Control: no-cache\n", encoded(&data));
    }
    let pictures = site.assets.iter().any(|a| !a.renditions.is_empty()).then(|| format!("{FOLDER}/"));
    for folder in index.into_iter().chain(pictures.as_deref()) {
        let _ = write!(text, "\n/{folder}*\n  Cache-Control: public, max-age=31536000, immutable\n");
    }
    text
}

/// `security.txt` (RFC 9116).
pub fn security(site: &Site) -> String {
    let Some(security) = &site.config.security else { return String::new() };
    let contact = &security.contact;
    let contact = if contact.contains(':') { contact.clone() } else { format!("mailto:{contact}") };
    let expires = if security.expires.contains('T') {
        security.expires.clone()
    } else {
        format!("{}T00:00:00Z", security.expires)
    };
    let canonical = format!("{}.well-known/security.txt", site.config.base_url);
    format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: {}, en\nCanonical: {canonical}\n",
        site.config.language_tag
    )
}
