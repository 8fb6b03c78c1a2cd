//! Every diagnostic has a case that shows it: `tests/cases/diagnostics/<code>-<what>`.

use crate::cases::{cases_folder, cases_in};
use wijkwijzer::source::catalogue::Code;

#[test]
fn every_code_has_a_case() {
    if crate::cases::is_update() {
        return; // The logs are being written by another test.
    }
    let cases = cases_in(&cases_folder().join("diagnostics"));
    let shows = |code: &str| {
        cases.iter().any(|case| {
            let name = case.file_name().unwrap_or_default().to_string_lossy();
            let log = std::fs::read_to_string(case.join("log.txt")).unwrap_or_default();
            let told = log.contains(&format!("[{code}]")) || log.contains(&format!("\"{code}\""));
            name.starts_with(&format!("{code}-")) && told
        })
    };
    // A disk that refuses cannot be put in a folder: see `writing`.
    let elsewhere = ["W0502"];
    let missing: Vec<String> = Code::ALL
        .iter()
        .filter(|code| !elsewhere.contains(&code.text()) && !shows(code.text()))
        .map(|code| format!("{} {code:?}", code.text()))
        .collect();
    assert!(missing.is_empty(), "no case in tests/cases/diagnostics for:\n{}", missing.join("\n"));
}
