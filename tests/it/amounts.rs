//! Very many mistakes of one sort in one place: all are told, and the time grows no faster than their number.
//! The limit is far above what it takes, and far below what comparing each with each would.

use crate::program::Hub;
use std::time::{Duration, Instant};

const SITE: &str = "title: Proefhub\nbase_url: https://hub.example/\nkinds:\n  nieuws: {}\n";
const LIMIT: Duration = Duration::from_secs(30);

fn told(files: &[(&str, &str)], code: &str) -> usize {
    let hub = Hub::of(&[&[("site.yaml", SITE)], files].concat());
    let start = Instant::now();
    let run = hub.run("check --format json");
    assert!(start.elapsed() < LIMIT, "{code}: {:?}", start.elapsed());
    assert!(matches!(run.code, Some(0..=2)), "{code}: {:?}, {}", run.code, run.log);
    let told: Result<serde_json::Value, _> = serde_json::from_str(&run.log);
    assert!(told.is_ok_and(|told| told["diagnostics"].is_array()), "{code}: {}", run.log);
    run.log.matches(&format!("\"{code}\"")).count()
}

#[test]
fn thousands_of_keys_that_are_unknown_or_double() {
    let unknown: String = (0..5_000).map(|i| format!("sleutel{i}: x\n")).collect();
    assert_eq!(told(&[("content/a.md", &format!("---\ntitle: Een\n{unknown}---\n\nTekst.\n"))], "W0106"), 5_000);
    let double: String = (0..5_000).map(|i| format!("k: {i}\n")).collect();
    assert_eq!(told(&[("content/a.md", &format!("---\ntitle: Een\n{double}---\n\nTekst.\n"))], "W0105"), 4_999);
}

#[test]
fn a_long_chain_of_broader_terms_above_a_loop() {
    let chain: String = (0..10_000).map(|i| format!("t{i}: {{ broader: t{} }}\n", i + 1)).collect();
    let site = format!("{SITE}vocabularies:\n  themas: {{ file: termen.yaml }}\n");
    let hub = |end: &str| -> usize {
        let terms = format!("{chain}t10000: {{ broader: {end} }}\n");
        told(&[("site.yaml", &site), ("termen.yaml", &terms), ("content/a.md", "---\ntitle: Een\n---\n")], "W0008")
    };
    assert_eq!((hub("t9998"), hub("t0")), (3, 10_001));
}

#[test]
fn elements_in_each_other_without_end() {
    let text = format!("---\ntitle: Een\n---\n\n{}\n", "<div>".repeat(20_000));
    assert_eq!(told(&[("content/a.md", &text)], "W0104"), 0);
}

#[test]
fn broken_links_and_anchors_among_many_pages() {
    let pages: Vec<(String, String)> = (0..500)
        .map(|i| {
            let links: String = (0..5).map(|j| format!("[een](niet-{i}-{j}.md) [[niet {i} {j}]]\n\n")).collect();
            (format!("content/nieuws/bericht-{i}.md"), format!("---\ntitle: Bericht {i}\n---\n\n{links}"))
        })
        .collect();
    let files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(told(&files, "W0301"), 5_000);
    let headings: String = (0..1_500).map(|i| format!("## Kop {i}\n\n[een](#kap-{i})\n\n")).collect();
    assert_eq!(told(&[("content/a.md", &format!("---\ntitle: Een\n---\n\n{headings}"))], "W0302"), 1_500);
}

#[test]
fn notes_that_nothing_explains_among_many_that_nothing_mentions() {
    let mentions: String = (0..10_000).map(|i| format!("Een feit.[^bron-een-{i}]\n\n")).collect();
    let notes: String = (0..10_000).map(|i| format!("[^uitleg-twee-{i}]: tekst\n\n")).collect();
    assert_eq!(told(&[("content/a.md", &format!("---\ntitle: Een\n---\n\n{mentions}{notes}"))], "W0221"), 10_000);
}
