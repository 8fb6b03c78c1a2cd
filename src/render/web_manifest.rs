//! `manifest.webmanifest`: how a device shows the hub among its applications (W3C Web Application Manifest).

use crate::model::site::Site;
use crate::render::theme::Theme;
use serde_json::{Value, json};

/// Icons, when the theme has them: path, sizes, purpose.
const ICONS: &[(&str, &str, &str)] = &[
    ("assets/favicon.svg", "any", "any"),
    ("assets/icons/icon-192.png", "192x192", "any"),
    ("assets/icons/icon-512.png", "512x512", "any"),
    ("assets/icons/icon-maskable-512.png", "512x512", "maskable"),
];
/// Where the theme says its colours: the look of the organisation first.
const SHEETS: &[&str] = &["assets/look.css", "assets/tokens.css"];

/// The manifest. Its addresses are relative to it, so that it works below a folder as well.
pub fn web_manifest(site: &Site, theme: &Theme) -> Result<Vec<u8>, String> {
    let config = &site.config;
    let there = ICONS.iter().filter(|(path, _, _)| theme.assets.contains_key(*path));
    let icons: Vec<Value> = there
        .map(|(path, sizes, purpose)| {
            let of = if path.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
            json!({ "src": path, "sizes": sizes, "type": of, "purpose": purpose })
        })
        .collect();
    let mut manifest = json!({
        "name": config.title, "short_name": config.title, "lang": config.language_tag,
        "start_url": "./", "scope": "./", "display": "minimal-ui", "icons": icons,
    });
    if !config.description.is_empty() {
        manifest["description"] = json!(config.description);
    }
    let css: String =
        SHEETS.iter().filter_map(|s| theme.assets.get(*s)).map(|bytes| String::from_utf8_lossy(bytes)).collect();
    for (key, token) in [("theme_color", "--band"), ("background_color", "--paper")] {
        if let Some(colour) = colour(&css, token) {
            manifest[key] = json!(colour);
        }
    }
    serde_json::to_vec_pretty(&manifest).map_err(|e| e.to_string())
}

/// A colour by its token; that of a look (`var(--theirs, ours)`) goes before our own.
fn colour<'a>(css: &'a str, token: &str) -> Option<&'a str> {
    let value = value_of(css, token)?;
    let Some((theirs, ours)) = value.strip_prefix("var(").and_then(|v| v.strip_suffix(')')?.split_once(',')) else {
        return Some(value);
    };
    value_of(css, theirs.trim()).or(Some(ours.trim()))
}

/// The first value of a custom property.
fn value_of<'a>(css: &'a str, name: &str) -> Option<&'a str> {
    let after = css.split(name).skip(1).find_map(|rest| rest.trim_start().strip_prefix(':'))?;
    after.split([';', '}']).next().map(str::trim).filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_from_the_tokens() {
        let css = ":root { --band-soft: red; --band: #0a4a45; }\n@media dark { :root { --band: black } }";
        assert_eq!(value_of(css, "--band"), Some("#0a4a45"));
        assert_eq!(value_of(css, "--paper"), None);
        let tokens = ":root { --band: var(--their-band, #0a4a45); }";
        assert_eq!(colour(tokens, "--band"), Some("#0a4a45"));
        assert_eq!(colour(&format!(":root {{ --their-band: #123 }} {tokens}"), "--band"), Some("#123"));
    }
}
