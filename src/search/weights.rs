//! How much it counts that a word stands in a field: the one place where the ranking of the index
//! is declared. What the words of a query count is declared in `query.rs`, and the same in the client.
//!
//! Every field saturates by itself and the results are added: one saturation over summed fields
//! (BM25F; Robertson, Zaragoza, Taylor 2004) found less on Dutch hubs.

/// Weight of a field, and how its text saturates (BM25; Robertson and Zaragoza 2009, section 3.5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// What a word counts that stands once in a text of average length.
    pub weight: f32,
    /// How soon more occurrences stop to count (`k1`): 0 is at once.
    pub soon: f32,
    /// How much a longer text counts less, 0 to 1 (`b`).
    pub length: f32,
}

impl Weight {
    /// What `times` occurrences count in a text that is `length` times as long as the average.
    pub fn of(self, times: f32, length: f32) -> f32 {
        let k = self.soon * (1.0 - self.length + self.length * length);
        self.weight * times * (self.soon + 1.0) / (times + k)
    }
}

/// People look for titles, and editors put there what a page is about.
pub const TITLE: Weight = Weight { weight: 6.0, soon: 1.2, length: 0.5 };
/// The best heading alone: a page with twenty headings is not about all of them.
pub const HEADING: Weight = Weight { weight: 2.0, soon: 1.2, length: 0.5 };
/// Terms, choices and their synonyms: chosen from lists, so they are right but broad.
pub const TERMS: Weight = Weight { weight: 1.0, soon: 1.2, length: 0.3 };
/// What a page is about in a sentence or two: people remember its words, and put several of them together.
pub const SUMMARY: Weight = Weight { weight: 2.0, soon: 1.2, length: 0.5 };
/// The words of the address: often the title once more, sometimes an older or shorter name.
pub const PATH: Weight = Weight { weight: 1.0, soon: 1.2, length: 0.3 };
/// The text itself.
pub const BODY: Weight = Weight { weight: 1.0, soon: 1.2, length: 0.75 };
/// Link texts: how other pages call it. Each further link says less.
pub const LINKS: Weight = Weight { weight: 1.5, soon: 1.2, length: 0.0 };

/// What the last part of a compound counts of the compound: a `buurtagenda` is an `agenda`.
pub const COMPOUND_TAIL: f32 = 0.5;
/// What the first part counts: a `buurtagenda` has to do with a `buurt`.
pub const COMPOUND_FRONT: f32 = 0.5;
/// What another name counts of the name that a page has, divided among its words.
pub const SYNONYM: f32 = 0.4;

/// Levels to which what a word counts is rounded.
pub const LEVELS: usize = 12;
/// Postings that a word keeps, the best. For more, a visitor would need another word anyway.
pub const POSTINGS: usize = 100;
/// The level from which a word keeps all its postings: few pages reach it without the word in their title. Where
/// hundreds of titles have a word, a page would otherwise be lost for who types its whole title.
pub const ALWAYS_LISTED: usize = 9;
/// How many times as many postings a word may keep for that.
pub const MOST_TIMES: usize = 20;
/// The same where files may not be as small as they need: on three hubs of up to 1,140 pages nine sets of queries
/// found as much with 50 as with 100 (in the mean -.001), and of 10,000 pages a search loads a tenth less of words.
pub const POSTINGS_OF_MANY: usize = 64;

/// Words of a name of a list up to which each makes a level lower.
const LONGEST_NAME: usize = 6;

/// The level of each word of a name of a list: the highest for a word that is a whole name, one less for each word
/// more. So who asks all words of a name is known without a look at the name.
pub const fn name_level(words: usize) -> usize {
    if words == 0 || words > LONGEST_NAME { LEVELS - LONGEST_NAME } else { LEVELS - words }
}

/// The highest level of a word that stands in the text of a list alone.
pub const LIST_TEXT: usize = LEVELS - LONGEST_NAME - 1;
