//! `wijkwijzer search`: asks the index of the hub what a visitor would, in the terminal.

use crate::command::absence::absence;
use crate::command::args::SearchArguments;
use crate::command::configured::{configured, language};
use crate::command::exit_code::ExitCode;
use crate::command::found::{Told, human, json};
use crate::command::report::Format;
use crate::command::searched::Searched;
use crate::command::tell::tell;
use crate::pipeline::prepare;
use crate::plan::records::{found, labels, records};
use crate::search::explain::Explainer;
use crate::search::index::index;
use crate::search::lexicon::Lexicon;
use crate::search::query::search as answer;
use crate::search::reader::Index;
use crate::source::language::Language;
use std::io::{Read, Write};

/// Answers the queries of the command line.
pub fn search(arguments: &SearchArguments) -> ExitCode {
    let common = &arguments.common;
    let config = match configured(common) {
        Ok((config, _)) => config,
        Err(code) => return code,
    };
    let language = language(common, Some(&config));
    let queries = match queries(arguments) {
        Ok(queries) => queries,
        Err(error) => {
            eprintln!("{}: {error}", arguments.queries.iter().map(|p| p.to_string_lossy()).collect::<String>());
            return ExitCode::Disk;
        }
    };
    if config.search.is_none() {
        eprintln!("{}", no_search(language));
        return ExitCode::Usage;
    }
    let prepared = match prepare(&config, common.drafts) {
        Ok(prepared) => prepared,
        Err(problems) => {
            tell(problems, common, language);
            return ExitCode::Usage;
        }
    };
    let site = &prepared.site;
    let texts = &prepared.theme.texts;
    let (records, labels) = (records(site, texts), labels(site, texts));
    // Made again, because a hub may give its visitors an index of another format.
    let files = index(&records, &labels);
    let Some(index) = Index::open(&files) else { return ExitCode::Internal };
    let explained = arguments.explain || arguments.page.is_some();
    let lexicon = explained.then(|| Lexicon::of(&records, labels.language));
    let explainer = lexicon.as_ref().map(|lexicon| Explainer::of(lexicon, &labels));
    let searched = Searched { site, about: found(site), records: &records, index: &index, explainer };
    match print(arguments, &searched, &queries, language) {
        // Whoever reads may have seen enough: `wijkwijzer search … | head`.
        Ok(()) => ExitCode::Fine,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::Fine,
        Err(_) => ExitCode::Disk,
    }
}

fn print(
    arguments: &SearchArguments,
    searched: &Searched,
    queries: &[String],
    language: Language,
) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (i, query) in queries.iter().enumerate() {
        let answer = answer(searched.index, query);
        let asked_page = arguments.page.as_deref().map(|path| absence(searched, &answer, path));
        let told = Told { query, answer: &answer, limit: arguments.limit, explain: arguments.explain };
        match Format::from(arguments.common.format) {
            Format::Json => writeln!(out, "{}", json(searched, &told, asked_page.as_ref(), language))?,
            _ => {
                let between = if i > 0 { "\n" } else { "" };
                write!(out, "{between}{}", human(searched, &told, asked_page.as_ref(), language))?;
            }
        }
    }
    out.flush()
}

/// The words of the command line as one query, or the lines of a file.
fn queries(arguments: &SearchArguments) -> std::io::Result<Vec<String>> {
    let bytes = match &arguments.queries {
        None => return Ok(vec![arguments.words.join(" ")]),
        Some(path) if path.as_os_str() == "-" => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes)?;
            bytes
        }
        Some(path) => std::fs::read(path)?,
    };
    Ok(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect())
}

fn no_search(language: Language) -> &'static str {
    match language {
        Language::Dutch => "deze kennishub heeft geen zoekfunctie: in site.yaml staat `search: false`",
        Language::English => "this hub has no search: site.yaml says `search: false`",
    }
}
