//! What is wrong in a file of a theme.

use std::fmt::{Display, Formatter, Result};

/// A mistake in a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in the words of who noticed it.
    pub reason: String,
    /// In which file, relative to the theme, at which line and column, both from 1; none when that is not known.
    pub place: Option<(String, usize, usize)>,
}

impl From<String> for Fault {
    fn from(reason: String) -> Fault {
        Fault { reason, place: None }
    }
}

impl Display for Fault {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match &self.place {
            Some((file, line, column)) => write!(out, "{} ({file}:{line}:{column})", self.reason),
            None => out.write_str(&self.reason),
        }
    }
}
