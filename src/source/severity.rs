//! How much a problem matters.

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// What it concerns is not published; the exit code is 1.
    Error,
    /// Published all the same; an error under `--strict`.
    Warning,
    /// Advice; never changes the exit code.
    Hint,
}
