//! The texts of a page as HTML, whole.

/// The rendered bodies of a page, in their order.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    /// HTML of each.
    pub html: Vec<String>,
}
