//! The zip of `bundle`: the same bytes every time, addresses that a disk understands, nothing half made.

use crate::program::Hub;
use std::fs;
use std::io::Read;

fn hub() -> Hub {
    Hub::of(&[
        ("site.yaml", "title: De wijk\nbase_url: https://wijk.example/\nkinds:\n  bericht: { folder: berichten }\n"),
        (
            "content/index.md",
            "---\ntitle: Welkom\n---\n\nLees [het bericht](berichten/een.md#kop) of [alles](plan.txt).\n",
        ),
        ("content/plan.txt", "Plan\n"),
        ("content/berichten/een.md", "---\ntitle: Een\nsummary: Kort.\ndate: 2026-01-02\n---\n\n## Kop\n\nTekst.\n"),
    ])
}

fn text_in(zip: &[u8], path: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).expect("a zip");
    let mut text = String::new();
    archive.by_name(path).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

#[test]
fn the_same_hub_gives_the_same_zip_with_any_number_of_threads() {
    let hub = hub();
    for (out, threads) in [("one.zip", 1), ("eight.zip", 8)] {
        let run = hub.run(&format!("bundle --out {out} --threads {threads}"));
        assert_eq!(run.code, Some(0), "{}", run.log);
    }
    let (one, eight) = (fs::read(hub.path("one.zip")).expect("a zip"), fs::read(hub.path("eight.zip")).expect("a zip"));
    assert!(one == eight);
}

#[test]
fn addresses_of_folders_name_their_file() {
    let hub = hub();
    let run = hub.run("bundle");
    assert_eq!(run.code, Some(0), "{}", run.log);
    let zip = fs::read(hub.path("de-wijk.zip")).expect("a zip with the name of the hub");
    let home = text_in(&zip, "de-wijk/index.html").expect("the home page");
    for wanted in [
        r#"href="./berichten/een/index.html#kop""#,
        r#"href="./plan.txt""#,
        r#"href="./index.html""#,
        r#"action="./zoeken/index.html""#,
        r#"href="./assets/base.css""#,
    ] {
        assert!(home.contains(wanted), "{wanted} in\n{home}");
    }
    let page = text_in(&zip, "de-wijk/berichten/een/index.html").expect("a page");
    assert!(page.contains(r#"href="../../berichten/index.html""#), "{page}");
    assert!(text_in(&zip, "start.html").is_some_and(|start| start.contains(r#"href="de-wijk/index.html""#)));
    for path in ["sw.js", "manifest.webmanifest", "_headers", "offline/index.html", "404.html"] {
        assert_eq!(text_in(&zip, &format!("de-wijk/{path}")), None, "{path}");
    }
}

#[test]
fn an_error_in_the_content_leaves_the_last_zip_as_it_was() {
    let hub = hub();
    assert_eq!(hub.run("bundle").code, Some(0));
    let before = fs::read(hub.path("de-wijk.zip")).expect("a zip");
    hub.write("content/berichten/twee.md", "---\ntitle: Twee\ndate: 2026-02-30\n---\n");
    assert_eq!(hub.run("bundle").code, Some(1));
    assert!(fs::read(hub.path("de-wijk.zip")).expect("a zip") == before);
    assert!(!hub.path("de-wijk.zip.part").exists());
}

#[test]
fn a_zip_among_the_content_is_refused() {
    let run = hub().run("bundle --out content/hub.zip");
    assert_eq!(run.code, Some(2), "{}", run.log);
}
