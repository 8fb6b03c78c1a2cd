//! YAML that does not parse: the likely mistake behind what the parser says, in an editor's words.

use crate::source::catalogue::Code;
use crate::source::diagnostic::{Diagnostic, Severity, Span};
use crate::source::invisible::{told, unseen};
use crate::source::yaml::SyntaxError;

/// The diagnostic for a syntax error in a YAML text that begins at byte `offset` of `file`.
/// A tab, an unquoted colon and a merge conflict are named as such.
pub fn syntax_problem(file: &str, text: &str, offset: usize, error: &SyntaxError) -> Diagnostic {
    let at = |start: usize, end: usize| Span::new(start, end).shifted(offset);
    let lines = || {
        text.split_inclusive('\n').scan(0, |start, line| {
            *start += line.len();
            Some((*start - line.len(), line.trim_end()))
        })
    };
    if let Some((start, line)) = lines().find(|(_, l)| l.starts_with("<<<<<<<") || l.starts_with(">>>>>>>")) {
        let problem = Diagnostic::new(Code::YamlSyntax, file).at(at(start, start + line.len()));
        return problem.with("reason", "@conflict_lines").with("advice", "@conflict");
    }
    if let Some((start, _)) =
        lines().find(|(_, l)| l.starts_with('\t') || (l.trim_start_matches(' ').starts_with('\t')))
    {
        return Diagnostic::new(Code::YamlTab, file).at(at(start, start + 1));
    }
    // The parser may notice a colon only on the line after it.
    let here = lines().take_while(|(start, _)| *start <= error.at).last().map_or(0, |(start, _)| start);
    let before = lines().take_while(|(start, _)| *start < here).last().map_or(here, |(start, _)| start);
    for (start, line) in lines().filter(|(start, _)| *start == here || *start == before) {
        if let Some((key, value)) = unquoted_colon(line) {
            let colon = start + line.len() - value.len() + value.find(": ").unwrap_or(0);
            let problem = Diagnostic::new(Code::UnquotedColon, file).at(at(colon, colon + 1));
            return problem.with("key", key).with("value", value.replace('"', "\\\""));
        }
    }
    for (start, line) in lines().filter(|(start, _)| *start == here || *start == before) {
        if let Some((column, c)) = unseen(line).first() {
            return told(file, offset + start + column, *c).as_severity(Severity::Error);
        }
    }
    // What is left open is noticed at the end of the text; the editor must look at where it was opened.
    for (start, line) in lines().filter(|(start, _)| *start <= error.at) {
        if let Some((column, reason, advice)) = left_open(line) {
            let problem = Diagnostic::new(Code::YamlSyntax, file).at(at(start + column, start + line.len()));
            return problem.with("reason", reason).with("advice", advice);
        }
    }
    let line = lines().find(|(start, _)| *start == here).map_or("", |(_, line)| line);
    let without =
        |(_, line): &(usize, &str)| !line.is_empty() && !line.starts_with([' ', '-', '#']) && !line.contains(':');
    if let Some((start, line)) = lines().find(without).filter(|(start, _)| *start <= error.at) {
        let problem = Diagnostic::new(Code::YamlSyntax, file).at(at(start, start + line.len()));
        return problem.with("reason", "@colon_missing").with("advice", "@colon_missing_advice");
    }
    let end = error.at + text[error.at..].chars().next().map_or(0, char::len_utf8);
    let problem = Diagnostic::new(Code::YamlSyntax, file).at(at(error.at, end));
    let (reason, advice) = in_words(&error.reason, line);
    problem.with("reason", reason).with_some("advice", advice)
}

/// What the parser says, as a word of the catalogue with its advice; `line` is where it noticed.
fn in_words<'a>(reason: &'a str, line: &str) -> (&'a str, Option<&'static str>) {
    if reason.contains("could not find expected ':'") || (!line.trim_start().starts_with('-') && !line.contains(':')) {
        return ("@colon_missing", Some("@colon_missing_advice"));
    }
    if reason.contains("cannot start any token") || reason.contains("anchor") || reason.contains("alias") {
        return ("@special", None);
    }
    let misplaced = ["indent", "block mapping", "block collection", "expected key", "expected '-'", "block end"];
    if misplaced.iter().any(|m| reason.contains(m)) {
        return ("@indentation", Some("@indent"));
    }
    if reason.contains("mapping values are not allowed") && line.starts_with(' ') {
        return ("@indentation", Some("@indent"));
    }
    (reason, None)
}

/// The column at which a line `key: value` opens a list, a block or a quotation that it does not
/// close, or goes on behind one; with reason and advice. A value may go on over several lines, so
/// this is only asked when the text does not parse.
fn left_open(line: &str) -> Option<(usize, &'static str, &'static str)> {
    let from = line.find(": ").map_or_else(|| line.find("- ").map(|i| i + 2), |i| Some(i + 2))?;
    let value = line[from..].trim_start();
    let column = line.len() - value.len();
    let first = value.chars().next()?;
    match first {
        '[' if !value.contains(']') => Some((column, "@list_open", "@list_open_advice")),
        '{' if !value.contains('}') => Some((column, "@map_open", "@map_open_advice")),
        '"' | '\'' => match value[1..].find(first) {
            None => Some((column, "@quote_open", "@quote_open_advice")),
            Some(end) => {
                let rest = value[end + 2..].trim_start();
                let more = !rest.is_empty() && !rest.starts_with(['#', ':', ',']) && !value[..=end + 1].contains('\\');
                more.then_some((column, "@quote_after", "@quote_after_advice"))
            }
        },
        _ => None,
    }
}

/// Key and value of a line `key: one: two` whose value is not in quotes.
fn unquoted_colon(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let key = key.trim_start_matches([' ', '-']).trim();
    let value = value.trim_start();
    let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '#']);
    (plain && value.contains(": ") && !key.contains(['"', '\''])).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::parse_yaml;

    fn code(text: &str) -> (Code, usize) {
        let error = parse_yaml(text).unwrap_err();
        let problem = syntax_problem("a.md", text, 0, &error);
        (problem.code, problem.span.unwrap().start)
    }

    #[test]
    fn the_mistake_is_named() {
        assert_eq!(code("title: Terugblik: veiligheid\n"), (Code::UnquotedColon, 16));
        assert_eq!(code("title: a\n\tsummary: b\n"), (Code::YamlTab, 9));
        assert_eq!(code("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n").0, Code::YamlSyntax);
        assert_eq!(code("a: [1, 2\nb: 3\n").0, Code::YamlSyntax);
        assert_eq!(code("title:\u{a0}Een\nsummary: Kort.\n"), (Code::InvisibleCharacter, 6));
    }
}
