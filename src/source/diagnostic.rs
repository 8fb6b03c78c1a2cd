//! A problem that was found: which one, where, and the words that fill its message.
//! Knows nothing of how it is printed, nor of what is done about it.

use crate::source::catalogue::Code;
use crate::source::severity::Severity;
use crate::source::span::Span;
use crate::source::yaml::Step;
use std::cmp::Ordering;

/// One problem, with what its message needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem; its texts stand in the catalogue.
    pub code: Code,
    /// As the catalogue says, unless changed by [`Diagnostic::as_severity`].
    pub severity: Severity,
    /// Path relative to the root of the hub, `/`-separated; empty when no file is concerned.
    pub file: String,
    /// Where in the file; absent when the whole file is meant.
    pub span: Option<Span>,
    /// The way to the value in the file's YAML that is meant, as long as `span` is not known; see
    /// [`crate::source::place`].
    pub field: Vec<Step>,
    /// Values for the `{placeholders}` of the message. A value that begins with `@` is a word of the catalogue.
    pub arguments: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A problem of a file as a whole.
    pub fn new(code: Code, file: &str) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            file: file.to_owned(),
            span: None,
            field: Vec::new(),
            arguments: Vec::new(),
        }
    }

    /// The same problem, at a place in its file.
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.span = Some(span);
        self
    }

    /// The same problem, at a place when one is known.
    pub fn at_some(mut self, span: Option<Span>) -> Diagnostic {
        self.span = span;
        self
    }

    /// The same problem, at a value of the front matter whose place is looked up when it is reported.
    pub fn at_field(mut self, path: &[Step]) -> Diagnostic {
        self.field = path.to_vec();
        self
    }

    /// The same problem, with a value for the placeholder `{name}`.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Diagnostic {
        self.arguments.push((name, value.into()));
        self
    }

    /// The same problem, with a value for `{name}` when there is one.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Diagnostic {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The same problem, taken more or less seriously than usual.
    pub fn as_severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }
}

/// Order of reports: by file, place, code and words.
pub fn report_order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    (&a.file, a.span, a.code.text(), &a.arguments).cmp(&(&b.file, b.span, b.code.text(), &b.arguments))
}
