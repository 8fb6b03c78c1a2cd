//! A term of the site, with the pages that carry it.

use crate::model::id::{PageId, TermId};
use crate::source::config::Config;
use crate::source::field::{KindId, VocabularyId};
use crate::source::vocabulary::TermDeclaration;

/// One value of a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its vocabulary.
    pub vocabulary: VocabularyId,
    /// Last segment of its address.
    pub slug: String,
    /// What visitors read.
    pub label: String,
    /// Index in the vocabulary's declared terms, unless it exists by use.
    pub declared: Option<usize>,
    /// Pages that carry it, newest first; those without a date come last.
    pub pages: Vec<PageId>,
    /// How many pages of each kind carry it; kinds without one are left out.
    pub by_kind: Vec<(KindId, usize)>,
    /// The broader term.
    pub broader: Option<TermId>,
    /// The narrower terms.
    pub narrower: Vec<TermId>,
    /// Address relative to the root of the site; none when it has no page.
    pub permalink: Option<String>,
}

impl Term {
    /// What was declared of it, unless it exists by use.
    pub fn declaration<'c>(&self, config: &'c Config) -> Option<&'c TermDeclaration> {
        self.declared.map(|index| &config.vocabulary(self.vocabulary).terms[index])
    }
}
