//! Themes and templates that are named, and are not there.

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
