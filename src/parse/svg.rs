//! An SVG without what could harm a visitor or tell another site of them: no script, no handler, no
//! foreign markup, no address elsewhere. The one home of svg-hush, which does the cleaning; our own
//! scan only names what it drops.

use crate::parse::raw_html::{Rewrite, Tag, rewritten};
use svg_hush::{Filter, data_url_filter};

/// The cleaned file; none when it is no SVG.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut filter = Filter::new();
    filter.set_data_url_filter(data_url_filter::allow_standard_images);
    let mut out = Vec::with_capacity(bytes.len());
    filter.filter(&mut &*bytes, &mut out).ok()?;
    Some(out)
}

/// The first thing in a file that may not stay, as its author would find it; none when all is well.
pub fn harmful(text: &str) -> Option<String> {
    let mut scan = Scan { found: None };
    rewritten(text, &mut scan);
    scan.found
}

struct Scan {
    found: Option<String>,
}

impl Rewrite for Scan {
    fn tag(&mut self, tag: &mut Tag) {
        let name = tag.name.rsplit(':').next().unwrap_or(tag.name).to_ascii_lowercase();
        let element = matches!(name.as_str(), "script" | "foreignobject" | "iframe" | "object" | "embed" | "handler");
        let attribute = || {
            tag.attributes.iter().find_map(|(name, value)| {
                let (name, value) = (name.to_ascii_lowercase(), value.trim());
                let handler = name.starts_with("on");
                let inside = value.starts_with('#') || value.to_ascii_lowercase().starts_with("data:image/");
                let link = matches!(name.rsplit(':').next(), Some("href" | "src")) && !name.starts_with("xmlns");
                (handler || link && !value.is_empty() && !inside).then(|| format!("{name}=\"…\""))
            })
        };
        if self.found.is_none() {
            self.found = if element { Some(format!("<{}>", tag.name)) } else { attribute() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cleaned_text(svg: &str) -> String {
        String::from_utf8(cleaned(svg.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn what_can_act_or_call_home_is_gone() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' onload='a()' width='40' height='20'>\
            <title>Een huis</title><script>alert(1)</script><rect width='4' height='4' onclick='b()'/>\
            <foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='https://elsewhere.example/'/></foreignObject>\
            <image href='https://elsewhere.example/x.png'/><use xlink:href='https://elsewhere.example/y.svg#a'/>\
            <a href='javascript:alert(2)'><text>ga</text></a>\
            <style>@import 'https://elsewhere.example/z.css'; rect { fill: url(https://elsewhere.example/q) }</style></svg>";
        let text = cleaned_text(svg);
        for word in ["script", "alert", "onload", "onclick", "foreignObject", "iframe", "elsewhere"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        // What is left of this one asks for nothing.
        let import =
            cleaned_text("<svg xmlns='http://www.w3.org/2000/svg'><style>@import url(//a.example/b);</style></svg>");
        assert!(!import.contains("import") && !import.contains("url("), "{import}");
        assert!(text.contains("Een huis") && text.contains("rect") && text.contains("width=\"40\""), "{text}");
    }

    #[test]
    fn a_drawing_stays_what_it_is() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\" role=\"img\" font-family=\"sans-serif\">\
            <defs><marker id=\"p\" viewBox=\"0 0 10 10\" refX=\"8\" orient=\"auto\"><path d=\"M0 0L10 5z\" fill=\"#444\"/></marker>\
            <linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#b25800\"/></linearGradient></defs>\
            <path d=\"M1 1\" stroke-width=\"4\" marker-end=\"url(#p)\" fill=\"url(#g)\"/><use href=\"#p\"/>\
            <text x=\"2\" text-anchor=\"middle\" font-weight=\"bold\">Één</text></svg>";
        let text = cleaned_text(svg);
        for word in [
            "viewBox",
            "marker-end=\"url(#p)\"",
            "fill=\"url(#g)\"",
            "refX",
            "orient",
            "text-anchor",
            "font-weight",
            "Één",
            "stop-color",
            "\"#p\"",
        ] {
            assert!(text.contains(word), "{word} not in {text}");
        }
        assert_eq!(harmful(svg), None);
    }

    #[test]
    fn what_goes_is_named() {
        assert_eq!(harmful("<svg><script>a</script></svg>").as_deref(), Some("<script>"));
        assert_eq!(harmful("<svg onload='a'>").as_deref(), Some("onload=\"…\""));
        assert_eq!(harmful("<svg><image xlink:href='http://a/'/></svg>").as_deref(), Some("xlink:href=\"…\""));
        assert_eq!(cleaned(b"niets"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_cleaned_or_refused(text in "(<svg xmlns='http://www.w3.org/2000/svg'>)?[<>/a-z&;#=' \"!\\[\\]-]{0,80}(</svg>)?", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            cleaned(text.as_bytes());
            cleaned(&bytes);
            harmful(&text);
        }
    }
}
