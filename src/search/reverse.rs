//! The reverse shards of a hub: words spelled backwards, for those whose first letters are mistyped.

use crate::search::lexicon::{Form, Lexicon, by_utf16};
use crate::search::shard::push_front_coded;
use crate::search::shards::{SAME_LETTERS, Shards, same_letters};
use rayon::prelude::*;

/// Words of four letters or more without digits, that stand on two pages or name one.
pub fn reverse_shards(lexicon: &Lexicon, files: usize, smallest: usize) -> Shards {
    let wanted = |form: &&Form, pages: usize| {
        form.text.chars().nth(3).is_some()
            && !form.text.bytes().any(|b| b.is_ascii_digit())
            && (form.named || pages >= 2)
    };
    let forms = lexicon.forms.iter().enumerate();
    let mut words: Vec<String> = forms
        .filter(|(i, form)| wanted(form, lexicon.postings(*i).len()))
        .map(|(_, form)| form.text.chars().rev().collect())
        .collect();
    words.par_sort_unstable_by(|a, b| by_utf16(a, b));
    let size = (words.iter().map(|w| w.len() / 2).sum::<usize>() / files).max(smallest);
    let mut shards = Shards::default();
    let (mut text, mut first, mut before_shard) = (String::new(), 0, "");
    for (i, word) in words.iter().enumerate() {
        if text.len() >= size && same_letters(&words[i - 1], word) < SAME_LETTERS {
            shards.push(std::mem::take(&mut text), &words[first], before_shard);
            (first, before_shard) = (i, &words[i - 1]);
        }
        let before = if text.is_empty() { "" } else { words[i - 1].as_str() };
        push_front_coded(&mut text, before, word);
        text.push('A');
    }
    if !text.is_empty() {
        shards.push(text, &words[first], before_shard);
    }
    shards
}
