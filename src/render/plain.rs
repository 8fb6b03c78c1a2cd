//! The small text files: robots.txt, _redirects, _headers and security.txt.

use crate::model::address::encoded;
use crate::model::site::Site;

/// The content security policy that every page of the default theme lives by.
pub const POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// `robots.txt` (RFC 9309): everything may be read, and here is the sitemap.
pub fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.config.base_url)
}

/// Older addresses for hosts that read `_redirects`.
pub fn redirects(site: &Site) -> String {
    let pages = site.pages.iter();
    pages.flat_map(|p| p.aliases.iter().map(|a| format!("/{} /{} 301\n", encoded(a), encoded(&p.permalink)))).collect()
}

/// Headers for hosts that read `_headers`.
pub fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
    )
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
