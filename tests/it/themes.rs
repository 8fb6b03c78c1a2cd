//! Themes and templates that are named, and are not there.

use crate::program::Hub;
use std::fs;
use std::process::Command;

fn told(site: &str, page: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content/nieuws")).unwrap();
    let site = format!("title: Hub\nbase_url: https://hub.example/\nlanguage: en\n{site}");
    fs::write(folder.path().join("site.yaml"), site).unwrap();
    fs::write(folder.path().join("content/nieuws/a.md"), format!("---\ntitle: A\nsummary: B.\n{page}---\n\nC.\n"))
        .unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_wijkwijzer"));
    let output = program.arg("check").current_dir(&folder).env("NO_COLOR", "1").output().unwrap();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_theme_that_is_not_there_is_told() {
    let told = told("theme: wijkwijser\n", "");
    assert!(told.contains("error[W0002]: the theme `wijkwijser` does not exist"), "{told}");
    assert!(told.contains("site.yaml:4:8") && told.contains("did you mean `wijkwijzer`?"), "{told}");
}

#[test]
fn a_template_that_is_not_there_is_told() {
    let of_kind = told("kinds:\n  nieuws: { template: pagina }\n", "");
    assert!(of_kind.contains("error[W0002]: the template `pagina` does not exist"), "{of_kind}");
    assert!(of_kind.contains("site.yaml:5:23"), "{of_kind}");
    let of_page = told("kinds:\n  nieuws: {}\n", "template: pag\n");
    assert!(of_page.contains("warning[W0002]: the template `pag` does not exist"), "{of_page}");
    assert!(of_page.contains("content/nieuws/a.md:4:11") && of_page.contains("did you mean `page`?"), "{of_page}");
    assert_eq!(told("kinds:\n  nieuws: { template: page }\n", "template: term\n"), "");
}

/// The addresses that a menu marks, each with how.
fn marked(html: &str, menu: &str) -> Vec<(String, String)> {
    let nav = html.split(&format!("<nav class=\"{menu}\"")).nth(1).and_then(|rest| rest.split("</nav>").next());
    let links = nav.expect("the menu").split("<a href=\"").skip(1).filter_map(|link| {
        let (address, rest) = link.split_once('"')?;
        let how = rest.split_once('>')?.0.split("aria-current=\"").nth(1)?.split('"').next()?;
        Some((address.to_owned(), how.to_owned()))
    });
    links.collect()
}

#[test]
fn menus_mark_the_page_and_its_section() {
    let page = "---\ntitle: T\nsummary: S.\n---\n\nText.\n";
    let hub = Hub::of(&[
        (
            "site.yaml",
            "title: Hub\nbase_url: https://hub.example/\nlanguage: en\nkinds:\n  news: {}\n  reports: {}\n\
             menus:\n  main: [{ kind: news }, { kind: reports }]\n  footer: [{ page: about.md }]\n",
        ),
        ("content/about.md", &page.replace('T', "About")),
        ("content/other.md", page),
        ("content/news/a.md", &page.replace('T', "A")),
        ("content/news/b.md", &page.replace('T', "B")),
        ("content/reports/c.md", &page.replace('T', "C")),
        // A frame of the hub's own, which knows the section and no page but those in menus.
        ("themes/wijkwijzer/templates/frame/band.html", "{{ route.section or \"-\" }} {{ route.path or \"-\" }}"),
        ("themes/wijkwijzer/templates/not_found.html", "{{ frame.band }}"),
    ]);
    hub.build();
    let main = |path: &str| marked(&hub.read(path), "main-menu");
    let is = |address: &str, how: &str| vec![(address.to_owned(), how.to_owned())];
    assert_eq!(main("public/news/index.html"), is("../news/", "page"));
    assert_eq!(main("public/news/a/index.html"), is("../../news/", "true"));
    assert_eq!(main("public/news/b/index.html"), is("../../news/", "true"));
    assert_eq!(main("public/reports/c/index.html"), is("../../reports/", "true"));
    assert_eq!(main("public/other/index.html"), []);
    assert_eq!(main("public/index.html"), []);
    let footer = |path: &str| marked(&hub.read(path), "footer-menu");
    assert_eq!(footer("public/about/index.html"), is("../about/", "page"));
    assert_eq!(footer("public/other/index.html"), []);
    assert_eq!(hub.read("public/404.html").trim(), "- -");
}

#[test]
fn styles_and_scripts_of_a_theme_are_linked_on_every_page_and_kept_offline() {
    let hub = Hub::of(&[
        ("site.yaml", "title: Hub\nbase_url: https://hub.example/\nlanguage: en\ntheme: own\nkinds: { news: {} }\n"),
        ("content/about.md", "---\ntitle: About\nsummary: S.\n---\n\n:::line\nSince 1990.\n:::\n"),
        ("content/news/a.md", "---\ntitle: A\nsummary: S.\n---\n\nText.\n"),
        ("themes/own/components/line.html", "{#\nform: around\n#}\n<div class=\"line\">{{ body }}</div>"),
        ("themes/own/assets/extra.css", ".line { color: var(--accent); }\n"),
        ("themes/own/assets/line.js", "document.body.dataset.line = true;\n"),
        (
            "themes/own/templates/partials/head_extra.html",
            "<link rel=\"stylesheet\" href=\"{{ root }}assets/extra.css\">\n\
             {% if page is defined and page.body is containing(pat=\"class=\\\"line\\\"\") %}\
             <script defer src=\"{{ root }}assets/line.js\"></script>{% endif %}\n",
        ),
    ]);
    hub.build();
    for (path, root) in [("about", "../"), ("news", "../"), ("news/a", "../../")] {
        let page = hub.read(&format!("public/{path}/index.html"));
        let (head, _) = page.split_once("</head>").expect("a head");
        let last = head.rsplit("rel=\"stylesheet\"").next().unwrap_or_default();
        assert!(last.starts_with(&format!(" href=\"{root}assets/extra.css\"")), "{path}: {last}");
        assert_eq!(head.contains("assets/line.js"), path == "about", "{path}");
    }
    let worker = hub.read("public/sw.js");
    assert!(worker.contains("\"assets/extra.css\"") && worker.contains("\"assets/line.js\""), "{worker}");
}

#[test]
fn an_address_to_register_at_is_a_button_beside_the_date() {
    let hub = Hub::of(&[
        (
            "site.yaml",
            "title: Hub\nbase_url: https://hub.example/\nlanguage: en\nkinds:\n  event:\n\
             \x20   calendar: { start: start, cancelled: gone, registration: join }\n    fields:\n\
             \x20     start: { type: datetime }\n      gone: { type: boolean }\n      join: { type: url, label: Join }\n",
        ),
        (
            "content/event/a.md",
            "---\ntitle: A\nsummary: S.\nstart: 2027-01-02 10:00\njoin: https://a.example/\n---\n\nT.\n",
        ),
        (
            "content/event/b.md",
            "---\ntitle: B\nsummary: S.\nstart: 2027-01-02 10:00\ngone: true\njoin: https://a.example/\n---\n\nT.\n",
        ),
        ("content/event/c.md", "---\ntitle: C\nsummary: S.\njoin: https://a.example/\n---\n\nT.\n"),
    ]);
    hub.build();
    let [a, b, c] = ["a", "b", "c"].map(|name| hub.read(&format!("public/event/{name}/index.html")));
    let button = "<a class=\"button register\" href=\"https://a.example/\">Register</a>";
    let (before, after) = a.split_once(button).expect("a button");
    assert!(
        before.ends_with("<p class=\"page-actions\" data-when=\"before during\">") && after.contains("a.ics"),
        "{a}"
    );
    assert!(!a.contains("<dt>Join</dt>"), "it is said once: {a}");
    assert!(!b.contains(button) && !b.contains("<dt>Join</dt>"), "a cancelled event has no way to register: {b}");
    assert!(!c.contains(button) && c.contains("<dt>Join</dt>"), "without a moment it is a fact: {c}");
}
