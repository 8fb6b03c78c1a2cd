//! Where a page stands among the results of a query and, when it is not there, why.

use crate::command::searched::Searched;
use crate::model::page::Role;
use crate::plan::records::file_of;
use crate::search::explain::Field;
use crate::search::query::Answer;
use crate::search::variants::Hit;
use crate::source::discover::{content_folder, is_markdown};
use crate::source::language::Language;
use crate::source::nearest::nearest;

/// A page that somebody asks about.
#[derive(Debug)]
pub struct Asked {
    /// Its path relative to the content folder.
    pub path: String,
    /// What there is to say.
    pub state: State,
}

/// Whether and why a page is found.
#[derive(Debug)]
pub enum State {
    /// It is result number `place`, with `score`.
    Found {
        /// From 1.
        place: usize,
        /// Its score.
        score: f64,
        /// For each word what stands for it on the page.
        words: Vec<WordThere>,
    },
    /// It is in the index, and none of the words leads to it.
    NotFound {
        /// For each word why.
        words: Vec<WordThere>,
    },
    /// No file has this path.
    Unknown {
        /// The path that is most like it.
        nearest: Option<String>,
    },
    /// Its front matter cannot be read.
    Unreadable,
    /// It is a draft, or it is before or after its time.
    NotPublished,
    /// It introduces the home page, and is no page of its own.
    Home,
    /// It says `search: false`.
    LeftOut,
}

/// A word of a query and a page.
#[derive(Debug)]
pub struct WordThere {
    /// The word.
    pub word: String,
    /// What leads from it to the page, most first.
    pub hits: Vec<Hit>,
    /// The texts of the page in which the word itself stands.
    pub fields: Vec<Field>,
    /// Whether it says nothing by itself.
    pub is_stop_word: bool,
    /// Words of the page that are like it.
    pub alike: Vec<String>,
}

/// What there is to say of a page under a query.
pub fn absence(searched: &Searched, answer: &Answer, path: &str) -> Asked {
    let content = &searched.site.config.content;
    let inside = path.trim_start_matches("./");
    let inside = inside.strip_prefix(content.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(inside);
    let path = inside.trim_start_matches('/').to_owned();
    let state = state(searched, answer, &path);
    Asked { path, state }
}

fn state(searched: &Searched, answer: &Answer, path: &str) -> State {
    let site = searched.site;
    let Some(page) = site.pages.iter().find(|p| p.path == path) else {
        return if site.unreadable.iter().any(|p| p == path) {
            State::Unreadable
        } else if content_folder(&site.config).join(path).is_file() && is_markdown(path) {
            State::NotPublished
        } else {
            let paths = site.pages.iter().map(|p| p.path.as_str());
            State::Unknown { nearest: nearest(path, paths).map(str::to_owned) }
        };
    };
    if page.role == Role::Home {
        return State::Home;
    }
    let number = searched.about.iter().position(|about| file_of(site, *about) == Some(&page.path));
    let Some(number) = number else { return State::LeftOut };
    let words = words(searched, answer, number);
    match answer.ranked.iter().position(|r| r.page == number) {
        Some(at) => State::Found { place: at + 1, score: answer.ranked[at].score, words },
        None => State::NotFound { words },
    }
}

fn words(searched: &Searched, answer: &Answer, number: usize) -> Vec<WordThere> {
    let record = &searched.records[number];
    let there = |(word, hits): (&String, Vec<Hit>)| {
        let explainer = searched.explainer.as_ref();
        WordThere {
            fields: explainer.map(|e| e.origin(record, word).fields).unwrap_or_default(),
            is_stop_word: explainer.is_some_and(|e| e.is_stop_word(word)),
            alike: match explainer {
                Some(explainer) if hits.is_empty() => explainer.alike(record, word),
                _ => Vec::new(),
            },
            word: word.clone(),
            hits,
        }
    };
    answer.words.iter().zip(answer.hits(number)).map(there).collect()
}

impl Asked {
    /// Its number among the results, from 1; none when it is not found.
    pub fn place(&self) -> Option<usize> {
        match &self.state {
            State::Found { place, .. } => Some(*place),
            _ => None,
        }
    }

    /// What there is to say, a sentence for each thing.
    pub fn told(&self, language: Language) -> Vec<String> {
        let dutch = language == Language::Dutch;
        let say = |nl: &str, en: &str| vec![if dutch { nl } else { en }.to_owned()];
        match &self.state {
            State::Found { place, score, words } => {
                let first = if dutch {
                    format!("deze pagina is resultaat {place} (score {score:.2})")
                } else {
                    format!("this page is result {place} (score {score:.2})")
                };
                std::iter::once(first).chain(words.iter().filter_map(|w| w.missing(dutch))).collect()
            }
            State::NotFound { words } => {
                let mut all =
                    say("deze pagina wordt met deze woorden niet gevonden", "these words do not find this page");
                all.extend(words.iter().filter_map(|w| w.missing(dutch)));
                all
            }
            State::Unknown { nearest } => {
                let mut all = say("deze pagina bestaat niet", "there is no such page");
                all.extend(
                    nearest
                        .iter()
                        .map(|n| if dutch { format!("bedoelde je `{n}`?") } else { format!("did you mean `{n}`?") }),
                );
                all
            }
            State::Unreadable => say(
                "de gegevens boven aan deze pagina zijn niet te lezen; `wijkwijzer check` zegt wat eraan scheelt",
                "the data at the top of this page cannot be read; `wijkwijzer check` says what is wrong",
            ),
            State::NotPublished => say(
                "deze pagina is niet gepubliceerd: een concept, of voor of na haar tijd (`draft`, `publish`, `expires`)",
                "this page is not published: a draft, or before or after its time (`draft`, `publish`, `expires`)",
            ),
            State::Home => say(
                "dit is de inleiding van de voorpagina, en die vindt zoeken niet",
                "this introduces the home page, which search does not find",
            ),
            State::LeftOut => say(
                "deze pagina zegt `search: false` en staat daarom niet in de index",
                "this page says `search: false`, so it is not in the index",
            ),
        }
    }
}

impl WordThere {
    /// Why the word does not lead to the page; none when it does.
    fn missing(&self, dutch: bool) -> Option<String> {
        if !self.hits.is_empty() {
            return None;
        }
        let word = &self.word;
        Some(match (self.fields.is_empty(), self.is_stop_word, dutch) {
            (false, true, true) => {
                format!("`{word}` staat in de tekst, maar is zo gewoon dat het alleen in een titel, kop of term telt")
            }
            (false, true, false) => {
                format!("`{word}` is in the text, but so common that it only counts in a title, heading or term")
            }
            (false, false, true) => {
                format!(
                    "`{word}` staat op de pagina, maar op zo veel andere pagina's telt het meer dat de index deze niet bewaart"
                )
            }
            (false, false, false) => {
                format!(
                    "`{word}` is on the page, but counts for more on so many others that the index does not keep this one"
                )
            }
            (true, _, _) => self.not_there(dutch),
        })
    }

    fn not_there(&self, dutch: bool) -> String {
        let (word, alike) = (&self.word, self.alike.join(", "));
        match (alike.is_empty(), dutch) {
            (true, true) => format!("`{word}` staat nergens op de pagina, ook niet in een andere vorm"),
            (true, false) => format!("`{word}` is nowhere on the page, nor is another form of it"),
            (false, true) => format!("`{word}` staat nergens op de pagina; wel: {alike}"),
            (false, false) => format!("`{word}` is nowhere on the page; what is: {alike}"),
        }
    }
}
