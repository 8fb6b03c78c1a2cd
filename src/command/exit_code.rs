//! How the program ends: the one place for its exit codes.

use crate::source::catalogue::Code;
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;
use crate::source::severity::Severity;

/// An exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitCode {
    /// All is well; there may be warnings.
    Fine = 0,
    /// The content has errors (or warnings, under `--strict`).
    Content = 1,
    /// Wrong use, or a wrong `site.yaml` or theme.
    Usage = 2,
    /// Reading, writing or the network failed.
    Disk = 3,
    /// Our own fault.
    Internal = 4,
}

impl ExitCode {
    /// How a command ends that told these problems. A declaration that is wrong weighs more than a file
    /// that cannot be read, and that more than a mistake in the content.
    pub fn after(diagnostics: &[Diagnostic]) -> ExitCode {
        // A menu that names a draft is right as soon as the page is published.
        let declared = |d: &Diagnostic| d.file == FILE && !matches!(d.code, Code::RouteTaken | Code::LinkToDraft);
        let ending = |d: &Diagnostic| match d.code {
            _ if d.severity != Severity::Error => ExitCode::Fine,
            _ if declared(d) => ExitCode::Usage,
            Code::ReadFailed => ExitCode::Disk,
            _ => ExitCode::Content,
        };
        let worst = [ExitCode::Usage, ExitCode::Disk, ExitCode::Content];
        worst.into_iter().find(|code| diagnostics.iter().any(|d| ending(d) == *code)).unwrap_or(ExitCode::Fine)
    }
}
