//! How the program ends: the one place for its exit codes.

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
