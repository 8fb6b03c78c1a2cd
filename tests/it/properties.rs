//! What holds for any text: readers do not panic, and what they write can be read back.

use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;
use wijkwijzer::model::assemble::{Visibility, assemble};
use wijkwijzer::model::id::PageId;
use wijkwijzer::model::site::Site;
use wijkwijzer::parse::directive::directives;
use wijkwijzer::parse::document::{Body, END, MARK};
use wijkwijzer::parse::file::{Parsed, document};
use wijkwijzer::plan::plan::plan;
use wijkwijzer::render::calendar::calendar;
use wijkwijzer::render::feed::{FeedHead, feed};
use wijkwijzer::render::medium::Medium;
use wijkwijzer::render::renderer::{Output, Renderer};
use wijkwijzer::render::theme::Theme;
use wijkwijzer::source::config::{Config, RawHtml, config};
use wijkwijzer::source::date::{DateOrder, Moment, Zone, written_moment};
use wijkwijzer::source::front_block::{Block, front_block};
use wijkwijzer::source::slug::{anchor, fold, slug};
use wijkwijzer::source::syntax::syntax_problem;
use wijkwijzer::source::theme_files::theme_files;
use wijkwijzer::source::yaml::{Places, Step, Value, parse_yaml};

const SITE: &str = "title: P\nbase_url: https://hub.example/\nkinds:\n  activiteit:\n    calendar: { start: start, location: waar }\n    fields:\n      start: { type: datetime }\n      waar: { type: text }\n";

fn declared() -> Config {
    let mut found = Vec::new();
    let config = config(Path::new("nergens"), SITE, 0, &mut found);
    assert!(found.is_empty(), "{found:?}");
    config.expect("a configuration")
}

/// A site of one event with this title and place. JSON is YAML, so a JSON string quotes any text.
fn site_of(config: &Config, title: &str, place: &str) -> Site {
    let quoted = |text: &str| serde_json::to_string(text).expect("a string");
    let text = format!(
        "---\ntitle: {}\nsummary: {}\nwaar: {}\ndate: 2026-01-01\nstart: 2026-09-30 10:00\n---\n",
        quoted(title),
        quoted(title),
        quoted(place)
    );
    let (parsed, _) = document(config, "activiteit/een.md", text.into_bytes());
    let now = Moment { year: 2026, month: 11, day: 24, time: Some((12, 0)) };
    assemble(config, vec![parsed], Vec::new(), Visibility { drafts: false, now }).0
}

/// Text as editors paste it: letters, punctuation of all formats, controls, other scripts.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{1,60}",
        "[a-c,;:\\\\\"'<>&=+@\n\r\t-]{1,40}",
        "\\PC{1,40}",
        "[é☑’“”\u{ad}\u{200b}\u{a0}\u{feff}a ]{1,30}",
    ]
}

/// Markdown with everything that this hub gives a meaning to.
fn any_markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just("  "),
        Just("> "),
        Just("> [!NOTE]\n"),
        Just("- "),
        Just("1. "),
        Just("# "),
        Just("## kop {#a .b}\n"),
        Just(":::note\n"),
        Just("::::steps Titel\n"),
        Just(":::\n"),
        Just("::::\n"),
        Just("::figure{src=a}\n"),
        Just("```\n"),
        Just("~~~rust\n"),
        Just("[a](b.md)"),
        Just("[a](<b c>)"),
        Just("![a](b.png)"),
        Just("<https://x.nl>"),
        Just("[[wiki|x]]"),
        Just("[^1]"),
        Just("[^1]: noot\n"),
        Just("| a | b |\n|---|--:|\n| c |\n"),
        Just("<div>"),
        Just("</div>\n"),
        Just("<a href=\"x\">"),
        Just("<!-- more -->"),
        Just("<!--"),
        Just("*"),
        Just("**"),
        Just("~~"),
        Just("`"),
        Just("{{< x >}}"),
        Just("[!INCLUDE [a](b)]"),
        Just("!!! note \"x\"\n"),
        Just("$a$"),
        Just("Term\n: uitleg\n"),
        Just("é \u{200b}"),
        Just("www.x.nl "),
        Just("&#2;L0&#3;"),
        Just("&#x01;"),
        Just("&amp;#2;C0&#x003;"),
    ];
    prop_oneof![prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat()), any_text()]
}

/// Every marker is whole and known, and components are closed in the order in which they open.
fn markers_are_balanced(body: &Body) -> Result<(), TestCaseError> {
    let mut open = Vec::new();
    let mut rest = body.html.as_str();
    while let Some(start) = rest.find(MARK) {
        let end = rest[start..].find(END).map(|i| start + i);
        prop_assert!(end.is_some(), "an open marker in {:?}", body.html);
        let marker = &rest[start + MARK.len_utf8()..end.unwrap_or(start)];
        let (letter, number) = marker.split_at(1);
        let index: usize = number.parse().map_err(|_| TestCaseError::fail(format!("marker {marker:?}")))?;
        let known = match letter {
            "L" => body.links.len(),
            "I" | "S" => body.images.len(),
            "B" | "N" | "T" => usize::MAX,
            _ => body.components.len(),
        };
        prop_assert!(index < known, "marker {marker} in {:?}", body.html);
        match letter {
            "C" => open.push(index),
            "E" => prop_assert_eq!(open.pop(), Some(index), "{:?}", &body.html),
            _ => {}
        }
        rest = &rest[end.unwrap_or(start) + END.len_utf8()..];
    }
    prop_assert!(!rest.contains(END) && open.is_empty(), "{open:?} stay open in {:?}", body.html);
    Ok(())
}

/// The values of a property in a calendar: lines unfolded, text unescaped (RFC 5545, 3.1 and 3.3.11).
fn ics_values(text: &str, name: &str) -> Vec<String> {
    let unfolded = text.replace("\r\n ", "");
    let of = unfolded.split("\r\n").filter_map(|l| l.strip_prefix(name)?.strip_prefix(':'));
    let unescaped = |value: &str| {
        let mut out = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => out.extend(chars.next().map(|c| if c == 'n' || c == 'N' { '\n' } else { c })),
                c => out.push(c),
            }
        }
        out
    };
    of.map(unescaped).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn front_matter_is_found_in_the_text(text in any_text(), head in "(\u{feff})?\n{0,2}(---|\\+\\+\\+)?[ \r]?\n?") {
        let text = head + &text;
        if let Block::Found(parts) = front_block(&text) {
            prop_assert!(text.get(parts.yaml.clone()).is_some() && text.get(parts.body..).is_some());
            prop_assert!(parts.yaml.end <= parts.body);
        }
    }

    #[test]
    fn yaml_reads_or_says_where_it_stopped(text in prop_oneof![any_text(), "[a-b:\\- \n\\[\\]{}\"'#|>&*!%@`,?\t]{0,60}"]) {
        match parse_yaml(&text) {
            Ok(Value::Map(pairs)) => for (key, _) in pairs {
                if let Some((at, value)) = Places::of(&text).at(&[Step::Key(key, 0)]) {
                    prop_assert!(text.get(at.start..at.end).is_some() && text.get(value.start..value.end).is_some());
                }
            },
            Ok(_) => {}
            Err(error) => {
                let problem = syntax_problem("a.md", &text, 0, &error);
                let span = problem.span.unwrap_or_default();
                prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
            }
        }
    }

    #[test]
    fn any_file_becomes_a_page_or_a_diagnostic(text in any_markdown(), yaml in any_text()) {
        let config = declared();
        for text in [format!("---\n{yaml}\n---\n{text}"), text.clone()] {
            let length = text.len();
            let (parsed, found) = document(&config, "activiteit/een.md", text.into_bytes());
            prop_assert!(matches!(parsed, Parsed::Document(_)) || !found.is_empty());
            prop_assert!(found.iter().filter_map(|d| d.span).all(|s| s.start <= s.end && s.end <= length), "{found:?}");
        }
    }

    #[test]
    fn any_markdown_keeps_its_markers_balanced(text in any_markdown(), raw in 0..3, math: bool) {
        let mut config = declared();
        config.raw_html = [RawHtml::Safe, RawHtml::Allow, RawHtml::Escape][raw as usize];
        config.math = math;
        let (parsed, _) = document(&config, "een.md", format!("---\ntitle: Een\n---\n{text}").into_bytes());
        let Parsed::Document(parsed) = parsed else { return Ok(()) };
        let body = &parsed.bodies[0];
        markers_are_balanced(body)?;
        let mut ids: Vec<&str> = body.headings.iter().map(|h| h.id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), count, "two headings with one id");
    }

    #[test]
    fn directives_keep_the_lines_of_a_text(text in any_markdown()) {
        let made = directives(&text);
        prop_assert!(made.text.lines().count() >= text.lines().count());
        prop_assert!(made.components.iter().all(|c| text.get(c.span.start..c.span.end).is_some()));
        prop_assert_eq!(made.closed.len(), made.components.len());
    }

    #[test]
    fn a_slug_is_one_segment_of_an_address(text in any_text()) {
        let once = slug(&text);
        prop_assert!(!once.contains(['/', '\\', '.', ' ', '%', '?', '#', '"', '<', '&', ':']), "{once:?}");
        prop_assert_eq!(slug(&once), once);
        prop_assert!(!anchor(&text).contains([' ', '"', '<', '#', '&']));
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn a_date_reads_back_and_nothing_panics(text in "\\PC{0,24}", year in 1970i16..2100, day in 1i8..=28, month in 1i8..=12, hour in 0i8..24, minute in 0i8..60) {
        for order in [DateOrder::Iso, DateOrder::DayFirst, DateOrder::MonthFirst] {
            let _ = written_moment(&text, order);
        }
        let moment = Moment { year, month, day, time: Some((hour, minute)) };
        let read = |text: &str, order| written_moment(text, order).map(|w| w.moment);
        prop_assert_eq!(read(&moment.to_string(), DateOrder::Iso), Ok(moment));
        let dutch = format!("{day}-{month}-{year} {hour}:{minute:02}");
        prop_assert_eq!(read(&dutch, DateOrder::DayFirst), Ok(moment));
        let zone = Zone::named("Europe/Amsterdam").expect("a zone");
        let offset = written_moment(&zone.rfc3339(moment), DateOrder::Iso).map(|w| w.offset);
        prop_assert_eq!(offset, Ok(Some(zone.offset(moment))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn feeds_read_back_as_xml(title in any_text()) {
        let config = declared();
        let site = site_of(&config, &title, "x");
        let head = FeedHead { title: title.clone(), path: "feed.xml".into(), list: String::new() };
        let bytes = feed(&site, &head, [PageId(0)].into_iter()).expect("a feed");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut titles, mut inside) = (Vec::new(), false);
        loop {
            use quick_xml::events::Event;
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    inside = tag.name().as_ref() == "title";
                    if inside { titles.push(String::new()); }
                }
                Ok(Event::End(_)) => inside = false,
                Ok(Event::Text(part)) if inside => titles.last_mut().expect("one").push_str(&part),
                Ok(Event::GeneralRef(name)) if inside => {
                    let name: &str = &name;
                    let c = quick_xml::escape::unescape(&format!("&{name};")).expect("known").into_owned();
                    titles.last_mut().expect("one").push_str(&c);
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => return Err(TestCaseError::fail(format!("{error} in {text}"))),
            }
        }
        prop_assert_eq!(&titles[1], &site.page(PageId(0)).front.title);
        prop_assert!(!text.contains(|c: char| c < ' ' && c != '\n' && c != '\r' && c != '\t'), "{text:?}");
    }

    #[test]
    fn calendars_read_back(title in any_text(), place in any_text()) {
        let config = declared();
        let site = site_of(&config, &title, &place);
        let text = calendar(&site, &site.page(PageId(0)).front.title, &[PageId(0)]);
        let page = site.page(PageId(0));
        prop_assert_eq!(ics_values(&text, "SUMMARY"), vec![page.front.title.clone()]);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        prop_assert!(!text.replace("\r\n", "").contains(['\n', '\r']), "a line end of its own in {text:?}");
        prop_assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 1);
        let allowed = |line: &str| line.starts_with(' ') || line.is_empty() || line.split([':', ';']).next().is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'-'));
        prop_assert!(text.split("\r\n").all(allowed), "{text}");
    }
}

#[test]
fn tables_read_back_as_csv_without_formulas() {
    let config = declared();
    let files = theme_files(&config).expect("files");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let holds = |(title, place): (String, String)| {
        let site = site_of(&config, &title, &place);
        let title = site.page(PageId(0)).front.title.clone();
        let (plan, _) = plan(&site, &[], &[], "");
        let theme = Theme::read(&files, config.language).expect("a theme");
        let renderer = Renderer::new(Arc::new(site), theme, Vec::new(), plan.offline.clone(), Medium::Web);
        let Ok(Output::Bytes(bytes)) = renderer.render(plan.route("activiteit/activiteit.csv").expect("a route"))
        else {
            return Err(TestCaseError::fail("no table"));
        };
        let text = String::from_utf8(bytes.into_owned()).expect("UTF-8");
        let mut reader = ::csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
        prop_assert_eq!(rows.len(), 1);
        prop_assert_eq!(rows[0][0].strip_prefix('\'').filter(|t| *t == title).unwrap_or(&rows[0][0]), title.as_str());
        for cell in &rows[0] {
            let formula = cell.starts_with(['=', '+', '@', '\t', '\r', '\n'])
                || (cell.starts_with('-') && cell.parse::<f64>().is_err());
            prop_assert!(!formula, "{cell:?}");
        }
        Ok(())
    };
    runner.run(&(any_text(), any_text()), holds).expect("every text");
}
