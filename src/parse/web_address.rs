//! Addresses as editors write them in links: which are elsewhere, which are here, which are
//! refused, and which habits deserve a word. The one home of linkify.

use crate::parse::signs::{Signs, holds};
use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::nearest::nearest;
use crate::source::slug::fold;
use crate::source::span::Span;
use linkify::{LinkFinder, LinkKind};
use std::borrow::Cow;
use std::ops::Range;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A web or mail address, as it is.
    Elsewhere(String),
    /// Something of this hub.
    Here {
        /// Path relative to the file, or from the top when it begins with `/`; percent-decoded, but for `#`, `?`
        /// and `%`: what takes it apart decodes these.
        target: String,
        /// The whole address, when it was written as one of the hub's own.
        own: Option<String>,
    },
    /// Nothing that may be in a page.
    Refused,
}

/// Says where a link leads, with a problem when one is to be reported.
pub fn classify(target: &str, base_url: &str, file: &str, span: Span) -> (Address, Option<Diagnostic>) {
    let target = target.trim();
    let problem = |code| Diagnostic::new(code, file).at(span);
    if let Some(path) = own_path(target, base_url) {
        let whole = if target.starts_with("//") { format!("https:{target}") } else { target.to_owned() };
        return (Address::Here { target: readable(&path), own: Some(whole.replace(' ', "%20")) }, None);
    }
    if let Some(scheme) = scheme(target) {
        if !matches!(
            scheme.as_str(),
            "http" | "https" | "mailto" | "tel" | "sms" | "ftp" | "sip" | "geo" | "irc" | "ircs" | "xmpp" | "webcal"
        ) {
            let best = nearest(&scheme, ["https", "http", "mailto", "tel"]);
            let best = best.map(|best| format!("{best}{}", &target[target.find(':').unwrap_or(0)..]));
            let problem = problem(Code::UnsafeLink).with("scheme", format!("{scheme}:"));
            return (Address::Refused, Some(problem.with_some("best", best)));
        }
        let tracked = tracked(target).or_else(|| rewritten(target));
        let found = tracked.map(|(part, clean)| problem(Code::TrackingLink).with("part", part).with("clean", clean));
        let found = found.or_else(|| test_host(target).map(|host| problem(Code::LinkToTest).with("host", host)));
        return (Address::Elsewhere(safe_characters(target)), found);
    }
    if target.starts_with("//") {
        return (Address::Elsewhere(safe_characters(&format!("https://{}", target.trim_start_matches('/')))), None);
    }
    (Address::Here { target: readable(target), own: None }, None)
}

/// A web address without the characters that may not stand in one, percent-encoded.
fn safe_characters(url: &str) -> String {
    let path = url.split_once("//").and_then(|(_, rest)| rest.find('/')).map_or(0, |i| i + url.find("//").unwrap_or(0));
    let fragment = url.find('#').unwrap_or(url.len());
    let mut safe = String::with_capacity(url.len());
    for (i, c) in url.char_indices() {
        let fits = match c {
            ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' => false,
            '[' | ']' => i <= path,
            '#' => i <= fragment,
            '%' => url[i + 1..].len() > 1 && url[i + 1..].bytes().take(2).all(|b| b.is_ascii_hexdigit()),
            _ => true,
        };
        if fits {
            safe.push(c);
        } else {
            safe.push_str(&format!("%{:02X}", c as u32));
        }
    }
    safe
}

/// The path, from the top of the hub, of an address that was written as one of the hub's own.
fn own_path(target: &str, base_url: &str) -> Option<String> {
    let target = ["http://", "https://", "//"].iter().find_map(|scheme| target.strip_prefix(scheme))?;
    let base = base_url.split_once("//")?.1.trim_end_matches('/');
    let rest = target.strip_prefix(base).filter(|_| !base.is_empty())?;
    match rest.as_bytes().first() {
        None => Some("/".into()),
        Some(b'/') => Some(rest.to_owned()),
        Some(b'#' | b'?') => Some(format!("/{rest}")),
        Some(_) => None,
    }
}

/// The path of an image of the hub, percent-decoded as that of a link; else the address of one that is elsewhere.
pub fn image_source(target: &str, base_url: &str) -> Result<String, String> {
    let target = target.trim();
    match own_path(target, base_url) {
        Some(path) => Ok(readable(&path)),
        None if is_absolute(target) || target.contains(['\u{4}', '\u{f8ff}']) => Err(match target.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => target.to_owned(),
        }),
        None => Ok(readable(target)),
    }
}

/// Whether an address names a host or a scheme.
pub fn is_absolute(target: &str) -> bool {
    target.starts_with("//") || scheme(target).is_some()
}

/// The text with `%20` and its like decoded, when that gives UTF-8 without control characters.
pub fn decoded(target: &str) -> String {
    decoded_but(target, b"")
}

/// The same, but for signs that mean something in an address: in names of files they are no end of the path.
fn readable(target: &str) -> String {
    decoded_but(target, b"#?%")
}

fn decoded_but(target: &str, kept: &[u8]) -> String {
    if !target.contains('%') {
        return target.to_owned();
    }
    let hex = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    let bytes = target.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let pair = (bytes[i] == b'%').then(|| Some((hex(*bytes.get(i + 1)?)?, hex(*bytes.get(i + 2)?)?))).flatten();
        match pair {
            Some((high, low)) if !kept.contains(&(high * 16 + low)) => {
                out.push(high * 16 + low);
                i += 3;
            }
            _ => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8(out).ok().filter(|s| !s.contains(char::is_control)).unwrap_or_else(|| target.to_owned())
}

/// Whether a description of an image is none: empty, or its own file name.
pub fn alt_is_missing(alt: &str, src: &str) -> bool {
    let name = src.rsplit('/').next().unwrap_or(src);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    alt.is_empty()
        || alt.eq_ignore_ascii_case(name)
        || (alt.eq_ignore_ascii_case(stem) && alt.contains(['_', '-', '.']))
}

/// A warning when the text of a link says nothing about its target, or is its bare address.
pub fn vague_text(text: &str, target: &str, file: &str, span: Span) -> Option<Diagnostic> {
    const VAGUE: &[&str] = &[
        "klik hier",
        "hier",
        "lees meer",
        "lees verder",
        "lees hier meer",
        "lees hier verder",
        "meer lezen",
        "verder lezen",
        "meer",
        "meer informatie",
        "link",
        "deze link",
        "via deze link",
        "deze pagina",
        "deze website",
        "click here",
        "here",
        "read more",
        "more",
        "more info",
        "more information",
        "learn more",
        "this page",
        "this website",
        "this link",
    ];
    /// Longer texts are none of them, whatever blanks they hold.
    const LONGEST_VAGUE: usize = 40;
    let says = text.trim_end_matches(['.', '!', '…', ':', '>', '»']);
    let vague = || says.len() <= LONGEST_VAGUE && VAGUE.contains(&fold(says).as_str());
    let bare = is_bare(text);
    let problem = || Diagnostic::new(Code::VagueLink, file).at(span).with("text", text);
    (bare || vague()).then(|| problem().with_some("address", bare.then_some(target)))
}

/// Whether a text is a web address as a browser shows it. A host alone (`www.movisie.nl`) is a name.
fn is_bare(text: &str) -> bool {
    let host_and_path = |rest: &str| rest.trim_end_matches('/').contains('/');
    let www = text.strip_prefix("www.").is_some_and(host_and_path);
    (www || is_web_address(text)) && !text.contains(char::is_whitespace)
}

/// A link with a space between `]` and `(` in a text as it is written: where it stands, and its target.
pub fn spaced_link(text: &str) -> Option<(Range<usize>, &str)> {
    let i = text.contains(']').then(|| text.find("] ("))??;
    let open = text[..i].rfind('[').filter(|_| !text[..i].ends_with('\\'))?;
    let target = text[i + 3..].split_once(')')?.0;
    let like_an_address =
        is_absolute(target) || target.ends_with(".md") || target.starts_with("../") || target.starts_with('/');
    (like_an_address && !target.contains(' ')).then(|| (open..i + 3 + target.len() + 1, target))
}

/// A piece of text in which bare addresses were looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text without address.
    Text(String),
    /// A bare address.
    Link {
        /// Where it leads.
        url: String,
        /// As it was written.
        text: String,
    },
}

/// Whether a text with these signs may hold a bare address.
pub fn may_hold_bare(text: &str, signs: Signs) -> bool {
    signs.hold(Signs::AT) || (signs.hold(Signs::COLON) && text.contains("://")) || holds(text, "www.")
}

/// The text cut at its bare addresses; none when it holds none. `signs` are those of the text, and may be more.
pub fn with_links(text: &str, signs: Signs) -> Option<Vec<Part>> {
    if !may_hold_bare(text, signs) {
        return None;
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(!text.contains("www."));
    let wanted = |t: &str, kind: &LinkKind| match kind {
        LinkKind::Email => true,
        _ => t.starts_with("http://") || t.starts_with("https://") || t.starts_with("www."),
    };
    let spans: Vec<_> = finder.spans(text).collect();
    if !spans.iter().any(|s| s.kind().is_some_and(|k| wanted(s.as_str(), k))) {
        return None;
    }
    let parts = spans.into_iter().map(|span| match span.kind() {
        Some(kind) if wanted(span.as_str(), kind) => {
            let text = span.as_str().to_owned();
            let url = match kind {
                LinkKind::Email => format!("mailto:{text}"),
                _ if text.starts_with("www.") => format!("https://{text}"),
                _ => text.clone(),
            };
            Part::Link { url, text }
        }
        _ => Part::Text(span.as_str().to_owned()),
    });
    Some(parts.collect())
}

fn scheme(target: &str) -> Option<String> {
    // Browsers leave out blanks and control characters before they look for it.
    let cleaned = match target.bytes().all(|b| b.is_ascii_graphic()) {
        true => Cow::Borrowed(target),
        false => target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect(),
    };
    let (scheme, _) = cleaned.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.len() > 1
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && !scheme.ends_with(".md");
    valid.then(|| scheme.to_ascii_lowercase())
}

/// The tracking part of an address and the address without it.
fn tracked(url: &str) -> Option<(String, String)> {
    let (path, rest) = url.split_once('?')?;
    let (query, fragment) = rest.split_once('#').map_or((rest, None), |(q, f)| (q, Some(f)));
    let is_tracking = |p: &&str| ["utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid="].iter().any(|t| p.starts_with(t));
    let (tracking, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(is_tracking);
    let part = tracking.first()?.split('=').next()?.to_owned();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = fragment.map_or_else(String::new, |f| format!("#{f}"));
    Some((part, format!("{path}{query}{fragment}")))
}

/// The service of a mailbox that an address was rewritten by, and the address that was meant.
fn rewritten(url: &str) -> Option<(String, String)> {
    let host = host(url)?;
    let service = host.ends_with(".safelinks.protection.outlook.com").then_some("safelinks")?;
    let query = url.split_once('?')?.1.split('#').next()?;
    let meant = query.split('&').find_map(|p| p.strip_prefix("url="))?;
    Some((service.to_owned(), decoded(meant))).filter(|(_, meant)| is_web_address(meant))
}

/// The host of a web address that only its maker can reach.
fn test_host(url: &str) -> Option<&str> {
    let host = host(url)?;
    let local = host == "localhost" || host == "0.0.0.0" || host == "[::1]" || host.starts_with("127.");
    let named = [".localhost", ".local", ".test"].iter().any(|end| host.ends_with(end));
    (local || named || host.starts_with("deploy-preview-")).then_some(host)
}

/// The host of a web address, without its port.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    let port = host.rfind(':').filter(|i| host[i + 1..].bytes().all(|b| b.is_ascii_digit()));
    Some(port.map_or(host, |i| &host[..i]))
}

/// The problem with an image that is not among the files of the hub: it stands on another site, or on the
/// computer of its author alone.
pub fn image_elsewhere(problem: Diagnostic, url: &str) -> Diagnostic {
    match url.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("file:") => {
            let problem = Diagnostic { code: Code::ImageOnComputer, ..problem };
            problem.as_severity(Code::ImageOnComputer.severity()).with("target", url)
        }
        _ => problem.with("target", url),
    }
}

/// Whether an absolute address lacks anything that a field of type `url` needs.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|r| !r.is_empty() && !r.starts_with('/') && !text.contains(char::is_whitespace))
}

/// Whether a text looks like an e-mail address.
pub fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
            && !name.contains(':')
            && !text.contains(|c: char| c.is_whitespace() || "<>()[],;".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn where_to(target: &str) -> Address {
        classify(target, "https://hub.nl/", "a.md", Span::default()).0
    }

    #[test]
    fn links_lead_elsewhere_or_here_or_nowhere() {
        assert_eq!(where_to("../a%20b.md#c"), Address::Here { target: "../a b.md#c".into(), own: None });
        let own = |target: &str, whole: &str| Address::Here { target: target.into(), own: Some(whole.into()) };
        assert_eq!(where_to("http://hub.nl/a#b"), own("/a#b", "http://hub.nl/a#b"));
        assert_eq!(where_to("//hub.nl"), own("/", "https://hub.nl"));
        assert_eq!(where_to("https://x.nl/a]\""), Address::Elsewhere("https://x.nl/a%5D%22".into()));
        assert!(matches!(where_to("https://hub.nlx/"), Address::Elsewhere(_)));
        for (written, fit) in [
            ("////x.nl/a", "https://x.nl/a"),
            ("https://x.nl/#/#kamer:x.nl", "https://x.nl/#/%23kamer:x.nl"),
            ("https://x.nl/100%#%%7Ba", "https://x.nl/100%25#%25%7Ba"),
            ("https://x.nl/?a=%é", "https://x.nl/?a=%25é"),
        ] {
            assert_eq!(where_to(written), Address::Elsewhere(fit.into()), "{written}");
        }
        assert_eq!(where_to("https://x.nl/?a b"), Address::Elsewhere("https://x.nl/?a%20b".into()));
        for evil in ["javascript:alert(1)", "JaVa\tScript:x", " data:text/html,x", "vbscript:x"] {
            assert_eq!(where_to(evil), Address::Refused, "{evil}");
        }
    }

    #[test]
    fn habits_are_noticed() {
        let code = |t| classify(t, "https://hub.nl/", "a.md", Span::default()).1.map(|d| d.code);
        assert_eq!(code("https://x.nl/?utm_source=a&b=1"), Some(Code::TrackingLink));
        let outlook = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.nl%2Fa&data=1";
        assert_eq!(rewritten(outlook).unwrap().1, "https://x.nl/a");
        assert_eq!(code("http://localhost:4000/a"), Some(Code::LinkToTest));
        assert_eq!(code("https://x.nl/localhost:4000"), None);
        assert_eq!(tracked("https://x.nl/?utm_source=a&b=1#c").unwrap().1, "https://x.nl/?b=1#c");
        assert_eq!(spaced_link("zie [dit] (https://x.nl) eens"), Some((4..24, "https://x.nl")));
        assert_eq!(spaced_link("in [1] (zie boven)"), None);
        let vague = |text| vague_text(text, "https://x.nl/a", "a.md", Span::default()).is_some();
        for text in ["Klik hier!", "meer lezen …", "https://x.nl/a", "www.x.nl/a"] {
            assert!(vague(text), "{text}");
        }
        for text in ["www.x.nl", "www.x.nl/", "x@y.nl", "de pagina over x"] {
            assert!(!vague(text), "{text}");
        }
    }

    #[test]
    fn bare_addresses_become_links_without_their_full_stop() {
        let parts =
            with_links("Zie https://x.nl/a. En (www.y.nl)", Signs::of("Zie https://x.nl/a. En (www.y.nl)")).unwrap();
        let urls: Vec<_> = parts
            .iter()
            .filter_map(|p| if let Part::Link { url, .. } = p { Some(url.as_str()) } else { None })
            .collect();
        assert_eq!(urls, ["https://x.nl/a", "https://www.y.nl"]);
        assert_eq!(with_links("om 10:30 uur", Signs::of("om 10:30 uur")), None);
    }

    proptest! {
        #[test]
        fn nothing_that_runs_is_an_address(target in ".{0,30}") {
            if let Address::Elsewhere(url) = where_to(&target) {
                let url = url.to_lowercase();
                prop_assert!(!url.starts_with("javascript") && !url.starts_with("data:"));
            }
        }
    }
}
