//! One test for each folder of `tests/cases`.

use crate::cases::{cases_folder, cases_in, run_feature};

macro_rules! features {
    ($($name:ident)*) => {
        const FEATURES: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { run_feature(stringify!($name)); })*
    };
}

features! {
    calendars
    components
    diagnostics
    fields
    languages
    links
    lists
    markdown
    offline
    pages
    raw_html
    references
    search
    settings
    vocabularies
}

#[test]
fn no_folder_of_cases_is_forgotten() {
    for entry in std::fs::read_dir(cases_folder()).expect("tests/cases").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = FEATURES.contains(&name.as_str());
        assert!(known || cases_in(&entry.path()).is_empty(), "no test runs tests/cases/{name}");
    }
}
