//! The search index for any text: what is written is read back, hostile words are words like others,
//! and nothing takes long.

use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use wijkwijzer::search::apart;
use wijkwijzer::search::elasticlunr::{self, WordForms};
use wijkwijzer::search::index::index;
use wijkwijzer::search::level::level;
use wijkwijzer::search::lexicon::Lexicon;
use wijkwijzer::search::query::{Ranked, search};
use wijkwijzer::search::reader::Index;
use wijkwijzer::search::record::{IndexFile, Labels, Record};
use wijkwijzer::search::synonyms::Lent;
use wijkwijzer::search::weights::POSTINGS;

/// Words that mean something to JavaScript, to our format or to a terminal.
const HOSTILE: &[&str] = &[
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "</script><script>alert(1)</script>",
    "een \"citaat\" met \\ en \\\"",
    "tab\there",
    "regel\neinde\r\n",
    "scheiding\u{1e}en\u{1f}teken",
    "\u{2028}\u{2029}\u{0}\u{1b}[31m",
    "🙂 👩‍👩‍👧 🇳🇱",
    "مرحبا بالعالم שלום",
    "\u{202e}omgekeerd\u{202c}",
    "ΣΟΦΟΣ İstanbul ﬁets 𝐁𝐮𝐮𝐫𝐭 東京",
    "~ ~~ Z A # }",
    "",
    "   ",
    "😀😀😀",
];

fn labels(language: &str) -> Labels<'_> {
    Labels {
        language,
        kinds: vec!["Pagina", "a\"b\\c\u{1e}</script>"],
        facets: vec!["", "__proto__"],
        synonyms: Vec::new(),
    }
}

fn record<'a>(address: &'a str, title: &'a str, body: &'a str) -> Record<'a> {
    Record { address, title, summary: body, beginning: body.into(), body: vec![body], ..Record::default() }
}

fn open(files: &[IndexFile]) -> Index<'_> {
    Index::open(files).expect("the manifest can be read")
}

/// Every file can be read whole, and is one call with a string without line breaks.
fn all_are_whole(files: &[IndexFile]) {
    let index = open(files);
    for file in &files[1..] {
        let path = file.path.strip_prefix(&format!("{}/", index.manifest.folder)).expect("one folder");
        let (kind, number) = path.strip_suffix(".js").and_then(|p| p.split_once('/')).expect("kind/number.js");
        assert!(index.content(kind, number).is_some(), "{}", file.path);
        assert_eq!(file.bytes.iter().filter(|b| **b == b'\n').count(), 0, "{}", file.path);
    }
}

/// Every form with its pages and levels, best first.
fn forms_read(index: &Index) -> BTreeMap<String, Vec<(usize, u32)>> {
    let mut forms = BTreeMap::new();
    for number in 0..index.manifest.shards {
        let shard = index.terms(number);
        for (at, form) in shard.forms.iter().enumerate() {
            let text = String::from_utf16(form).expect("whole characters");
            assert!(forms.insert(text, shard.postings(at).to_vec()).is_none(), "a form stands in one shard");
        }
    }
    forms
}

/// The same, by the lexicon that was written. A language without compounds: only words that a title has apart are added.
fn forms_written(records: &[Record], language: &str) -> BTreeMap<String, Vec<(usize, u32)>> {
    let lexicon = Lexicon::of(records, language);
    let mut lent = Lent::default();
    apart::lend(&lexicon, records, &mut lent);
    let best = |form: usize| {
        let mut pages: BTreeMap<u32, f32> = BTreeMap::new();
        for posting in lexicon.postings(form).iter().chain(lent.get(&form).into_iter().flatten()) {
            let most = pages.entry(posting.page).or_default();
            *most = most.max(posting.impact);
        }
        let mut all: Vec<(usize, u32)> = pages.into_iter().map(|(page, impact)| (level(impact), page)).collect();
        all.sort_by_key(|(level, page)| (std::cmp::Reverse(*level), *page));
        all.truncate(POSTINGS);
        all
    };
    lexicon.forms.iter().enumerate().map(|(i, form)| (form.text.to_string(), best(i))).collect()
}

/// In a shard, forms are of one group when they have one stem, and not otherwise.
fn groups_are_stems(index: &Index, language: &str) {
    let word_forms = WordForms::of(language);
    for number in 0..index.manifest.shards {
        let shard = index.terms(number);
        let stems: Vec<Option<String>> =
            shard.forms.iter().map(|f| word_forms.stem(&String::from_utf16_lossy(f))).collect();
        for (a, stem) in stems.iter().enumerate() {
            for (b, other) in stems.iter().enumerate().take(a) {
                let one = stem.is_some() && stem == other;
                assert_eq!(shard.groups[a] == shard.groups[b], one, "{stem:?} {other:?}");
            }
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-e]{1,6}(s|en|heid|ing|ed|ly)?",
        2 => "[a-zA-Z0-9é'-]{1,12}",
        2 => "\\PC{1,8}",
        1 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(pages in proptest::collection::vec((text(), text(), text(), text()), 0..30)) {
        let addresses: Vec<String> = (0..pages.len()).map(|i| format!("map/pagina-{i}/")).collect();
        let records: Vec<Record> = pages.iter().zip(&addresses).map(|((title, body, heading, facet), address)| Record {
            headings: vec![("anker", heading.as_str()), ("constructor", "constructor")],
            facets: vec![(0, "Pagina's".into()), (1, facet.as_str().into())],
            ..record(address, title, body)
        }).collect();
        let labels = labels("en");
        let files = index(&records, &labels);
        all_are_whole(&files);
        let index = open(&files);
        prop_assert_eq!(forms_read(&index), forms_written(&records, "en"));
        groups_are_stems(&index, "en");
        for (i, record) in records.iter().enumerate() {
            let shown = index.page(i).expect("a page in its pack");
            prop_assert_eq!(&shown.address, record.address);
            let plain: String = record.title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            prop_assert_eq!(&shown.title, &plain);
        }
        prop_assert!(index.page(records.len()).is_none());
        let listed: usize = index.facet(0).unwrap_or_default().iter().map(|(_, pages)| pages.len()).sum();
        prop_assert_eq!(listed, records.len());
    }

    #[test]
    fn any_query_has_an_answer_in_order(query in text(), bodies in proptest::collection::vec(text(), 0..40)) {
        let records: Vec<Record> = bodies.iter().map(|body| record("", body, body)).collect();
        let files = index(&records, &labels("nl"));
        let index = open(&files);
        let answer = search(&index, &query);
        prop_assert!(answer.words.len() <= 16);
        prop_assert!(answer.ranked.iter().all(|r| r.page < records.len() && r.score.is_finite() && r.score > 0.0));
        let order = |r: &Ranked| (r.same, r.named, (r.score * 1e6).round());
        prop_assert!(answer.ranked.windows(2).all(|w| order(&w[0]) >= order(&w[1])));
        let mut pages: Vec<usize> = answer.ranked.iter().map(|r| r.page).collect();
        pages.sort_unstable();
        pages.dedup();
        prop_assert_eq!(pages.len(), answer.ranked.len());
    }
}

#[test]
fn hostile_words_are_found_as_words() {
    let addresses: Vec<String> = (0..HOSTILE.len()).map(|i| format!("{i}/")).collect();
    let records: Vec<Record> = HOSTILE.iter().zip(&addresses).map(|(text, a)| record(a, text, text)).collect();
    let files = index(&records, &labels("nl"));
    all_are_whole(&files);
    let index = open(&files);
    for (i, text) in HOSTILE.iter().enumerate().filter(|(_, text)| text.chars().any(char::is_alphanumeric)) {
        let answer = search(&index, text);
        assert_eq!(answer.ranked.first().map(|r| r.page), Some(i), "{text}");
    }
    assert!(search(&index, "valueOf").ranked.is_empty());
}

#[test]
fn a_hub_without_pages_or_words_has_an_index_too() {
    for records in [vec![], vec![record("", "", "")], vec![record("a/", "🙂", "")], vec![record("a/", "de", "het een")]]
    {
        let files = index(&records, &labels("nl"));
        all_are_whole(&files);
        let index = open(&files);
        assert_eq!(index.manifest.pages, records.len());
        for query in ["", "a", "de", "buurtagenda", "buurt agenda", "🙂"] {
            let _ = search(&index, query);
        }
    }
}

#[test]
fn one_page_is_found_by_its_words() {
    let files = index(&[record("buurt/", "Buurtagenda", "Samen plannen maken")], &labels("nl"));
    let index = open(&files);
    for query in ["buurtagenda", "buurtagend", "buurtagneda", "plan", "plannen maken"] {
        assert_eq!(search(&index, query).ranked.len(), 1, "{query}");
    }
}

#[test]
fn another_number_of_a_word_goes_before_a_typing_error() {
    let pages =
        [record("een/", "Samen starten", "Starten"), record("twee/", "De straat", ""), record("drie/", "Bal", "")];
    let more = (4..9).map(|_| record("meer/", "Later starten", "Starten"));
    let records: Vec<Record> = pages.into_iter().chain(more).collect();
    let files = index(&records, &labels("nl"));
    let index = open(&files);
    let found = |query| search(&index, query).ranked.iter().map(|r| r.page).collect::<Vec<_>>();
    assert_eq!(found("straten"), [1]);
    assert_eq!(found("ballen"), [2]);
    assert_eq!(found("straatt")[0], 1);
}

#[test]
fn another_name_gives_the_pages_of_the_name_that_they_have() {
    let records = [
        record("een/", "Samen tegen jeugdoverlast", ""),
        record("twee/", "Het buurtteam", ""),
        record("drie/", "Twee buurtteams", ""),
        record("vier/", "Voorne aan Zee", "Een sociale gemeente"),
        record("vijf/", "Overlast", "De jeugd"),
    ];
    let names = [
        ["Jeugdoverlast", "hangjongeren", "overlast door jeugd"],
        ["Buurtteam", "sociale wijkteam", "constructor"],
        ["Voorne aan Zee", "Hellevoetsluis", "De"],
    ];
    let labels = Labels { synonyms: names.map(|group| group.to_vec()).to_vec(), ..labels("nl") };
    let files = index(&records, &labels);
    all_are_whole(&files);
    let index = open(&files);
    let found = |query| search(&index, query).ranked.iter().map(|r| r.page).collect::<Vec<_>>();
    assert_eq!(found("hangjongeren"), [0, 4], "the word stands nowhere");
    assert_eq!(found("hangjongere"), [0, 4], "nor in another number");
    assert_eq!(found("hagnjongeren"), [0, 4], "nor with an error");
    assert_eq!(found("overlast door jeugd")[..2], [4, 0], "who has the words themselves goes first");
    assert_eq!(found("sociale wijkteam")[..2], [1, 2], "several words, and the other number");
    assert_eq!(found("constructor"), [1, 2]);
    assert_eq!(found("hellevoetsluis"), [3], "a former name");
    assert_eq!(found("jeugdoverlast"), [0, 4], "a name of several words stands on a page with all of them");
    let none = Labels { synonyms: vec![vec!["Nergens", "ook nergens"], vec![], vec!["", " "]], ..labels.clone() };
    all_are_whole(&wijkwijzer::search::index::index(&records, &none));
}

#[test]
fn a_list_goes_first_when_it_is_named_in_full_and_else_after_the_pages() {
    let list = |address, names: Vec<&'static str>, summary| Record {
        title: names[0],
        names,
        summary,
        ..record(address, "", summary)
    };
    let records = [
        record("een/", "Jeugdoverlast in de wijk", ""),
        record("twee/", "Samen", "Over jeugdoverlast en drugs op straat"),
        record("drie/", "Nieuws van ver", ""),
        list("nieuws/", vec!["Nieuws"], "Alles over drugs en jeugdoverlast en nog veel meer"),
        list("t/jeugd/", vec!["Jeugdoverlast", "hangjongeren", "overlast door jeugd", "constructor"], ""),
        list("t/op-straat/", vec!["Een lange naam van vele woorden op straat"], ""),
    ];
    let files = index(&records, &labels("nl"));
    all_are_whole(&files);
    let index = open(&files);
    assert_eq!((index.manifest.pages, index.manifest.lists), (6, 3));
    let found = |query: &str| {
        let answer = search(&index, query);
        let named = answer.ranked.iter().filter(|r| r.named).count();
        (named, answer.ranked.iter().map(|r| r.page).collect::<Vec<_>>())
    };
    assert_eq!(found("jeugdoverlast"), (1, vec![4, 0, 1, 3]));
    assert_eq!(found("Hangjongere").0, 1, "another number of another name");
    assert_eq!(found("overlast door jeugd").1[0], 4);
    assert_eq!(found("constructor"), (1, vec![4]));
    assert_eq!(found("nieuws"), (1, vec![3, 2]));
    assert_eq!(found("een lange naam van vele woorden op straat").1[0], 5);
    for query in ["jeugdoverlast op straat", "jeugdoverlast drugs", "drugs", "nieuws van ver", "straat"] {
        let (named, pages) = found(query);
        assert_eq!(named, 0, "{query}");
        assert!(pages[0] < 3, "{query}: {pages:?}");
    }
}

#[test]
fn lists_take_no_more_files() {
    let of = |sort: &str, n: usize| (0..n).map(|i| format!("{sort}{i}")).collect::<Vec<_>>();
    let (pages, lists) = (of("pagina", 6_000), of("term", 1_500));
    let page = pages.iter().map(|name| record(name, name, name));
    let list = lists.iter().map(|name| Record { names: vec![name], ..record(name, name, "") });
    let records: Vec<Record> = page.chain(list).collect();
    let packs = |records: &[Record]| index(records, &labels("nl")).iter().filter(|f| f.path.contains("/d/")).count();
    let (without, with) = (packs(&records[..pages.len()]), packs(&records));
    assert!(with <= without, "{with} packs, {without} without lists");
}

#[test]
fn what_is_shown_of_a_page_is_read_back() {
    let page = |address, title, headings| Record { headings, ..record(address, title, "Tekst.") };
    let pages = [
        page("a~b/", "Wijk ~ buurt", vec![("doel", "Doel"), ("wijk--buurt", "Wijk ~ buurt"), ("doel-1", "Doel")]),
        page("a~b/wijk-agenda/", "Wijk agenda", vec![("eigen", "Een ander anker")]),
        page("a~b/wijk-agenda-2/", "Wijk agenda", Vec::new()),
        page("~/", "~", Vec::new()),
        page("éénmalig-samen-eten/", "Eénmalig samen eten", Vec::new()),
        page("nieuws/samen-eten-in-de-wijk-17/", "Samen eten in de wijkkeuken van Noord", Vec::new()),
    ];
    let files = index(&pages, &labels("nl"));
    let index = open(&files);
    let pack = files.iter().map(|file| String::from_utf8_lossy(&file.bytes)).find(|text| text.contains("-17"));
    assert!(pack.expect("a pack").contains("\u{1d}8-17\t"), "only what the title does not say is written");
    let shown: Vec<_> = (0..pages.len()).map(|i| index.page(i).expect("a page")).collect();
    assert_eq!(
        shown.iter().map(|p| &*p.address).collect::<Vec<_>>(),
        pages.iter().map(|p| p.address).collect::<Vec<_>>()
    );
    let heading = |text: &str, id: &str| (text.to_owned(), id.to_owned());
    assert_eq!(shown[0].headings, [heading("Doel", "doel")], "each text once, and not the title again");
    assert_eq!(shown[1].headings, [heading("Een ander anker", "eigen")]);
}

#[test]
fn large_pages_and_endless_words_take_no_longer_than_their_length() {
    let start = Instant::now();
    let large: String = (0..1_000_000).map(|i| format!("woord{} ", i % 5_000)).collect();
    let endless = "x".repeat(100_000);
    let (hyphens, marks) = ("a-".repeat(100_000), format!("e{}", "\u{301}".repeat(100_000)));
    assert!(large.len() > 9_500_000);
    let records = [
        record("een/", "Groot", &large),
        record("twee/", &endless, &endless),
        record("drie/", &hyphens, &hyphens),
        record("vier/", &marks, &marks),
    ];
    let files = index(&records, &labels("nl"));
    all_are_whole(&files);
    let index = open(&files);
    assert_eq!(search(&index, "woord4999").ranked[0].page, 0);
    assert_eq!(search(&index, &endless).ranked[0].page, 1);
    assert_eq!(search(&index, &marks).ranked[0].page, 3);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn long_queries_have_an_answer_in_bounded_time() {
    let bodies: Vec<String> =
        (0..300).map(|i| (0..100).map(|n| format!("woord{}{} ", i * 7 % 41, n * i % 997)).collect()).collect();
    let records: Vec<Record> = bodies.iter().map(|body| record("", body, body)).collect();
    let files = index(&records, &labels("nl"));
    let index = open(&files);
    let start = Instant::now();
    for query in [
        "a".repeat(10_000),
        "a ".repeat(5_000),
        "woord1".repeat(2_000),
        (0..2_000).map(|i| format!("woordd{i} ")).collect(),
        "-".repeat(10_000),
        "é🙂".repeat(3_000),
        "'".repeat(10_000),
    ] {
        assert!(search(&index, &query).words.len() <= 16);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn one_thread_and_eight_write_the_same_bytes() {
    let texts: Vec<(String, String, String)> = (0..700)
        .map(|i| {
            (
                format!("{i}/"),
                format!("Buurt {} en agenda {}", i % 13, i % 7),
                format!("buurtagenda wijk{} veld{}", i % 31, i),
            )
        })
        .collect();
    let records: Vec<Record> = texts.iter().map(|(address, title, body)| record(address, title, body)).collect();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
        pool.install(|| index(&records, &labels("nl")))
    };
    assert!(with(1) == with(8));
}

fn index_of(tag: &str, body: &'static str) -> String {
    let one = Record { address: "a/", title: "NIS2 in 2025", body: vec![body], ..Record::default() };
    String::from_utf8(elasticlunr::index(&[one], tag).bytes).unwrap()
}

/// Whether a word is in the index of a field: the way to it is a node for each letter.
fn has(text: &str, field: &str, word: &str) -> bool {
    let json = text.strip_prefix("window.searchIndex = ").and_then(|t| t.strip_suffix(";\n")).unwrap();
    let whole: serde_json::Value = serde_json::from_str(json).unwrap();
    let root = &whole["index"][field]["root"];
    word.chars().try_fold(root, |node, c| node.get(c.to_string())).is_some_and(|node| node["df"] == 1)
}

#[test]
fn digits_stay_in_the_words_of_elasticlunr() {
    for tag in ["nl", "en", "de", "fy"] {
        let text = index_of(tag, "Artikel 10 van de Cbw");
        assert!(has(&text, "title", "nis2") && has(&text, "title", "2025") && has(&text, "body", "10"), "{tag}");
        assert!(!has(&text, "title", "nis"));
    }
}

#[test]
fn a_language_that_is_not_known_keeps_its_words() {
    let text = index_of("fy", "running buurten");
    assert!(has(&text, "body", "running") && has(&text, "body", "buurten"));
    assert!(has(&index_of("nl", "buurten"), "body", "buurt"));
}

#[test]
fn no_language_loses_its_stop_words_or_its_stems() {
    for (tag, stop, word, stem) in [("nl", "de", "buurten", "buurt"), ("en", "the", "houses", "hous")] {
        let forms = WordForms::of(tag);
        assert!(forms.is_stop_word(stop) && !forms.is_stop_word(word));
        assert_eq!(forms.stem(word).as_deref(), Some(stem));
    }
}
