//! The words of many texts, written down for `tests/search/words.test.mjs`, which compares them with
//! those that the search of the theme makes.

use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;
use wijkwijzer::search::words::{hyphenated, words};

#[test]
fn words_of_many_texts_are_written_for_the_browsers_side() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let nasty = std::fs::read_to_string(root.join("tests/search/texts.json")).expect("tests/search/texts.json");
    let mut texts: BTreeSet<String> =
        serde_json::from_str::<Vec<String>>(&nasty).expect("a list").into_iter().collect();
    // Every character, between letters.
    texts.extend((0..0x3_0000).filter_map(char::from_u32).map(|c| format!("a{c}b")));
    for file in WalkDir::new(root.join("content")).into_iter().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        texts.extend(text.lines().map(str::to_owned));
    }
    let told: Vec<_> = texts.iter().map(|text| (text, words(text), hyphenated(text))).collect();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words.json");
    std::fs::write(target, serde_json::to_string(&told).expect("JSON")).expect("the folder for tests");
}
