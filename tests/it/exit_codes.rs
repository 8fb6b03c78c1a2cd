//! Every exit code of `docs/commands.md`, with what leads to it.

use crate::program::Hub;
use std::fs;

const SITE: &str = "title: Proefhub\nbase_url: https://hub.example/\nkinds:\n  nieuws: {}\n";
const GOOD: &str = "---\ntitle: Een\nsummary: Kort.\n---\n\nTekst.\n";
const WARNING: &str = "---\ntitle: Een\nsummary: Kort.\n---\n\n## Kop\n\n#### Diep\n\nTekst.\n";
const ERROR: &str = "---\ntitle: Een\nsummary: Kort.\n---\n\n[weg](weg.md)\n";

fn ends(site: &str, page: &str, arguments: &str, code: i32) {
    let hub = Hub::of(&[("site.yaml", site), ("content/nieuws/een.md", page)]);
    ends_in(&hub, arguments, code);
}

fn ends_in(hub: &Hub, arguments: &str, code: i32) {
    let run = hub.run(arguments);
    assert_eq!(run.code, Some(code), "{arguments}\n{}", run.log);
}

#[test]
fn content_0_and_1() {
    for command in ["check", "build", "bundle"] {
        ends(SITE, GOOD, command, 0);
        ends(SITE, WARNING, command, 0);
        ends(SITE, WARNING, &format!("{command} --strict"), 1);
        ends(SITE, ERROR, command, 1);
    }
    let menu = format!("{SITE}menus:\n  main:\n    - {{ page: nieuws/een.md }}\n");
    ends(&menu, &GOOD.replace("summary", "draft: true\nsummary"), "check", 1);
    ends(SITE, ERROR, "build --keep-going", 1);
    ends(SITE, ERROR, "bundle --keep-going", 1);
    ends(SITE, GOOD, "search tekst", 0);
    ends(SITE, GOOD, "search ditstaatnergens", 0);
}

#[test]
fn declaration_2() {
    let menu = format!("{SITE}menus:\n  main:\n    - {{ page: weg.md }}\n");
    let template = format!("{SITE}    template: weg\n").replace("nieuws: {}\n", "nieuws:\n");
    for command in ["check", "build", "build --keep-going", "bundle"] {
        ends("title: [\n", GOOD, command, 2);
        ends(&format!("{SITE}onbekend: 1\n"), GOOD, command, 2);
        ends(&format!("{SITE}content: weg\n"), GOOD, command, 2);
        ends(&menu, GOOD, command, 2);
        ends(&menu, ERROR, command, 2);
        ends(&template, GOOD, command, 2);
        ends(&format!("{SITE}vocabularies:\n  t: {{ file: weg.yaml }}\n"), GOOD, command, 2);
        ends(&format!("{SITE}search: {{ questions: weg.yaml }}\n"), GOOD, command, 2);
    }
    ends(&format!("{SITE}search: false\n"), GOOD, "search tekst", 2);
    ends(SITE, GOOD, "check --onbekend", 2);
    ends(SITE, GOOD, "build --out .", 2);
    let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", GOOD), ("public/index.html", "van een ander")]);
    ends_in(&hub, "build", 2);
    let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", GOOD)]);
    hub.write("themes/wijkwijzer/templates/page.html", "{% if %}");
    ends_in(&hub, "check", 2);
    ends_in(&hub, "serve --port 0", 2);
    #[cfg(unix)]
    {
        let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", GOOD)]);
        std::os::unix::fs::symlink("content", hub.path("uit")).expect("a link");
        ends_in(&hub, "build --out uit/nieuw", 2);
    }
    ends_in(&Hub::empty(), "check", 2);
}

#[test]
fn disk_3() {
    let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", GOOD), ("bestand", "geen map")]);
    ends_in(&hub, "build --out bestand/public", 3);
    ends_in(&hub, "search --queries weg.txt", 3);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port();
    ends_in(&hub, &format!("serve --port {port}"), 3);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("weg.md", hub.path("content/nieuws/twee.md")).expect("a link");
        ends_in(&hub, "check", 3);
        hub.write("content/nieuws/drie.md", ERROR);
        ends_in(&hub, "check", 3);
        fs::remove_file(hub.path("content/nieuws/twee.md")).expect("removed");
        ends_in(&hub, "check", 1);
    }
}

#[test]
fn a_clock_that_is_no_number_2() {
    let hub = Hub::empty();
    hub.write("site.yaml", "title: Proef\nbase_url: https://hub.example/\n");
    hub.write("content/a.md", "---\ntitle: A\nsummary: Kort.\n---\n");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_wijkwijzer"))
        .args(["check", "--root", &hub.root().to_string_lossy()])
        .env("SOURCE_DATE_EPOCH", "vandaag")
        .output()
        .expect("the program starts");
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{told}");
    assert!(told.contains("SOURCE_DATE_EPOCH=vandaag"), "{told}");
}
