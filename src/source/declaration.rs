//! Where a hub is declared.

/// The file that declares a hub.
pub const FILE: &str = "site.yaml";
