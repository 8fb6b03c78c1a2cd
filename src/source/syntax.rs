//! YAML that does not parse: the likely mistake behind what the parser says, in an editor's words.

use crate::source::catalogue::Code;
use crate::source::diagnostic::{Diagnostic, Span};
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
        return problem.with("reason", line.chars().take(20).collect::<String>()).with("advice", "@conflict");
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
    let end = error.at + text[error.at..].chars().next().map_or(0, char::len_utf8);
    let problem = Diagnostic::new(Code::YamlSyntax, file).at(at(error.at, end)).with("reason", &error.reason);
    let indentation = error.reason.contains("indent")
        || error.reason.contains("block mapping")
        || error.reason.contains("block collection");
    problem.with_some("advice", indentation.then_some("@indent"))
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
    }
}
