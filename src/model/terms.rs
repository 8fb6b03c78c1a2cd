//! The terms of all vocabularies: declared ones, and those that exist by use. Answers which term an
//! editor means, and notices terms that are unknown or spelled in two ways.

use crate::model::address::segment;
use crate::model::id::{PageId, TermId};
use crate::model::order::Alphabet;
use crate::model::order::latest_first;
use crate::model::page::Page;
use crate::model::term::Term;
use crate::source::catalogue::Code;
use crate::source::config::Config;
use crate::source::diagnostic::Diagnostic;
use crate::source::field::{KindId, VocabularyId};
use crate::source::nearest::nearest;
use crate::source::slug::{composed, fold};
use crate::source::yaml::Step;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, HashMap};

/// Vocabularies of at most so many terms are shown whole to who names an unknown one.
const SHORT_LIST: usize = 12;

/// Terms while pages are read.
#[derive(Debug)]
pub struct Terms<'a> {
    config: &'a Config,
    terms: Vec<Term>,
    /// Terms by vocabulary and folded name; `true` for a former name.
    by_name: Vec<HashMap<String, (TermId, bool)>>,
    /// Terms by vocabulary and exactly what was written before, with the number of that spelling.
    by_text: Vec<FxHashMap<String, (TermId, Option<usize>)>>,
    by_slug: Vec<HashMap<String, TermId>>,
    /// How terms that nobody declared are written.
    spellings: Vec<Spelling>,
}

#[derive(Debug)]
struct Spelling {
    term: TermId,
    text: String,
    times: usize,
    file: String,
    path: Vec<Step>,
}

impl<'a> Terms<'a> {
    /// The declared terms.
    pub fn declared(config: &'a Config) -> Terms<'a> {
        let n = config.vocabularies.len();
        let mut terms = Terms {
            config,
            terms: Vec::new(),
            by_name: vec![HashMap::new(); n],
            by_text: vec![FxHashMap::default(); n],
            by_slug: vec![HashMap::new(); n],
            spellings: Vec::new(),
        };
        for (v, vocabulary) in config.vocabularies.iter().enumerate() {
            let id = VocabularyId(v as u16);
            for (i, declaration) in vocabulary.terms.iter().enumerate() {
                terms.add(id, &segment(&declaration.id), &declaration.label, Some(i));
            }
            let first = terms.terms.len() - vocabulary.terms.len();
            for (name, term, former) in vocabulary.names() {
                let term = TermId((first + term) as u32);
                terms.by_name[v].entry(fold(name)).or_insert((term, former));
            }
        }
        terms
    }

    /// The term that an editor means by `text` in a file, at `path` of its front matter.
    pub fn meant(
        &mut self,
        vocabulary: VocabularyId,
        text: &str,
        file: &str,
        path: &[Step],
        found: &mut Vec<Diagnostic>,
    ) -> Option<TermId> {
        let v = usize::from(vocabulary.0);
        if let Some((id, spelling)) = self.by_text[v].get(text).copied() {
            spelling.into_iter().for_each(|s| self.spellings[s].times += 1);
            return Some(id);
        }
        if let Some((id, former)) = self.by_name[v].get(&fold(text)).copied() {
            if former {
                let term = &self.terms[id.0 as usize];
                let problem = Diagnostic::new(Code::FormerTerm, file).at_field(path).with("value", text);
                found.push(problem.with("label", &term.label).with("id", &term.slug));
                return Some(id); // Reported each time it is used.
            }
            self.remember(v, text, id, file, path);
            return Some(id);
        }
        if self.config.vocabularies[v].closed {
            found.push(unknown_term(self.config, vocabulary, text, file).at_field(path));
            return None;
        }
        let key = segment(text);
        let id = self.by_slug[v].get(&key).copied().unwrap_or_else(|| self.add(vocabulary, &key, text.trim(), None));
        self.remember(v, text, id, file, path);
        Some(id)
    }

    /// What a term is called, as far as is known.
    pub fn label(&self, term: TermId) -> &str {
        &self.terms[term.0 as usize].label
    }

    /// All terms with their pages, and the terms of each vocabulary. Open terms get their most used spelling.
    pub fn settled(
        mut self,
        pages: &[Page],
        uses: Vec<(TermId, PageId)>,
        alphabet: &Alphabet,
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<Term>, Vec<Vec<TermId>>, Vec<TermId>) {
        self.settle_spellings(found);
        self.link_broader();
        for (term, page) in uses {
            // What is about a narrower term is about the broader one too.
            let mut at = Some(term);
            while let Some(id) = at {
                let term = &mut self.terms[id.0 as usize];
                if term.pages.last() == Some(&page) {
                    break; // So have all above it.
                }
                term.pages.push(page);
                at = term.broader;
            }
        }
        let config = self.config;
        self.terms.par_iter_mut().for_each(|term| {
            term.pages.sort_by(|a, b| latest_first(config, &pages[a.0 as usize], &pages[b.0 as usize]));
            term.pages.dedup();
            let mut by_kind: BTreeMap<KindId, usize> = BTreeMap::new();
            term.pages.iter().for_each(|p| *by_kind.entry(pages[p.0 as usize].front.kind).or_default() += 1);
            term.by_kind = by_kind.into_iter().collect();
            let vocabulary = config.vocabulary(term.vocabulary);
            if vocabulary.pages && (!term.pages.is_empty() || vocabulary.unused) {
                term.permalink = Some(format!("{}/{}/", vocabulary.folder, term.slug));
            }
        });
        self.in_alphabetical_order(alphabet)
    }

    fn add(&mut self, vocabulary: VocabularyId, slug: &str, label: &str, declared: Option<usize>) -> TermId {
        let v = usize::from(vocabulary.0);
        let mut key = slug.to_owned();
        for n in 2.. {
            if !self.by_slug[v].contains_key(&key) {
                break;
            }
            key = format!("{slug}-{n}");
        }
        let id = TermId(self.terms.len() as u32);
        self.by_slug[v].insert(key.clone(), id);
        self.terms.push(Term {
            vocabulary,
            slug: key,
            label: label.to_owned(),
            declared,
            pages: Vec::new(),
            by_kind: Vec::new(),
            broader: None,
            narrower: Vec::new(),
            permalink: None,
        });
        id
    }

    fn remember(&mut self, v: usize, text: &str, id: TermId, file: &str, path: &[Step]) {
        let spelling = self.terms[id.0 as usize].declared.is_none().then_some(self.spellings.len());
        self.by_text[v].insert(text.to_owned(), (id, spelling));
        if spelling.is_some() {
            let (text, file, path) = (text.to_owned(), file.to_owned(), path.to_vec());
            self.spellings.push(Spelling { term: id, text, times: 1, file, path });
        }
    }

    fn settle_spellings(&mut self, found: &mut Vec<Diagnostic>) {
        // Of each term the spelling that is used most comes first.
        self.spellings.sort_by(|a, b| (a.term, b.times, &a.text).cmp(&(b.term, a.times, &b.text)));
        for spellings in self.spellings.chunk_by(|a, b| a.term == b.term) {
            let most = &spellings[0];
            let term = &mut self.terms[most.term.0 as usize];
            most.text.trim().clone_into(&mut term.label);
            let differs = |s: &&Spelling| composed(s.text.trim()) != composed(most.text.trim());
            for spelling in spellings.iter().filter(differs) {
                let problem = Diagnostic::new(Code::TermSpelling, &spelling.file).at_field(&spelling.path);
                let problem = problem.with("value", &spelling.text).with("n", spelling.times.to_string());
                let problem = problem.with("other", &most.text).with("m", most.times.to_string());
                found.push(problem.with("vocabulary", &self.config.vocabulary(term.vocabulary).label.many));
            }
        }
    }

    fn link_broader(&mut self) {
        let config = self.config;
        let declaration = |term: &Term| Some(&config.vocabulary(term.vocabulary).terms[term.declared?]);
        let mut by_id: HashMap<(VocabularyId, &str), TermId> = HashMap::new();
        for (i, term) in (0..).zip(&self.terms) {
            if let Some(declaration) = declaration(term) {
                by_id.entry((term.vocabulary, &declaration.id)).or_insert(TermId(i));
            }
        }
        for i in 0..self.terms.len() {
            let term = &self.terms[i];
            let Some(broader) = declaration(term).and_then(|d| d.broader.as_deref()) else { continue };
            if let Some(above) = by_id.get(&(term.vocabulary, broader)).copied() {
                self.terms[i].broader = Some(above);
                self.terms[above.0 as usize].narrower.push(TermId(i as u32));
            }
        }
    }

    /// Terms sorted by vocabulary and label. Also gives the new id of each old one.
    fn in_alphabetical_order(self, alphabet: &Alphabet) -> (Vec<Term>, Vec<Vec<TermId>>, Vec<TermId>) {
        let mut order: Vec<usize> = (0..self.terms.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.terms[*a], &self.terms[*b]);
            a.vocabulary
                .cmp(&b.vocabulary)
                .then_with(|| alphabet.compare(&a.label, &b.label))
                .then_with(|| a.slug.cmp(&b.slug))
        });
        let mut new_id = vec![TermId(0); order.len()];
        for (new, old) in order.iter().enumerate() {
            new_id[*old] = TermId(new as u32);
        }
        let mut slots: Vec<Option<Term>> = self.terms.into_iter().map(Some).collect();
        let mut by_vocabulary = vec![Vec::new(); self.config.vocabularies.len()];
        let mut terms = Vec::with_capacity(order.len());
        for old in order {
            let Some(mut term) = slots[old].take() else { continue };
            term.broader = term.broader.map(|t| new_id[t.0 as usize]);
            term.narrower.iter_mut().for_each(|t| *t = new_id[t.0 as usize]);
            term.narrower.sort();
            by_vocabulary[usize::from(term.vocabulary.0)].push(TermId(terms.len() as u32));
            terms.push(term);
        }
        (terms, by_vocabulary, new_id)
    }
}

/// The problem with a term that is not in a vocabulary, with those that are.
pub fn unknown_term(config: &Config, vocabulary: VocabularyId, text: &str, file: &str) -> Diagnostic {
    let declared = config.vocabulary(vocabulary);
    let ids = declared.terms.iter().map(|t| t.id.as_str());
    let labels = declared.terms.iter().map(|t| t.label.as_str());
    let best = nearest(text, ids).or_else(|| nearest(text, labels));
    let problem = Diagnostic::new(Code::UnknownTerm, file).with("value", text);
    let list = if declared.file.is_empty() { crate::source::declaration::FILE } else { &declared.file };
    let few = (1..=SHORT_LIST).contains(&declared.terms.len());
    let known = few.then(|| declared.terms.iter().map(|t| t.label.as_str()).collect::<Vec<_>>().join(", "));
    let problem = problem.with("vocabulary", &declared.label.many).with_some("best", best);
    problem.with_some("known", known).with("file", list)
}
