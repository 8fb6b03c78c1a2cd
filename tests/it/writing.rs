//! What a build does to the output folder: it touches only what it wrote itself, only what changed,
//! and nothing outside.

use crate::program::{Hub, files_below};
use std::fs;
use std::time::{Duration, SystemTime};

const SITE: &str = "title: Proefhub\nbase_url: https://hub.example/\nkinds:\n  nieuws: {}\n";
const GOOD: &str = "---\ntitle: Een\nsummary: Kort.\n---\n\nTekst.\n";
const BROKEN: &str = "---\ntitle: Een: twee\n---\n";

fn hub() -> Hub {
    Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", GOOD), ("content/nieuws/twee.md", &titled("Twee"))])
}

fn titled(title: &str) -> String {
    GOOD.replace("Een", title)
}

/// Makes a file look old, so that a rewrite within the same second is seen.
fn made_old(hub: &Hub, path: &str) -> SystemTime {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = fs::File::options().write(true).open(hub.path(path)).expect("the file is there");
    file.set_modified(time).expect("its time can be set");
    time
}

fn changed(hub: &Hub, path: &str) -> SystemTime {
    fs::metadata(hub.path(path)).and_then(|m| m.modified()).expect("the file is there")
}

#[test]
fn an_unchanged_file_is_left_alone_and_a_changed_one_is_replaced() {
    let hub = hub();
    hub.build();
    let old = ["public/nieuws/een/index.html", "public/robots.txt"].map(|path| (path, made_old(&hub, path)));
    let other = made_old(&hub, "public/nieuws/twee/index.html");
    hub.write("content/nieuws/twee.md", &GOOD.replace("Tekst.", "Andere tekst.").replace("Een", "Twee"));
    hub.build();
    for (path, time) in old {
        assert_eq!(changed(&hub, path), time, "{path}");
    }
    assert_ne!(changed(&hub, "public/nieuws/twee/index.html"), other);
    assert!(hub.read("public/nieuws/twee/index.html").contains("Andere tekst."));
}

#[test]
fn what_is_no_longer_planned_goes_with_its_empty_folder() {
    let hub = hub();
    hub.build();
    assert!(hub.has("public/nieuws/twee/index.html"));
    fs::remove_file(hub.path("content/nieuws/twee.md")).expect("removed");
    let run = hub.build();
    assert!(!hub.has("public/nieuws/twee"), "{}", run.log);
    assert!(hub.has("public/nieuws/een/index.html"));
}

#[test]
fn a_file_of_somebody_else_is_never_touched() {
    let hub = hub();
    hub.write("public/CNAME", "hub.example\n");
    hub.write("public/nieuws/twee/foto.jpg", "van een ander");
    hub.build();
    hub.write("public/nieuws/een/index.html", "met de hand veranderd");
    fs::remove_dir_all(hub.path("content/nieuws")).expect("removed");
    hub.write("content/over.md", &titled("Over"));
    hub.build();
    assert_eq!(hub.read("public/CNAME"), "hub.example\n");
    assert_eq!(hub.read("public/nieuws/twee/foto.jpg"), "van een ander");
    assert_eq!(hub.read("public/nieuws/een/index.html"), "met de hand veranderd", "changed since, so no longer ours");
    assert!(!hub.has("public/nieuws/twee/index.html"));
}

#[test]
fn broken_front_matter_leaves_the_old_output_as_it_was() {
    let hub = hub();
    hub.build();
    let before: Vec<(String, Vec<u8>)> = contents(&hub);
    hub.write("content/nieuws/een.md", BROKEN);
    hub.write("content/nieuws/twee.md", &titled("Nieuw"));
    let run = hub.run("build");
    assert_eq!(run.code, Some(1), "{}", run.log);
    assert!(run.log.contains("W0104"), "{}", run.log);
    assert_eq!(contents(&hub), before);
}

#[test]
fn keep_going_publishes_the_rest_and_still_ends_with_1() {
    let hub = hub();
    hub.write("content/nieuws/een.md", BROKEN);
    let run = hub.run("build --keep-going");
    assert_eq!(run.code, Some(1), "{}", run.log);
    assert!(hub.has("public/nieuws/twee/index.html"));
    assert!(!hub.has("public/nieuws/een/index.html"));
}

#[test]
fn two_routes_with_one_path_are_told_and_nothing_is_written() {
    let hub = hub();
    hub.write("content/nieuws/nieuws.csv", "eigen,bestand\n");
    let run = hub.run("build");
    assert_eq!(run.code, Some(1), "{}", run.log);
    assert!(run.log.contains("W0503"), "{}", run.log);
    assert!(!hub.has("public"));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_does_not_lead_out_of_it() {
    let hub = hub();
    let outside = Hub::of(&[("een/index.html", "van een ander")]);
    fs::create_dir_all(hub.path("public")).expect("a folder");
    std::os::unix::fs::symlink(outside.root(), hub.path("public/nieuws")).expect("a link");
    let run = hub.run("build");
    assert_eq!(run.code, Some(3), "{}", run.log);
    assert_eq!(outside.read("een/index.html"), "van een ander");
    assert_eq!(files_below(outside.root()), ["een/index.html"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_not_followed_when_files_are_removed() {
    let hub = hub();
    hub.build();
    let outside = Hub::of(&[]);
    outside.write("index.html", &hub.read("public/nieuws/twee/index.html"));
    fs::remove_dir_all(hub.path("public/nieuws/twee")).expect("removed");
    std::os::unix::fs::symlink(outside.root(), hub.path("public/nieuws/twee")).expect("a link");
    fs::remove_file(hub.path("content/nieuws/twee.md")).expect("removed");
    hub.build();
    assert!(outside.has("index.html"));
}

#[test]
fn no_slug_alias_or_file_name_leads_out_of_the_output() {
    let hub = Hub::of(&[
        ("site.yaml", "title: P\nbase_url: https://hub.example/\nkinds:\n  nieuws: {}\n"),
        ("content/een.md", "---\ntitle: Een\nslug: ../../weg\naliases: [/../../weg, ..\\weg, 'a/../../b']\n---\n"),
        ("content/...md", "---\ntitle: Punten\n---\n"),
    ]);
    let inside = files_below(hub.root()).len();
    // Deep enough that what climbs out would still be seen in the folder of the hub.
    let run = hub.run("build --keep-going --out deep/down/public");
    assert!(hub.has("deep/down/public/index.html"), "{}", run.log);
    let is_outside = |file: &String| !file.starts_with("deep/down/public/");
    let outside = files_below(hub.root()).iter().filter(|f| is_outside(f)).count();
    assert_eq!(outside, inside, "nothing beside the output folder");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let hub = hub();
    hub.write("public", "een bestand waar de map moet komen");
    let run = hub.run("build");
    assert_eq!(run.code, Some(3), "{}", run.log);
    assert!(run.log.contains("[W0502]"), "{}", run.log);
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    let hub = Hub::of(&[("site.yaml", SITES_WITH_EVERYTHING)]);
    for i in 0..60 {
        let text = format!(
            "---\ntitle: Bericht {i}\ndate: 2026-{:02}-{:02}\ntags: [t{}, t{}]\nstart: 2026-05-{:02} 10:00\nander: bericht-{}\n---\n\n\
             ## Kop\n\nZie [een ander](bericht-{}.md#kop) over wonen en leven {}.\n",
            i % 12 + 1,
            i % 28 + 1,
            i % 7,
            i % 11,
            i % 28 + 1,
            (i + 1) % 60,
            (i * 7) % 60,
            i % 5
        );
        hub.write(&format!("content/nieuws/bericht-{i}.md"), &text);
    }
    for (folder, threads) in [("one", 1), ("eight", 8)] {
        let run = hub.run(&format!("build --out {folder} --threads {threads}"));
        assert_eq!(run.code, Some(0), "{}", run.log);
    }
    let (one, eight) = (files_below(&hub.path("one")), files_below(&hub.path("eight")));
    assert_eq!(one, eight);
    assert!(one.len() > 150, "{} files", one.len());
    for file in one {
        let bytes = |folder: &str| fs::read(hub.path(folder).join(&file)).expect("the file is there");
        assert!(bytes("one") == bytes("eight"), "{file}");
    }
}

const SITES_WITH_EVERYTHING: &str = "title: Proefhub\nbase_url: https://hub.example/\nvocabularies: { tags: {} }\nkinds:\n  nieuws:\n    calendar: { start: start }\n    paginate: 7\n    fields:\n      tags: { type: terms, vocabulary: tags, facet: true }\n      start: { type: datetime }\n      ander: { type: ref, inverse: { label: Genoemd door } }\n";

fn contents(hub: &Hub) -> Vec<(String, Vec<u8>)> {
    let folder = hub.path("public");
    let read = |file: String| {
        let bytes = fs::read(folder.join(&file)).expect("the file is there");
        (file, bytes)
    };
    files_below(&folder).into_iter().map(read).collect()
}

#[test]
fn a_template_that_fails_leaves_the_old_site_whole() {
    let hub = hub();
    hub.build();
    let sitemap = hub.read("public/sitemap.xml");
    hub.write("content/nieuws/drie.md", &titled("Drie"));
    hub.write("themes/wijkwijzer/templates/term.html", "{{ 1 + root }}");
    hub.write("themes/wijkwijzer/templates/page.html", "{{ 1 + page.title }}");
    let run = hub.run("build");
    assert!(run.log.contains("W0504"), "{}", run.log);
    assert!(!sitemap.is_empty());
    assert_eq!(hub.read("public/sitemap.xml"), sitemap);
}
