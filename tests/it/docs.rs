//! The reference in `docs/` against the program: whatever has a name has its place there.

use clap::CommandFactory;
use std::fs;
use wijkwijzer::command::args::Arguments;
use wijkwijzer::parse::ids::is_of_theme;
use wijkwijzer::source::catalogue::Code;
use wijkwijzer::source::component::PARAMETER_TYPES;
use wijkwijzer::source::config::TOP_KEYS;
use wijkwijzer::source::field::{COMMON_KEYS, TYPES, capitalised};
use wijkwijzer::source::kind::{KIND_KEYS, PAGE_KEYS};
use wijkwijzer::source::language::Language;
use wijkwijzer::source::severity::Severity;
use wijkwijzer::source::vocabulary::{TERM_KEYS, VOCABULARY_KEYS};

fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The part of a page from one heading of level 2 up to the next.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let from = page.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no heading {heading}")) + 4;
    page[from..].find("\n## ").map_or(&page[from..], |end| &page[from..from + end])
}

/// Fails for each name that no row of a table begins with.
fn rows(page: &str, names: &[&str], what: &str) {
    let cells: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix('|')?.split('|').next()).collect();
    let missing: Vec<_> = names.iter().filter(|n| !cells.iter().any(|c| c.contains(&format!("`{n}`")))).collect();
    assert!(missing.is_empty(), "{what} without a row: {missing:?}");
}

#[test]
fn every_setting_has_a_row() {
    let page = read("docs/site-yaml.md");
    let top: Vec<&str> = TOP_KEYS.iter().copied().filter(|k| !["vocabularies", "kinds"].contains(k)).collect();
    rows(section(&page, "Top level"), &top, "a key of site.yaml");
    let vocabularies = section(&page, "Vocabularies");
    rows(vocabularies, VOCABULARY_KEYS, "a key of a vocabulary");
    rows(vocabularies, TERM_KEYS, "a key of a term");
    let kinds = section(&page, "Kinds");
    rows(kinds, KIND_KEYS, "a key of a kind");
    let common: Vec<&str> = COMMON_KEYS.iter().copied().filter(|k| *k != "type").collect();
    rows(kinds, &common, "a key of a field");
    rows(kinds, TYPES, "a type of field");
}

#[test]
fn every_key_of_front_matter_has_a_row() {
    rows(&read("docs/front-matter.md"), PAGE_KEYS, "a key of front matter");
}

#[test]
fn every_component_and_its_parameters_have_a_row() {
    let page = read("docs/components.md");
    let folder = format!("{}/themes/wijkwijzer/components", env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let declared = fs::read_to_string(&path).unwrap();
        let component = wijkwijzer::source::component::component(&name, &declared).unwrap();
        let row = page.lines().find(|l| l.starts_with('|') && l.contains(&format!("`{name}`")));
        let row = row.unwrap_or_else(|| panic!("component `{name}` without a row"));
        assert!(row.contains(if component.around { "around" } else { "leaf" }), "{row}");
        for parameter in component.parameters {
            assert!(row.contains(&format!("`{}`", parameter.name)), "`{}` of `{name}`: {row}", parameter.name);
        }
    }
    for (name, _) in PARAMETER_TYPES {
        assert!(page.contains(&format!("`{name}`")), "type of parameter `{name}`");
    }
}

#[test]
fn every_value_of_a_template_is_named() {
    let page = read("docs/templates.md");
    let code = read("src/render/context.rs");
    let mut last = "";
    for line in code.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            last = name.split('"').next().unwrap_or("");
        } else if let Some((name, _)) = line.strip_prefix("pub ").and_then(|l| l.split_once(": ")) {
            let name = if last.is_empty() { name } else { last };
            last = "";
            let named = page.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == name);
            assert!(named, "`{name}` of src/render/context.rs is not in docs/templates.md");
        }
    }
    for entry in fs::read_dir(format!("{}/themes/wijkwijzer/templates", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let known = !name.ends_with(".html") || name == "base.html" || page.contains(&name);
        assert!(known, "{name} is not in docs/templates.md");
    }
    for entry in fs::read_dir(format!("{}/themes/wijkwijzer/templates/frame", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(page.contains(&format!("`frame/{name}`")), "frame/{name} is not in docs/templates.md");
    }
}

#[test]
fn every_partial_has_a_row_with_what_it_uses() {
    let page = read("docs/templates.md");
    let section = section(&page, "Partials");
    let row = |name: &str| section.lines().find(|l| l.starts_with(&format!("| `{name}` |"))).unwrap_or_default();
    let mut names = Vec::new();
    for entry in fs::read_dir(format!("{}/themes/wijkwijzer/templates/partials", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        // What a component is called with; of a piece that is included, what its first lines say that it uses.
        let declared = text.split_once("{% component ").and_then(|(_, rest)| rest.split_once('(')?.1.split_once(')'));
        let uses = text.split_once("\nUses: ").and_then(|(_, rest)| rest.split_once("#}"));
        let (list, _) = declared.or(uses).unwrap_or_else(|| panic!("{name} does not say what it uses"));
        let last = row(&name).rsplit(" | ").next().unwrap_or_default();
        for part in list.split([',', ';']) {
            let value = part.trim().trim_start_matches('@').split([':', ' ', '(', '\n']).next().unwrap_or_default();
            let value = value.trim_end_matches(['.', ')']).trim();
            assert!(last.contains(value), "{name}: `{value}` is not in its row of docs/templates.md");
        }
        assert!(!last.is_empty(), "{name} has no row in docs/templates.md");
        names.push(name);
    }
    for line in section.lines().filter_map(|l| l.strip_prefix("| `")) {
        let name = line.split('`').next().unwrap_or_default();
        assert!(names.iter().any(|n| n == name), "docs/templates.md names {name}, which is not there");
    }
}

#[test]
fn no_id_of_a_template_is_that_of_a_heading() {
    // On pages with a text of an editor; anchors of headings are in lower case.
    let folder = format!("{}/themes/wijkwijzer/templates", env!("CARGO_MANIFEST_DIR"));
    let pages = ["base", "home", "page", "overview", "term"].map(|name| format!("{folder}/{name}.html"));
    let partials = fs::read_dir(format!("{folder}/partials")).unwrap().map(|e| e.unwrap().path());
    let frames = fs::read_dir(format!("{folder}/frame")).unwrap().map(|e| e.unwrap().path());
    for path in pages.into_iter().map(std::path::PathBuf::from).chain(partials).chain(frames) {
        let text = fs::read_to_string(&path).unwrap();
        for id in text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
            let (name, value) = id.split_once("{{").unwrap_or((id, ""));
            let free =
                if value.is_empty() { is_of_theme(id) } else { name.is_empty() || is_of_theme(&format!("{name}1")) };
            assert!(free, "{}: a heading may have the id `{id}`", path.display());
        }
    }
    for entry in fs::read_dir(format!("{}/themes/wijkwijzer/components", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let path = entry.unwrap().path();
        let uses_id = fs::read_to_string(&path).unwrap().contains("{{ id }}");
        let id = format!("{}-1", capitalised(&path.file_stem().unwrap().to_string_lossy()));
        assert!(!uses_id || is_of_theme(&id), "a heading may have the id `{id}`");
    }
}

/// Names of custom properties that a text sets (`--name:`), or uses (`var(--name`).
fn properties(text: &str, before: &str, after: &str) -> std::collections::BTreeSet<String> {
    let mut names = std::collections::BTreeSet::new();
    for part in text.split(before).skip(1) {
        let name = part.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("");
        if part[name.len()..].starts_with(after) {
            names.insert(format!("--{name}"));
        }
    }
    names
}

#[test]
fn every_token_has_a_row_and_a_look_is_made_of_tokens_alone() {
    let page = read("docs/templates.md");
    let table = section(&page, "Tokens");
    let tokens = read("themes/wijkwijzer/assets/tokens.css");
    let declared = properties(&tokens, " --", ":");
    let foreign = properties(&tokens, "var(--utrecht-", ",");
    assert!(declared.len() > 50 && foreign.len() > 8, "{declared:?} {foreign:?}");
    for name in &declared {
        assert!(table.contains(&format!("`{name}`")), "{name} is not in docs/templates.md");
    }
    let foreign: Vec<String> = foreign.iter().map(|n| n.replace("--", "--utrecht-")).collect();
    for name in &foreign {
        assert!(table.contains(&format!("`{name}`")), "{name} is not in docs/templates.md");
    }
    for sheet in ["base", "layout", "components", "overview"] {
        let text = read(&format!("themes/wijkwijzer/assets/{sheet}.css"));
        let own = properties(&text, " --", ":");
        for name in properties(&text, "var(--", "") {
            assert!(declared.contains(&name) || own.contains(&name), "{name} of {sheet}.css is not a token");
        }
    }
    let look = read("themes/havenstad/assets/look.css");
    assert!(look.lines().count() < 60, "a look is a small file");
    for name in properties(&look, " --", ":") {
        assert!(declared.contains(&name) || foreign.contains(&name), "{name} of the example does nothing");
    }
    let rules = look.lines().map(str::trim).filter(|l| l.ends_with('{'));
    let others: Vec<&str> = rules.filter(|l| *l != ":root {" && !l.starts_with("@media")).collect();
    assert!(others.is_empty(), "a look sets tokens and has no rules: {others:?}");
    assert_eq!(files_below("themes/havenstad"), ["assets/look.css"], "a look needs one file");
}

fn files_below(folder: &str) -> Vec<String> {
    let root = std::path::PathBuf::from(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR")));
    let mut open = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_message_is_explained_as_it_is_printed() {
    let page = read("docs/diagnostics.md");
    for code in Code::ALL {
        let heading = format!("### {}\n", code.text());
        let from = page.find(&heading).unwrap_or_else(|| panic!("{} is not explained", code.text()));
        let rest = &page[from + heading.len()..];
        let part = rest.find("\n### ").map_or(rest, |end| &rest[..end]);
        let level = match code.severity() {
            Severity::Error => "**error**",
            Severity::Warning => "**warning**",
            Severity::Hint => "**hint**",
        };
        assert!(part.contains(level), "level of {}", code.text());
        for language in [Language::Dutch, Language::English] {
            let texts = code.texts(language);
            for text in texts.hints.iter().chain([&texts.message]) {
                assert!(part.contains(text), "{}: {text}", code.text());
            }
        }
    }
    let known: Vec<&str> = Code::ALL.iter().map(|c| c.text()).collect();
    for heading in page.lines().filter_map(|l| l.strip_prefix("### W")) {
        assert!(known.contains(&format!("W{heading}").as_str()), "W{heading} does not exist any more");
    }
}

#[test]
fn every_command_and_flag_is_described() {
    let page = read("docs/commands.md");
    let mut command = Arguments::command();
    command.build();
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        assert!(page.contains(&format!("wijkwijzer {}", sub.get_name())), "command {}", sub.get_name());
        for argument in sub.get_arguments() {
            if let Some(long) = argument.get_long() {
                assert!(page.contains(&format!("`--{long}")), "--{long} of {}", sub.get_name());
            }
        }
    }
}

/// Names of the crates that the program depends on.
fn dependencies() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let from = manifest.find("\n[dependencies]\n").expect("dependencies") + "\n[dependencies]\n".len();
    let table = manifest[from..].split("\n[").next().unwrap_or("");
    table.lines().filter_map(|l| l.split_once(" = ")).map(|(name, _)| name.to_owned()).collect()
}

/// Files below `src`, relative to it, with their text without comments.
fn sources() -> Vec<(String, String)> {
    let root = format!("{}/src", env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path.to_string_lossy().into_owned());
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap();
                let code: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
                files.push((name, code.join("\n")));
            }
        }
    }
    files
}

/// Whether a text names a crate: `name::` that is not a part of a longer path.
fn names_crate(text: &str, name: &str) -> bool {
    let own = text.contains(&format!("::{name};"));
    let path = format!("{name}::");
    let from_outside = |i: usize| !text[..i].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    !own && text.match_indices(&path).any(|(i, _)| from_outside(i))
}

#[test]
fn every_dependency_has_its_reason_and_one_home() {
    let page = read("ARCHITECTURE.md");
    let sources = sources();
    let table = section(&page, "Dependencies");
    let row = |crate_name: &str| table.lines().find(|l| l.split('|').nth(1).is_some_and(|c| listed(c, crate_name)));
    for name in dependencies() {
        let row = row(&name).unwrap_or_else(|| panic!("`{name}` has no row in ARCHITECTURE.md"));
        let homes: Vec<&str> = row.split('|').nth(2).unwrap_or("").split('`').skip(1).step_by(2).collect();
        let used_as = name.trim_end_matches("-rs").replace('-', "_");
        let users = sources.iter().filter(|(_, text)| names_crate(text, &used_as)).map(|(file, _)| file.as_str());
        let users: Vec<&str> = users.collect();
        assert!(!users.is_empty(), "`{name}` is not used");
        for user in users.iter().filter(|_| name != "rayon") {
            assert!(homes.contains(user), "`{name}` is used in {user}; its home is {homes:?}");
        }
    }
    for line in table.lines().skip_while(|l| !l.starts_with("|---")).skip(1).filter(|l| l.starts_with('|')) {
        let names = line.split('|').nth(1).unwrap_or("");
        let known = names.split(',').all(|n| dependencies().iter().any(|d| d == n.trim()));
        assert!(known, "{names}is not in Cargo.toml");
    }
}

fn listed(cell: &str, name: &str) -> bool {
    cell.split(',').any(|n| n.trim() == name)
}

/// The code blocks of a Markdown text: the language behind the fence, and what is in it.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut parts = text.split("```");
    parts.next();
    let mut blocks = Vec::new();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        blocks.extend(block.split_once('\n'));
    }
    blocks
}

#[test]
fn the_first_page_of_the_readme_works_as_it_is_written() {
    let readme = read("README.md");
    let steps = blocks(section(&readme, "Five minutes to a first page"));
    let [("sh", _), ("yaml", site), ("markdown", page), ("", mistake), ("", done)] = steps[..] else {
        panic!("the steps of the README have changed: {steps:?}")
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("content/activiteiten/koffie.md");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(folder.path().join("site.yaml"), site).unwrap();
    assert_eq!(site.lines().count(), 10, "the README says that it has ten lines");
    let build = |page: &str| {
        fs::write(&file, page).unwrap();
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_wijkwijzer"));
        let output = program.arg("build").current_dir(&folder).env("NO_COLOR", "1").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    assert_eq!(build(page), (Some(1), String::new(), mistake.to_owned()), "step 3 of the README");
    // The number of files grows with the theme; that it is told is what counts.
    let without_count = |text: &str| {
        text.split(' ')
            .map(|w| if w.parse::<u32>().is_ok_and(|n| n > 1) { "N" } else { w })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (code, told, problems) = build(&page.replace("strat:", "start:"));
    let (told, done) = (without_count(&told), without_count(done));
    assert_eq!(
        (code, told, problems),
        (Some(0), done, String::new()),
        "step 4 of the README: write there what the program says now"
    );
}
