//! Pages that belong together by declaration: a score for every value that two pages share.

use crate::model::id::PageId;
use crate::model::order::newest_first;
use crate::model::page::{Page, Relation, Role, Value};
use crate::source::config::Config;
use crate::source::kind::MatchRule;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// A value that two pages can share: a term, a page, or a choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Shared {
    Term(u32),
    Page(u32),
    Choice(String),
}

/// A value that more pages carry than this says too little to be worth looking at all of them.
const MOST_PAGES: usize = 2000;

/// The matches of all pages, both ways: by page, in the order of the declarations.
pub fn matches(config: &Config, pages: &[Page]) -> Vec<Vec<Relation>> {
    let mut relations: Vec<Vec<Relation>> = vec![Vec::new(); pages.len()];
    for (k, kind) in config.kinds.iter().enumerate() {
        for rule in &kind.matches {
            let askers: Vec<u32> = ids(pages, |p| usize::from(p.front.kind.0) == k);
            let scored = scored(config, pages, rule, &askers);
            let mut backwards: BTreeMap<u32, Vec<(f64, u32)>> = BTreeMap::new();
            for (asker, candidates) in askers.iter().zip(scored) {
                for (score, candidate) in &candidates {
                    backwards.entry(*candidate).or_default().push((*score, *asker));
                }
                push(&mut relations[*asker as usize], &rule.label, candidates, rule.limit, pages);
            }
            if let Some(label) = &rule.inverse {
                for (candidate, askers) in backwards {
                    push(&mut relations[candidate as usize], label, askers, rule.limit, pages);
                }
            }
        }
    }
    relations
}

fn scored(config: &Config, pages: &[Page], rule: &MatchRule, askers: &[u32]) -> Vec<Vec<(f64, u32)>> {
    let candidates = ids(pages, |p| rule.kinds.contains(&p.front.kind));
    let mut carriers: HashMap<(usize, Shared), Vec<u32>> = HashMap::new();
    for id in candidates {
        for (by, (field, _)) in rule.by.iter().enumerate() {
            for value in shared_values(&pages[id as usize], config, field) {
                carriers.entry((by, value)).or_default().push(id);
            }
        }
    }
    let score = |asker: &u32| {
        let mut scores: BTreeMap<u32, f64> = BTreeMap::new();
        for (by, (field, weight)) in rule.by.iter().enumerate() {
            for value in shared_values(&pages[*asker as usize], config, field) {
                let carriers = carriers.get(&(by, value)).filter(|c| c.len() <= MOST_PAGES);
                for page in carriers.into_iter().flatten().filter(|p| *p != asker) {
                    *scores.entry(*page).or_default() += weight;
                }
            }
        }
        scores.into_iter().map(|(page, score)| (score, page)).collect::<Vec<_>>()
    };
    askers.par_iter().map(score).collect()
}

fn push(relations: &mut Vec<Relation>, label: &str, mut scored: Vec<(f64, u32)>, limit: usize, pages: &[Page]) {
    let order = |a: &(f64, u32), b: &(f64, u32)| {
        b.0.total_cmp(&a.0).then_with(|| newest_first(&pages[a.1 as usize], &pages[b.1 as usize]))
    };
    scored.sort_by(order);
    scored.truncate(limit);
    if scored.is_empty() {
        return;
    }
    let pages = scored.into_iter().map(|(_, page)| PageId(page)).collect();
    relations.push(Relation { label: label.to_owned(), name: label.to_owned(), pages });
}

fn ids(pages: &[Page], wanted: impl Fn(&Page) -> bool) -> Vec<u32> {
    (0..pages.len() as u32).filter(|i| pages[*i as usize].role == Role::Page && wanted(&pages[*i as usize])).collect()
}

fn shared_values(page: &Page, config: &Config, field: &str) -> Vec<Shared> {
    match page.field(config, field) {
        Some(Value::Terms(terms)) => terms.iter().map(|t| Shared::Term(t.0)).collect(),
        Some(Value::Refs(pages)) => pages.iter().map(|p| Shared::Page(p.0)).collect(),
        Some(Value::Choice(value, _) | Value::Text(value)) => vec![Shared::Choice(value.clone())],
        _ => Vec::new(),
    }
}
