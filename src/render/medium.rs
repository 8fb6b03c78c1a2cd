//! Where visitors have a hub from.

/// Where the files of a site are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A server, which knows what to show at the address of a folder.
    Web,
    /// A disk, where the address of a folder must name its `index.html`.
    Disk,
}
