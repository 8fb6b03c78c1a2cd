//! Every problem that the program can report: its code, its severity and its texts in both languages.
//! `{name}` stands for an argument. The first hint whose arguments are all there is shown.

use crate::source::language::Language;
use crate::source::severity::Severity;

/// The texts of one kind of problem in one language.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// What is wrong.
    pub message: &'static str,
    /// What to do; the first that can be filled in is shown.
    pub hints: &'static [&'static str],
}

macro_rules! catalogue {
    ($($name:ident $code:literal $severity:ident
        nl $nl:literal [$($hint_nl:literal),*]
        en $en:literal [$($hint_en:literal),*];)*) => {
        /// Which problem. Documented one by one in `docs/diagnostics.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $en] $name,)*
        }

        impl Code {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The code as it is printed, for example `W0106`. It never changes its meaning.
            pub fn text(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// How bad it usually is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// Its texts in a language.
            pub fn texts(self, language: Language) -> Texts {
                match (self, language) {
                    $((Code::$name, Language::Dutch) => Texts { message: $nl, hints: &[$($hint_nl),*] },
                    (Code::$name, Language::English) => Texts { message: $en, hints: &[$($hint_en),*] },)*
                }
            }
        }
    };
}

catalogue! {
    ConfigMissing "W0001" Error
        nl "er is geen `site.yaml` in deze map" ["ga naar de map van de kennishub, of geef hem op met `--root`"]
        en "there is no `site.yaml` in this folder" ["go to the folder of the hub, or name it with `--root`"];
    UnknownName "W0002" Error
        nl "{what} `{value}` bestaat niet" ["bedoelde je `{best}`?", "wel bekend: {known}"]
        en "{what} `{value}` does not exist" ["did you mean `{best}`?", "known: {known}"];
    BadSetting "W0003" Error
        nl "`{key}` klopt niet: hier hoort {expected}" ["voorbeeld: {example}"]
        en "`{key}` is not right: {expected} belongs here" ["for example: {example}"];
    UnknownSetting "W0004" Error
        nl "ik ken de instelling `{key}` hier niet" ["bedoelde je `{best}`?", "wel mogelijk: {known}"]
        en "I do not know the setting `{key}` here" ["did you mean `{best}`?", "possible: {known}"];
    SettingMissing "W0005" Error
        nl "de instelling `{key}` ontbreekt" ["voeg toe: {key}: {example}", "voeg de regel `{key}: …` toe"]
        en "the setting `{key}` is missing" ["add: {key}: {example}", "add the line `{key}: …`"];
    VocabularyFile "W0006" Error
        nl "de termen in `{path}` zijn niet te lezen: {reason}" ["het bestand moet naast `site.yaml` staan, op het pad dat daar genoemd is"]
        en "the terms in `{path}` cannot be read: {reason}" ["the file must be at the path that `site.yaml` names, relative to it"];
    ThemeBroken "W0007" Error
        nl "het thema werkt niet: {reason}" ["kijk in docs/templates.md wat een sjabloon krijgt"]
        en "the theme does not work: {reason}" ["see docs/templates.md for what a template gets"];
    BroaderLoop "W0008" Error
        nl "term `{value}` staat via `broader` boven zichzelf" ["haal een van de `broader`-regels weg"]
        en "term `{value}` is above itself through `broader`" ["remove one of the `broader` lines"];
    ContentMissing "W0009" Error
        nl "de map `{path}` met de pagina's is er niet" ["maak de map, of zet `content:` in site.yaml op de goede map"]
        en "the folder `{path}` with the pages is not there" ["make the folder, or set `content:` in site.yaml to the right one"];
    MapWithoutPlaces "W0010" Error
        nl "de kaart heeft plaatsen nodig, en geen term van `{vocabulary}` heeft `latitude` en `longitude`" ["zet die bij de termen, of kies bij `map` een andere woordenlijst"]
        en "the map needs places, and no term of `{vocabulary}` has `latitude` and `longitude`" ["give them to the terms, or choose another vocabulary for `map`"];
    PageKey "W0011" Error
        nl "`{key}` kan geen eigen veld zijn: elke pagina heeft het al" ["laat `type` weg: `{key}: {{ required: true }}` maakt het verplicht; of kies voor een eigen veld een andere naam"]
        en "`{key}` cannot be a field of your own: every page has it" ["leave out `type`: `{key}: {{ required: true }}` asks for it on every page; or choose another name for a field of your own"];
    SecurityExpired "W0012" Warning
        nl "`security.txt` geldt niet meer sinds {date}" ["kijk of het adres bij `contact` nog klopt, en schrijf: expires: {right}"]
        en "`security.txt` is no longer valid since {date}" ["see whether the address under `contact` is still right, and write: expires: {right}"];
    NameTwice "W0013" Warning
        nl "`{value}` is een naam van twee termen: `{first}` en `{second}`" ["wie `{value}` schrijft, krijgt `{first}`; haal de naam bij een van de twee weg"]
        en "`{value}` is a name of two terms: `{first}` and `{second}`" ["who writes `{value}` gets `{first}`; remove the name from one of them"];
    YamlSyntax "W0101" Error
        nl "de gegevens zijn niet te lezen: {reason}" ["{advice}", "schrijf: {line}", "zet tekst met bijzondere tekens tussen aanhalingstekens: \"…\""]
        en "the data cannot be read: {reason}" ["{advice}", "write: {line}", "put text with special characters in quotes: \"…\""];
    YamlTab "W0102" Error
        nl "deze regel begint met een tab" ["gebruik spaties, bijvoorbeeld twee"]
        en "this line starts with a tab" ["use spaces, for example two"];
    FrontMatterOpen "W0103" Error
        nl "het blok met gegevens boven aan de pagina is niet afgesloten" ["haal de spatie voor `{mark}` weg", "na regel {line} hoort een regel met precies drie streepjes: `---`"]
        en "the data block at the top of the page is not closed" ["remove the space before `{mark}`", "a line of exactly three hyphens belongs after line {line}: `---`"];
    UnquotedColon "W0104" Error
        nl "`{key}` bevat een dubbele punt en staat niet tussen aanhalingstekens" ["schrijf: {key}: \"{value}\""]
        en "`{key}` contains a colon and is not in quotes" ["write: {key}: \"{value}\""];
    DuplicateKey "W0105" Error
        nl "`{key}` staat er twee keer" ["haal er een weg; nu is onduidelijk welke geldt (de eerste staat op regel {line})"]
        en "`{key}` appears twice" ["remove one; it is unclear which counts (the first is on line {line})"];
    UnknownKey "W0106" Error
        nl "ik ken `{key}` niet bij {kind}" ["bedoelde je `{best}`?", "wel mogelijk: {known}", "haal de regel weg, of maak er `x-{key}` van (eigen gegevens beginnen met `x-`); een nieuw veld hoort in site.yaml"]
        en "I do not know `{key}` for {kind}" ["did you mean `{best}`?", "possible: {known}", "remove the line, or make it `x-{key}` (own data start with `x-`); a new field belongs in site.yaml"];
    FieldMissing "W0107" Error
        nl "bij {kind} hoort `{key}`" ["voeg toe: {key}: {example} ({help})", "voeg toe: {key}: {example}", "voeg toe: {key}: ({help})", "voeg de regel `{key}: …` toe"]
        en "{kind} needs `{key}`" ["add: {key}: {example} ({help})", "add: {key}: {example}", "add: {key}: ({help})", "add the line `{key}: …`"];
    WrongType "W0108" Error
        nl "`{key}` klopt niet: hier hoort {expected}, en er staat {found}" ["schrijf bijvoorbeeld: {example}"]
        en "`{key}` is not right: {expected} belongs here, and it says {found}" ["write for example: {example}"];
    EmptyItem "W0109" Error
        nl "in `{key}` staat een leeg streepje" ["vul het in of haal het weg"]
        en "`{key}` has an empty item" ["fill it or remove it"];
    BadDate "W0110" Error
        nl "`{value}` is geen datum" ["schrijf: {right}", "schrijf hier alleen het begin, {start}, en zet het einde, {end}, in het veld voor het einde", "schrijf jaar-maand-dag, bijvoorbeeld 2026-09-30"]
        en "`{value}` is not a date" ["write: {right}", "write the beginning alone here, {start}, and put the end, {end}, into the field for the end", "write year-month-day, for example 2026-09-30"];
    DayOrder "W0111" Error
        nl "`{value}` lijkt op dag-maand-jaar" ["bedoelde je {iso}?"]
        en "`{value}` looks like day-month-year" ["did you mean {iso}?"];
    ImpossibleDate "W0112" Error
        nl "de datum `{value}` bestaat niet" ["kijk op de kalender; schrijf jaar-maand-dag, bijvoorbeeld 2026-09-30"]
        en "the date `{value}` does not exist" ["look at the calendar; write year-month-day, for example 2026-09-30"];
    WrongOffset "W0113" Error
        nl "de verschuiving in `{value}` klopt niet: op die dag is het in {zone} {offset}" ["schrijf alleen de plaatselijke tijd: {local}"]
        en "the offset in `{value}` is wrong: on that day it is {offset} in {zone}" ["write local time only: {local}"];
    NeedlessOffset "W0114" Hint
        nl "schrijf de plaatselijke tijd zonder verschuiving" ["schrijf: {local}"]
        en "write local time without an offset" ["write: {local}"];
    TimeMissing "W0115" Error
        nl "de tijd `{value}` bestaat niet: de klok gaat dan een uur vooruit" ["kies een tijd voor of na de sprong"]
        en "the time `{value}` does not exist: clocks go forward" ["choose a time before or after the jump"];
    TimeTwice "W0116" Error
        nl "de tijd `{value}` komt twee keer voor: de klok gaat dan een uur terug" ["kies een tijd buiten dat uur"]
        en "the time `{value}` exists twice: clocks go back" ["choose a time outside that hour"];
    EndBeforeStart "W0117" Error
        nl "`{key}` ({end}) ligt voor `{other}` ({start})" ["draai ze om of verbeter de datum"]
        en "`{key}` ({end}) is before `{other}` ({start})" ["swap them or correct the date"];
    UnknownTerm "W0118" Error
        nl "`{value}` staat niet in de lijst {vocabulary}" ["bedoelde je `{best}`?", "kies uit: {known}", "de lijst staat in {file}"]
        en "`{value}` is not in the list {vocabulary}" ["did you mean `{best}`?", "choose from: {known}", "the list is in {file}"];
    FormerTerm "W0119" Hint
        nl "`{value}` heet nu {label}" ["schrijf: {id}"]
        en "`{value}` is now called {label}" ["write: {id}"];
    UnknownReference "W0120" Error
        nl "`{value}` bestaat niet bij {kinds}" ["zet elke naam apart: {several}", "bedoelde je `{best}`?", "maak de pagina eerst: {path}"]
        en "there is no `{value}` among {kinds}" ["put each name apart: {several}", "did you mean `{best}`?", "make the page first: {path}"];
    WrongKind "W0121" Error
        nl "`{value}` is een {found}, hier hoort een {expected}" ["noem een pagina van de goede soort"]
        en "`{value}` is of the kind {found}; {expected} belongs here" ["name a page of the right kind"];
    AmbiguousReference "W0122" Error
        nl "`{value}` kan meer pagina's betekenen: {candidates}" ["schrijf het pad onder de map met pagina's, zoals `{best}`"]
        en "`{value}` can mean several pages: {candidates}" ["write the path below the content folder, such as `{best}`"];
    UnknownChoice "W0123" Error
        nl "`{value}` is geen keuze bij `{key}`" ["bedoelde je `{best}`?", "kies uit: {known}"]
        en "`{value}` is not a choice for `{key}`" ["did you mean `{best}`?", "choose from: {known}"];
    TermSpelling "W0124" Warning
        nl "`{value}` ({n}×) en `{other}` ({m}×) lijken dezelfde term bij {vocabulary}" ["schrijf overal `{other}`"]
        en "`{value}` ({n}×) and `{other}` ({m}×) look like one term of {vocabulary}" ["write `{other}` everywhere"];
    TextBeforeFrontMatter "W0125" Hint
        nl "voor de eerste `---` staan nog lege regels" ["laat het bestand met `---` beginnen"]
        en "there are empty lines before the first `---`" ["start the file with `---`"];
    BadUrl "W0126" Error
        nl "`{value}` is geen webadres" ["schrijf: {best}", "schrijf het hele adres, bijvoorbeeld https://voorbeeld.nl/pagina"]
        en "`{value}` is not a web address" ["write: {best}", "write the whole address, for example https://example.org/page"];
    BadEmail "W0127" Error
        nl "`{value}` is geen e-mailadres" ["schrijf: {best}", "schrijf bijvoorbeeld naam@voorbeeld.nl"]
        en "`{value}` is not an e-mail address" ["write: {best}", "write for example name@example.org"];
    OutOfRange "W0128" Error
        nl "`{key}` is {problem}: {found}" ["schrijf {least} of hoger", "schrijf {most} of lager", "kort het in tot {longest} tekens", "schrijf: {right}"]
        en "`{key}` is {problem}: {found}" ["write {least} or higher", "write {most} or lower", "shorten it to {longest} characters", "write: {right}"];
    CommaList "W0129" Error
        nl "`{key}` is een lijst, en hier staan komma's in één tekst" ["schrijf: {key}: [{value}]"]
        en "`{key}` is a list, and this is one text with commas" ["write: {key}: [{value}]"];
    TomlFrontMatter "W0130" Error
        nl "de gegevens staan hier in TOML (`+++`); ik lees YAML" ["zet ze tussen regels met `---` en schrijf `naam: waarde`"]
        en "the data are TOML (`+++`); I read YAML" ["put them between lines with `---` and write `name: value`"];
    TitleMissing "W0131" Error
        nl "de pagina heeft geen titel; ik gebruik `{value}`" ["laat het bestand beginnen met drie regels: `---`, `title: {quoted}` en weer `---`", "zet boven aan: title: {value}"]
        en "the page has no title; I use `{value}`" ["let the file begin with three lines: `---`, `title: {quoted}` and `---` again", "add at the top: title: {value}"];
    SummaryMissing "W0132" Hint
        nl "er is geen samenvatting; in lijsten staat nu het begin van de tekst" ["schrijf zelf 1 of 2 zinnen: summary: …"]
        en "there is no summary; lists show the beginning of the text" ["write one or two sentences yourself: summary: …"];
    TitleLong "W0133" Hint
        nl "de titel telt {n} tekens" ["kort hem in tot ongeveer 70"]
        en "the title has {n} characters" ["shorten it to about 70"];
    TitleTwice "W0134" Warning
        nl "de titel `{value}` komt vaker voor, ook in {other}" ["bezoekers zien in lijsten geen verschil; maak de titels verschillend"]
        en "the title `{value}` is used more than once, also in {other}" ["visitors cannot tell the pages apart in lists; make the titles differ"];
    NotAMap "W0135" Error
        nl "de gegevens boven aan de pagina zijn geen lijst van `naam: waarde`" ["schrijf op elke regel een naam, een dubbele punt, een spatie en de waarde"]
        en "the data at the top of the page are not a list of `name: value`" ["write on each line a name, a colon, a space and the value"];
    UnknownKind "W0136" Error
        nl "de soort `{value}` bestaat niet" ["bedoelde je `{best}`?", "kies uit: {known}"]
        en "the kind `{value}` does not exist" ["did you mean `{best}`?", "choose from: {known}"];
    ExpiredBeforePublish "W0137" Error
        nl "`{key}` ({end}) ligt niet na `{other}` ({start})" ["zo is de pagina nooit te zien; verbeter een van de twee"]
        en "`{key}` ({end}) is not after `{other}` ({start})" ["the page would never be visible; correct one of the two"];
    RegistrationOpen "W0138" Warning
        nl "de aanmelding staat nog open, maar dit was op {date}" ["zet `{key}: false`", "haal `{field}` weg"]
        en "registration is still open, but this was on {date}" ["set `{key}: false`", "remove `{field}`"];
    WordsBeforeFrontMatter "W0139" Error
        nl "voor de eerste `---` staat tekst; wat daaronder staat telt zo niet als gegevens" ["laat het bestand met `---` beginnen, en zet de tekst onder de tweede `---`"]
        en "there is text before the first `---`, so what follows does not count as data" ["let the file begin with `---`, and put the text below the second `---`"];
    CurlyQuotes "W0140" Hint
        nl "om `{key}` staan krul-aanhalingstekens; bezoekers zien die ook" ["schrijf: {key}: \"{value}\""]
        en "`{key}` is in curly quotes; visitors see them too" ["write: {key}: \"{value}\""];
    TitleCapitals "W0141" Hint
        nl "de titel staat helemaal in hoofdletters" ["begin alleen de eerste letter en namen met een hoofdletter; dat leest sneller"]
        en "the whole title is in capitals" ["capitalise only its first letter and names; that reads faster"];
    OneForList "W0142" Hint
        nl "`{key}` is een lijst, en hier staat één waarde; die is gelezen als een lijst van één" ["schrijf: {key}: [{value}]", "zet elke waarde op een eigen regel, met een streepje ervoor"]
        en "`{key}` is a list, and this is one value; it was read as a list of one" ["write: {key}: [{value}]", "put each value on a line of its own, with a dash before it"];
    EmptyValue "W0143" Hint
        nl "achter `{key}` staat niets" ["vul het in of haal de regel weg"]
        en "there is nothing behind `{key}`" ["fill it in or remove the line"];
    CutOff "W0144" Warning
        nl "`{key}` houdt op bij het `#`: wat daarachter staat, valt weg" ["schrijf: {line}", "zet de hele waarde tussen aanhalingstekens: \"…\""]
        en "`{key}` ends at the `#`: what stands behind it is left out" ["write: {line}", "put the whole value in quotes: \"…\""];
    ImpossibleTime "W0145" Error
        nl "de tijd in `{value}` bestaat niet" ["schrijf: {right}", "een dag loopt van 00:00 tot en met 23:59"]
        en "the time in `{value}` does not exist" ["write: {right}", "a day runs from 00:00 up to 23:59"];
    OddMark "W0146" Error
        nl "de gegevens moeten tussen regels met drie streepjes (`---`) staan, en hier staan andere streepjes" ["schrijf op deze regel precies drie streepjes: `---`"]
        en "the data must stand between lines of three hyphens (`---`), and these are other dashes" ["write exactly three hyphens on this line: `---`"];
    TitleMarkup "W0147" Warning
        nl "in `{key}` staat opmaak (`{found}`), en bezoekers zien die zo staan" ["schrijf: {key}: \"{value}\"", "schrijf gewone tekst; opmaak kan alleen in de tekst van de pagina"]
        en "`{key}` holds markup (`{found}`), and visitors see it as it stands" ["write: {key}: \"{value}\"", "write plain text; only the text of the page can have markup"];
    DoubleItem "W0148" Warning
        nl "`{value}` staat twee keer in `{key}`; het telt één keer" ["haal er een weg"]
        en "`{value}` stands twice in `{key}`; it counts once" ["remove one of them"];
    TimeOnOneSide "W0149" Warning
        nl "van `{other}` ({start}) en `{key}` ({end}) heeft er maar één een tijd; in agenda's valt {lost} weg" ["zet bij allebei een tijd, of bij geen van beide"]
        en "only one of `{other}` ({start}) and `{key}` ({end}) has a time; calendars leave out {lost}" ["give both a time, or neither"];
    EndIsStart "W0150" Warning
        nl "`{key}` is hetzelfde moment als `{other}` ({start}), zodat het niets duurt" ["schrijf bij `{key}` wanneer het afgelopen is, of haal de regel weg"]
        en "`{key}` is the same moment as `{other}` ({start}), so that it takes no time" ["write in `{key}` when it is over, or remove the line"];
    WordEaten "W0151" Warning
        nl "`{word}` valt weg uit `{key}`: een `{sign}` aan het begin betekent iets in YAML" ["schrijf: {line}"]
        en "`{word}` is left out of `{key}`: a `{sign}` at the beginning means something in YAML" ["write: {line}"];
    ThousandsDot "W0152" Warning
        nl "`{key}: {value}` telt hier als {read}: een punt staat voor een komma" ["bedoel je duizendtallen, schrijf dan: {key}: {right}"]
        en "`{key}: {value}` counts as {read} here: a dot begins a fraction" ["for thousands, write: {key}: {right}"];
    FarYear "W0153" Warning
        nl "`{key}` ligt in {year}, en het is nu {now}" ["kijk of het jaar klopt"]
        en "`{key}` lies in {year}, and it is {now} now" ["see whether the year is right"];
    HeadingSkipped "W0201" Warning
        nl "na kop {from} komt kop {to}" ["maak er `{marks}` van; sla geen niveau over"]
        en "heading {to} follows heading {from}" ["make it `{marks}`; do not leave out a level"];
    UnknownComponent "W0202" Error
        nl "ik ken het bouwblok `{name}` niet" ["bedoelde je `{best}`?", "wel bekend: {known}"]
        en "I do not know the component `{name}`" ["did you mean `{best}`?", "known: {known}"];
    ParameterMissing "W0203" Error
        nl "bij het bouwblok `{name}` hoort `{key}`" ["zet tussen de accolades: {more}=\"…\"", "schrijf: {fence}{name}{{{example}=\"…\"}}"]
        en "the component `{name}` needs `{key}`" ["put between the braces: {more}=\"…\"", "write: {fence}{name}{{{example}=\"…\"}}"];
    UnknownParameter "W0204" Error
        nl "het bouwblok `{name}` kent `{key}` niet" ["bedoelde je `{best}`?", "wel mogelijk: {known}"]
        en "the component `{name}` does not know `{key}`" ["did you mean `{best}`?", "possible: {known}"];
    ComponentOpen "W0205" Error
        nl "het bouwblok `{name}` is niet afgesloten" ["zet eronder een regel met alleen `{fence}`"]
        en "the component `{name}` is not closed" ["add below it a line with only `{fence}`"];
    StrayFence "W0206" Warning
        nl "deze regel sluit een bouwblok af dat niet open staat" ["haal de regel weg, of zet `:::naam` boven het bouwblok"]
        en "this line closes a component that is not open" ["remove the line, or add `:::name` above the component"];
    BadParameter "W0207" Error
        nl "`{key}` van het bouwblok `{name}` klopt niet: hier hoort {expected}" ["er staat `{found}`"]
        en "`{key}` of the component `{name}` is not right: {expected} belongs here" ["it says `{found}`"];
    HtmlDropped "W0208" Warning
        nl "`{html}` mag niet in de tekst en is weggelaten" ["{advice}", "gebruik Markdown of een bouwblok; zie `raw_html` in site.yaml"]
        en "`{html}` is not allowed in the text and was left out" ["{advice}", "use Markdown or a component; see `raw_html` in site.yaml"];
    ForeignSyntax "W0209" Warning
        nl "`{text}` hoort bij {system} en werkt hier niet" ["{advice}", "gebruik Markdown of een bouwblok"]
        en "`{text}` belongs to {system} and does not work here" ["{advice}", "use Markdown or a component"];
    HeadingWithoutSpace "W0210" Warning
        nl "dit is geen kop: na `{marks}` ontbreekt een spatie" ["schrijf: {marks} {text}"]
        en "this is no heading: a space is missing after `{marks}`" ["write: {marks} {text}"];
    SecondTitle "W0211" Warning
        nl "boven de pagina staat al de titel `{title}`; deze kop is weggelaten" ["schrijf: ## {other}; is het wel de titel, haal de kop dan weg", "haal de kop weg, en begin kopjes in de tekst met ##"]
        en "the page already has the title `{title}` above it; this heading was left out" ["write: ## {other}; if it is the title, remove the heading", "remove the heading, and start headings in the text with ##"];
    FenceOpen "W0212" Warning
        nl "dit codeblok is niet afgesloten en slokt de rest van de pagina op" ["zet onder de code een regel met alleen {fence}"]
        en "this code block is not closed and swallows the rest of the page" ["add below the code a line with only {fence}"];
    SpacedLink "W0214" Warning
        nl "tussen `]` en `(` staat een spatie, daardoor is dit geen link" ["haal de spatie weg: ]({target})"]
        en "there is a space between `]` and `(`, so this is not a link" ["remove the space: ]({target})"];
    VagueLink "W0215" Warning
        nl "de linktekst `{text}` zegt niet waar de link heen gaat" ["schrijf: [naam van de pagina]({address})", "noem de pagina of het document"]
        en "the link text `{text}` does not say where it goes" ["write: [name of the page]({address})", "name the page or document"];
    BoldHeading "W0216" Hint
        nl "deze vette regel lijkt een kopje" ["maak er ## van, dan vinden ook schermlezers hem"]
        en "this bold line looks like a heading" ["use ## so that screen readers find it"];
    EmptyLink "W0217" Error
        nl "deze link heeft geen tekst" ["schrijf tussen [ en ] waar de link heen gaat"]
        en "this link has no text" ["write between [ and ] where the link goes"];
    EmptyHeading "W0218" Warning
        nl "deze kop heeft geen tekst en is weggelaten" ["schrijf de kop achter `{marks}`, of haal de regel weg"]
        en "this heading has no text and was left out" ["write the heading behind `{marks}`, or remove the line"];
    SpacedTarget "W0219" Warning
        nl "door de spaties in `{target}` is dit geen {what}: het staat als tekst op de pagina" ["haal de spaties weg, of schrijf: {web}", "schrijf: {right}, of `%20` voor elke spatie"]
        en "the spaces in `{target}` keep this from being {what}: it is printed as text" ["remove the spaces, or write: {web}", "write: {right}, or `%20` for each space"];
    TargetMissing "W0220" Error
        nl "bij {what} `{text}` staat geen adres" ["{advice}"]
        en "{what} `{text}` has no address" ["{advice}"];
    DefinitionMissing "W0221" Warning
        nl "`{text}` staat zo op de pagina: er is geen regel die met `[{name}]:` begint" ["bedoelde je `{best}`?", "zet onder aan de pagina: [{name}]: {example}"]
        en "`{text}` is printed like that: there is no line that begins with `[{name}]:`" ["did you mean `{best}`?", "add at the foot of the page: [{name}]: {example}"];
    ComponentUnreadable "W0222" Error
        nl "het bouwblok `{name}` is niet te lezen: {reason}" ["zet een regel tekst tussen `:::{empty}` en `:::`", "schrijf: {right}"]
        en "the component `{name}` cannot be read: {reason}" ["put a line of text between `:::{empty}` and `:::`", "write: {right}"];
    PrintedSyntax "W0223" Warning
        nl "`{text}` staat letterlijk op de pagina: alleen {system} maakt er iets anders van" ["{advice}"]
        en "`{text}` is printed as it is: only {system} makes something else of it" ["{advice}"];
    ComponentField "W0224" Error
        nl "`{key}` van het bouwblok `{name}` noemt `{value}`, en dat veld is er niet bij {kind}" ["bedoelde je `{best}`?", "wel mogelijk: {known}"]
        en "`{key}` of the component `{name}` names `{value}`, which is no field of {kind}" ["did you mean `{best}`?", "possible: {known}"];
    NoteUnmentioned "W0225" Warning
        nl "niets op de pagina verwijst naar de noot `{mark}`" ["zet `{mark}` in de tekst waar de noot bij hoort, of haal haar weg"]
        en "nothing on the page refers to the note `{mark}`" ["put `{mark}` into the text where the note belongs, or remove it"];
    CellLost "W0226" Warning
        nl "deze rij heeft {cells} cellen en de kop {columns}; wat hier staat, komt niet op de pagina" ["geef de kop van de tabel en de regel met streepjes eronder een kolom meer, of haal een `|` weg"]
        en "this row has {cells} cells and the head {columns}; what stands here is not shown" ["give the head of the table and the line of hyphens a column more, or remove a `|`"];
    NoTable "W0227" Warning
        nl "deze regels zijn geen tabel: de strepen staan zo op de pagina" ["{advice}", "schrijf op de tweede regel, met gewone streepjes: {instead}", "zet onder de eerste regel: {rule}"]
        en "these lines are no table: the pipes are printed" ["{advice}", "write on the second line, with plain hyphens: {instead}", "put below the first line: {rule}"];
    BulletMark "W0228" Warning
        nl "met `{mark}` wordt het geen lijst" ["schrijf: {right}, en zet een lege regel boven de lijst"]
        en "`{mark}` makes no list" ["write: {right}, with an empty line above the list"];
    SentenceUnderlined "W0229" Warning
        nl "door deze streepjes is de zin erboven een kop" ["zet een lege regel boven de streepjes; voor een kop: ## en de tekst"]
        en "these hyphens make the sentence above a heading" ["put an empty line above the hyphens; for a heading: ## and the text"];
    WrongBrackets "W0230" Warning
        nl "dit is geen link, het staat als tekst op de pagina: {reason}" ["schrijf: {right}"]
        en "this is no link, it is printed as text: {reason}" ["write: {right}"];
    SpacedBold "W0231" Warning
        nl "dit wordt niet vet, de sterretjes staan zo op de pagina: aan de binnenkant mag geen spatie staan" ["schrijf: {right}"]
        en "this is not bold, the stars are printed: no space may stand inside them" ["write: {right}"];
    ItemWithoutSpace "W0232" Warning
        nl "dit is geen lijst: achter `{mark}` ontbreekt een spatie" ["schrijf: {right}"]
        en "this is no list: a space is missing behind `{mark}`" ["write: {right}"];
    ProseAsCode "W0233" Warning
        nl "deze alinea komt als computercode op de pagina, door de spaties ervoor" ["haal de spaties of de tab aan het begin van de regels weg"]
        en "this paragraph is shown as computer code, by the spaces before it" ["remove the spaces or the tab at the beginning of the lines"];
    LinkMissing "W0301" Error
        nl "deze link gaat naar `{target}`, maar dat is er niet" ["bedoelde je `{best}`?", "link naar het bestand, gezien vanaf deze pagina: ../map/pagina.md"]
        en "this link goes to `{target}`, which does not exist" ["did you mean `{best}`?", "link to the file as seen from this page: ../folder/page.md"];
    AnchorMissing "W0302" Error
        nl "de pagina is er wel, maar het kopje `#{anchor}` niet" ["bedoelde je `#{best}`?", "wel aanwezig: {known}", "deze pagina heeft geen kopjes"]
        en "the page exists, but the heading `#{anchor}` does not" ["did you mean `#{best}`?", "available: {known}", "this page has no headings"];
    LinkToDraft "W0303" Error
        nl "deze link gaat naar `{target}`, en dat is niet te zien voor bezoekers" ["publiceer die pagina of haal de link weg"]
        en "this link goes to `{target}`, which visitors cannot see" ["publish that page or remove the link"];
    ImageMissing "W0304" Error
        nl "de afbeelding `{target}` is er niet" ["bedoelde je `{best}`?", "schrijf `{other_case}`; let op hoofdletters", "wel in deze map: {known}", "zet de afbeelding in de map van de pagina"]
        en "the image `{target}` is not there" ["did you mean `{best}`?", "write `{other_case}`; mind capitals", "in this folder: {known}", "put the image in the folder of the page"];
    AltMissing "W0305" Error
        nl "bij de afbeelding `{target}` staat niet wat er te zien is" ["schrijf: {key}: {{ src: {target}, alt: \"wat er te zien is, in een zin\" }}; alleen sfeer? dan `decorative: true` in plaats van `alt`", "beschrijf het in een zin: ![wat er te zien is]({target}); alleen sfeer? dan <img src=\"{target}\" alt=\"\">"]
        en "the image `{target}` does not say what it shows" ["write: {key}: {{ src: {target}, alt: \"what it shows, in a sentence\" }}; decoration only? then `decorative: true` instead of `alt`", "describe it in a sentence: ![what it shows]({target}); decoration only? then <img src=\"{target}\" alt=\"\">"];
    FileMissing "W0306" Error
        nl "het bestand `{target}` is er niet" ["bedoelde je `{best}`?", "schrijf `{other_case}`; let op hoofdletters", "zet het bestand in de map van de pagina"]
        en "the file `{target}` is not there" ["did you mean `{best}`?", "write `{other_case}`; mind capitals", "put the file in the folder of the page"];
    OwnAddress "W0307" Warning
        nl "dit is het volledige adres van de eigen site" ["link naar het bestand: {best}", "link naar het bestand, dan werkt hij ook in de voorvertoning en zonder netwerk"]
        en "this is a full address of the hub itself" ["link to the file: {best}", "link to the file; it then works in the preview and offline"];
    LinkCase "W0308" Hint
        nl "het bestand heet `{best}`, met andere hoofdletters" ["schrijf de naam precies zo"]
        en "the file is called `{best}`, with other capitals" ["write the name exactly so"];
    UnsafeLink "W0309" Error
        nl "een link die met `{scheme}` begint mag hier niet" ["bedoelde je `{best}`?", "gebruik een webadres, een e-mailadres of een bestand"]
        en "a link that begins with `{scheme}` is not allowed here" ["did you mean `{best}`?", "use a web address, an e-mail address or a file"];
    TrackingLink "W0310" Warning
        nl "deze link bevat volgcodes (`{part}`)" ["gebruik {clean}"]
        en "this link has tracking codes (`{part}`)" ["use {clean}"];
    LinkOutside "W0311" Error
        nl "`{target}` ligt buiten de map met pagina's" ["bedoelde je `{best}`?", "zet het bestand in de map van de pagina"]
        en "`{target}` is outside the content folder" ["did you mean `{best}`?", "put the file in the folder of the page"];
    ImageUnreadable "W0312" Warning
        nl "de afbeelding `{target}` is niet te lezen: {reason}" ["sla hem opnieuw op als PNG, JPEG, WebP, AVIF of SVG"]
        en "the image `{target}` cannot be read: {reason}" ["save it again as PNG, JPEG, WebP, AVIF or SVG"];
    LinkToAddress "W0313" Hint
        nl "dit is een adres op de site, geen bestand" ["link naar het bestand: {best}"]
        en "this link is an address on the site, not a file" ["link to the file: {best}"];
    ImageElsewhere "W0314" Warning
        nl "de afbeelding `{target}` staat op een andere site; bezoekers zien alleen een link" ["zet de afbeelding zelf in de map van de pagina"]
        en "the image `{target}` is on another site; visitors see only a link" ["put the image itself in the folder of the page"];
    ImageTooLarge "W0315" Warning
        nl "de afbeelding `{target}` is {width} bij {height} pixels, te groot om te verkleinen; bezoekers halen haar in haar geheel op" ["bewaar haar met hooguit 2000 pixels breedte"]
        en "the image `{target}` has {width} by {height} pixels, too large to shrink; visitors fetch it whole" ["save it with a width of at most 2000 pixels"];
    ImageHeavy "W0316" Warning
        nl "de afbeelding `{target}` is {kb} kB en {width} pixels breed; bezoekers krijgen een kleinere, maar elke build draagt haar mee" ["bewaar haar met hooguit 2000 pixels breedte"]
        en "the image `{target}` is {kb} kB and {width} pixels wide; visitors get a smaller one, but each build carries it along" ["save it with a width of at most 2000 pixels"];
    PlaceRemoved "W0317" Hint
        nl "in `{target}` staat waar de foto is gemaakt; op de site is dat weggehaald" ["het bestand zelf verraadt het nog aan wie bij de bron kan: haal de locatie eruit voordat je de foto bewaart"]
        en "`{target}` says where the photo was made; on the site that is removed" ["the file itself still tells those who can see the source: remove the location before you save the photo"];
    PlaceInImage "W0318" Warning
        nl "in `{target}` staat waar de foto is gemaakt, en dat komt op de site" ["haal de locatie eruit, of haal `images: false` weg uit site.yaml"]
        en "`{target}` says where the photo was made, and that is published" ["remove the location, or remove `images: false` from site.yaml"];
    ImageDamaged "W0319" Warning
        nl "de afbeelding `{target}` is beschadigd: {reason}; bezoekers zien wat ervan over is" ["zet het bestand er opnieuw neer, of sla het opnieuw op"]
        en "the image `{target}` is damaged: {reason}; visitors see what is left of it" ["copy the file again, or save it again"];
    SvgCleaned "W0320" Warning
        nl "in `{target}` staat `{html}`, en dat is weggehaald: het kan bezoekers schaden of volgen" ["sla de tekening op als gewone SVG, zonder scripts en links naar andere bestanden"]
        en "`{target}` holds `{html}`, which was removed: it can harm or follow visitors" ["save the drawing as plain SVG, without scripts and links to other files"];
    LinkMoved "W0321" Warning
        nl "`{target}` is verhuisd" ["link naar het bestand: {best}"]
        en "`{target}` has moved" ["link to the file: {best}"];
    LinkToTest "W0322" Warning
        nl "deze link gaat naar een testomgeving (`{host}`); bezoekers komen daar niet" ["gebruik het adres dat bezoekers hebben"]
        en "this link goes to a test site (`{host}`), which visitors cannot reach" ["use the address that visitors have"];
    ImageUnshown "W0323" Warning
        nl "`{target}` is geen afbeelding die browsers tonen" ["sla het bestand op als JPEG of PNG en noem dat, of maak er een link van: [naam]({target})"]
        en "`{target}` is no picture that browsers show" ["save the file as JPEG or PNG and name that, or make it a link: [name]({target})"];
    ImageOnComputer "W0324" Error
        nl "de afbeelding `{target}` staat alleen op jouw computer" ["zet het bestand in de map van de pagina, en schrijf hier alleen de naam"]
        en "the image `{target}` is on your computer alone" ["put the file into the folder of the page, and write its name alone here"];
    NotUtf8 "W0401" Error
        nl "het bestand is niet opgeslagen als UTF-8; vermoedelijk {encoding}" ["sla het opnieuw op met codering UTF-8"]
        en "the file is not UTF-8, probably {encoding}" ["save it again with encoding UTF-8"];
    EmptyFile "W0402" Warning
        nl "het bestand is leeg" ["schrijf een titel en tekst, of haal het bestand weg"]
        en "the file is empty" ["write a title and text, or remove the file"];
    AddressTaken "W0403" Error
        nl "{file} en {other} krijgen allebei het adres `/{address}`" ["geef een van de twee een andere `slug`"]
        en "{file} and {other} both want the address `/{address}`" ["give one of them another `slug`"];
    LinkEscapes "W0404" Warning
        nl "dit bestand is een verwijzing naar buiten de map met pagina's en is overgeslagen" ["zet het bestand zelf in de map"]
        en "this file is a link to outside the content folder and was skipped" ["put the file itself in the folder"];
    ReadFailed "W0405" Error
        nl "het bestand is niet te lezen: {reason}" ["kijk of het bestand er is en gelezen mag worden"]
        en "the file cannot be read: {reason}" ["see whether the file is there and may be read"];
    InvisibleCharacter "W0406" Hint
        nl "hier staat een onzichtbaar teken ({name})" ["{advice}", "haal het weg; het komt vaak mee uit een tekstverwerker"]
        en "there is an invisible character here ({name})" ["{advice}", "remove it; it often comes along from a word processor"];
    AliasTaken "W0407" Error
        nl "het oude adres `/{address}` is al een adres van {other}" ["haal het weg bij `aliases`"]
        en "the older address `/{address}` is already an address of {other}" ["remove it from `aliases`"];
    BadAlias "W0408" Error
        nl "`{value}` kan geen adres zijn" ["schrijf het oude adres: {best}", "schrijf een pad op deze site, zoals /nieuws/oud-bericht/"]
        en "`{value}` cannot be an address" ["write the older address: {best}", "write a path on this site, such as /news/old-message/"];
    NameTooLong "W0409" Error
        nl "de naam is met {n} bytes te lang voor een bestand" ["maak de term korter: {term}", "geef de pagina een kortere `slug`"]
        en "the name is too long for a file ({n} bytes)" ["make the term shorter: {term}", "give the page a shorter `slug`"];
    PageAsText "W0410" Warning
        nl "dit bestand is geen pagina: `.txt` staat achter de naam" ["noem het `{right}`"]
        en "this file is no page: its name ends with `.txt`" ["name it `{right}`"];
    Misread "W0411" Warning
        nl "hier staat `{found}`, en dat was `{meant}`: het bestand is een keer met de verkeerde codering geopend en opgeslagen" ["schrijf `{meant}`, en kijk of er meer van zulke letters in het bestand staan"]
        en "here stands `{found}`, which was `{meant}`: the file was once opened with the wrong encoding and saved" ["write `{meant}`, and see whether there are more such letters in the file"];
    ForeignFile "W0501" Error
        nl "`{path}` staat in de uitvoermap en is niet door mij gemaakt" ["kies een lege map met `--out`, of verwijder het bestand"]
        en "`{path}` is in the output folder and was not made by me" ["choose an empty folder with `--out`, or remove the file"];
    WriteFailed "W0502" Error
        nl "schrijven van `{path}` is mislukt: {reason}" ["kijk of er ruimte is en of in de map geschreven mag worden"]
        en "writing `{path}` failed: {reason}" ["see whether there is space and whether the folder may be written"];
    RouteTaken "W0503" Error
        nl "twee dingen willen het bestand `{path}` maken: {first} en {second}" ["geef een van beide een andere naam"]
        en "two things want to make the file `{path}`: {first} and {second}" ["give one of them another name"];
    RenderFailed "W0504" Error
        nl "`{path}` is niet te maken met het thema: {reason}" ["en nog {more} zo; kijk in docs/templates.md wat een sjabloon krijgt", "kijk in docs/templates.md wat een sjabloon krijgt"]
        en "`{path}` cannot be made with the theme: {reason}" ["and {more} more like it; see docs/templates.md for what a template gets", "see docs/templates.md for what a template gets"];
    OutputOverlaps "W0505" Error
        nl "de uitvoermap `{path}` is een map van de hub zelf: met de pagina's, het thema of de termen" ["kies een map voor de uitvoer alleen, zoals `--out public`"]
        en "the output folder `{path}` is a folder of the hub itself: of pages, of themes or of terms" ["choose a folder for output only, such as `--out public`"];
    NothingPublished "W0506" Hint
        nl "er is niets gepubliceerd: eerst moeten de fouten weg ({n})" ["met `--keep-going` wordt al het andere toch gepubliceerd"]
        en "nothing was published: the errors must go first ({n})" ["with `--keep-going` everything else is published all the same"];
    SearchLanguage "W0601" Hint
        nl "voor de taal `{language}` kan zoeken geen woordvormen herkennen" ["zoeken werkt wel, op de woorden zoals ze er staan"]
        en "search cannot recognise word forms in the language `{language}`" ["search does work, on the words as they are written"];
    QuestionsFile "W0602" Error
        nl "de zoekvragen in `{path}` zijn niet te lezen: {reason}" ["het bestand moet naast `site.yaml` staan, op het pad dat daar genoemd is"]
        en "the questions in `{path}` cannot be read: {reason}" ["the file must be at the path that `site.yaml` names, relative to it"];
    QuestionUnanswered "W0603" Warning
        nl "wie `{query}` zoekt, vindt `{page}` niet bij de eerste {n}" ["de pagina staat op plek {place}, na {before}; zet de woorden in de titel, een kop of de samenvatting", "geen van de woorden leidt naar de pagina; wel gevonden: {before}", "geen van de woorden leidt naar een pagina; gebruik ze op de pagina, of als synoniem van een term"]
        en "who searches for `{query}` does not find `{page}` among the first {n}" ["the page is at place {place}, after {before}; put the words into the title, a heading or the summary", "none of the words leads to the page; what is found: {before}", "none of the words leads to any page; use them on the page, or as a synonym of a term"];
    QuestionPage "W0604" Error
        nl "de pagina `{page}` van deze zoekvraag is er niet" ["bedoelde je `{best}`?", "noem het bestand, gezien vanaf de map met de pagina's: map/pagina.md"]
        en "the page `{page}` of this question does not exist" ["did you mean `{best}`?", "name the file as seen from the content folder: folder/page.md"];
    QuestionHidden "W0605" Warning
        nl "de pagina `{page}` van deze zoekvraag staat niet in de zoekindex" ["een concept, een pagina buiten haar tijd, de inleiding van de voorpagina of een pagina met `search: false` wordt niet gevonden; kies een andere pagina of haal de vraag weg"]
        en "the page `{page}` of this question is not in the search index" ["a draft, a page out of its time, the introduction of the home page or a page with `search: false` is not found; choose another page or remove the question"];
    QuestionEmpty "W0606" Warning
        nl "in deze zoekvraag staat geen woord" ["zet bij `query` wat bezoekers typen: query: buurt agenda"]
        en "there is no word in this question" ["put what visitors type at `query`: query: buurt agenda"];
}

/// Words that arguments are made of, by language: an argument `@date` becomes `een datum` or `a date`.
const WORDS: &[(&str, &str, &str)] = &[
    ("reversed", "de haken staan andersom", "the brackets are the other way round"),
    ("not_closed", "het haakje aan het eind ontbreekt", "the bracket at its end is missing"),
    ("text", "tekst", "text"),
    ("number", "een getal", "a number"),
    ("boolean", "`true` of `false`", "`true` or `false`"),
    ("date", "een datum", "a date"),
    ("datetime", "een datum met tijd", "a date with a time"),
    ("list", "een lijst", "a list"),
    ("one", "één waarde", "one value"),
    ("map", "een blok met `naam: waarde`", "a block of `name: value`"),
    ("nothing", "niets", "nothing"),
    ("url", "een webadres", "a web address"),
    ("name", "een naam zonder spaties, schuine strepen en haken", "a name without spaces, slashes and brackets"),
    ("file", "een bestand", "a file"),
    ("image", "een afbeelding", "an image"),
    ("language_tag", "de code van een taal, zoals `nl`", "the code of a language, such as `nl`"),
    ("path_below", "een pad binnen de hub, zonder `..`", "a path inside the hub, without `..`"),
    ("slug", "één stuk van een adres, zonder `/`", "one part of an address without `/`"),
    ("type", "een veldtype", "a field type"),
    ("whole", "een geheel getal boven nul", "a whole number above zero"),
    ("zone", "een tijdzone", "a time zone"),
    ("glob", "een patroon", "a pattern"),
    ("vocabulary", "de woordenlijst", "the vocabulary"),
    ("kind", "de soort", "the kind"),
    ("kinds", "pagina's", "pages"),
    ("field", "het veld", "the field"),
    ("term", "de term", "the term"),
    ("theme", "het thema", "the theme"),
    ("template", "het sjabloon", "the template"),
    ("hugo", "Hugo", "Hugo"),
    ("mkdocs", "MkDocs", "MkDocs"),
    ("liquid", "Liquid of Nunjucks", "Liquid or Nunjucks"),
    ("docfx", "DocFX", "DocFX"),
    ("mdx", "MDX", "MDX"),
    (
        "embed",
        "een iframe of script van buiten mag hier niet (privacy); gebruik het bouwblok `video`",
        "outside frames and scripts are not allowed (privacy); use the component `video`",
    ),
    ("style", "vormgeving hoort in het thema", "looks belong in the theme"),
    ("include", "zet de tekst zelf in de pagina", "put the text itself in the page"),
    (
        "conflict",
        "hier staat een samenvoegconflict van Git: kies een van de twee versies en haal de regels met <<<<<<<, ======= en >>>>>>> weg",
        "there is a Git merge conflict here: choose one version and remove the lines with <<<<<<<, ======= and >>>>>>>",
    ),
    (
        "indent",
        "laat de regels van een lijst of blok recht onder elkaar beginnen",
        "let the lines of a list or block start right below each other",
    ),
    ("nbsp", "vaste spatie", "no-break space"),
    (
        "angle_advice",
        "is het gewone tekst? schrijf `\\<` in plaats van `<`",
        "is it plain text? write `\\<` instead of `<`",
    ),
    ("nbsp_advice", "zet er een gewone spatie voor in de plaats", "put an ordinary space in its place"),
    ("zwsp", "spatie zonder breedte", "zero-width space"),
    ("shy", "zacht koppelteken", "soft hyphen"),
    ("bom", "bytevolgordeteken", "byte order mark"),
    ("site", "de site zelf", "the site itself"),
    ("conflict_lines", "er staat een samenvoegconflict van Git in", "they hold a Git merge conflict"),
    ("list_open", "een lijst met `[` is niet afgesloten", "a list with `[` is not closed"),
    ("list_open_advice", "zet `]` achter de lijst", "put `]` behind the list"),
    ("map_open", "een blok met `{` is niet afgesloten", "a block with `{` is not closed"),
    ("map_open_advice", "zet `}` achter het blok", "put `}` behind the block"),
    ("quote_open", "een aanhalingsteken is niet afgesloten", "a quotation mark is not closed"),
    (
        "quote_open_advice",
        "zet aan beide kanten van de tekst hetzelfde aanhalingsteken: \"…\"",
        "put the same quotation mark on both sides of the text: \"…\"",
    ),
    ("quote_after", "achter het aanhalingsteken staat nog tekst", "there is text behind the quotation mark"),
    (
        "quote_after_advice",
        "zet de hele waarde tussen aanhalingstekens, en binnenin enkele: \"… '…' …\"",
        "put the whole value in quotation marks, and single ones inside: \"… '…' …\"",
    ),
    ("special", "een waarde begint met een bijzonder teken", "a value begins with a special character"),
    (
        "list_behind",
        "achter een lijst met `[` of een blok met `{` staat nog tekst",
        "there is text behind a list with `[` or a block with `{`",
    ),
    ("list_behind_advice", "haal weg wat erachter staat", "remove what stands behind it"),
    ("space_missing", "achter de dubbele punt ontbreekt een spatie", "a space is missing behind the colon"),
    (
        "anchors",
        "met `&` en `*` herhalen de waarden elkaar te vaak",
        "with `&` and `*` the values repeat each other too often",
    ),
    (
        "anchors_advice",
        "schrijf de waarden uit, zonder `&` en `*`; zet een tekst die zo begint tussen aanhalingstekens: \"…\"",
        "write the values out, without `&` and `*`; put a text that begins so in quotes: \"…\"",
    ),
    (
        "backslash",
        "een `\\` tussen dubbele aanhalingstekens heeft een eigen betekenis",
        "a `\\` in double quotes has a meaning of its own",
    ),
    (
        "too_deep",
        "de lijsten en blokken staan te diep in elkaar",
        "the lists and blocks are too deep inside each other",
    ),
    ("too_deep_advice", "haal haken weg die niet nodig zijn", "remove the brackets that are not needed"),
    (
        "comma_missing",
        "hier hoort een komma, of het einde van de lijst",
        "a comma belongs here, or the end of the list",
    ),
    ("unreadable", "vanaf hier klopt de schrijfwijze niet", "from here on, the way of writing is wrong"),
    (
        "second_colon",
        "een tekst over meer regels mag geen dubbele punt met een spatie bevatten",
        "a text over several lines may hold no colon with a space behind it",
    ),
    ("indentation", "deze regel staat niet recht onder de vorige", "this line does not line up with the one above"),
    ("colon_missing", "hier ontbreekt een dubbele punt", "a colon is missing here"),
    (
        "colon_missing_advice",
        "schrijf op elke regel een naam, een dubbele punt, een spatie en de waarde",
        "write on each line a name, a colon, a space and the value",
    ),
    ("not_there", "er is geen bestand met die naam", "there is no file of that name"),
    ("no_permission", "het mag niet gelezen of geschreven worden", "it may not be read or written"),
    ("disk_full", "de schijf is vol", "the disk is full"),
    ("no_pixels", "de pixels zijn niet te lezen", "its pixels cannot be read"),
    ("cut_off", "het einde ontbreekt", "its end is missing"),
    ("images", "`false` of een lijst van `naam: waarde`", "`false` or a list of `name: value`"),
    ("widths", "een lijst van breedtes in pixels", "a list of widths in pixels"),
    ("no_image", "het is geen afbeelding, of hij is beschadigd", "it is no image, or it is damaged"),
    ("a_link", "link", "a link"),
    ("an_image", "afbeelding", "an image"),
    ("the_link", "de link", "the link"),
    ("the_image", "de afbeelding", "the image"),
    (
        "target_advice",
        "schrijf tussen ( en ) waar de link heen gaat, zoals ../map/pagina.md",
        "write between ( and ) where the link goes, such as ../folder/page.md",
    ),
    (
        "image_advice",
        "schrijf tussen ( en ) de naam van het bestand, zoals foto.jpg",
        "write between ( and ) the name of the file, such as photo.jpg",
    ),
    ("an_address", "het adres", "the address"),
    ("a_note", "de tekst van de noot", "the text of the note"),
    ("brace_open", "er staat een `{` zonder `}`", "there is a `{` without `}`"),
    ("bracket_open", "er staat een `[` zonder `]`", "there is a `[` without `]`"),
    ("parameters_wrong", "tussen `{` en `}` hoort `naam=\"waarde\"`", "between `{` and `}` belongs `name=\"value\"`"),
    (
        "braces_missing",
        "wat achter de naam staat, hoort tussen `{` en `}`",
        "what stands behind the name belongs between `{` and `}`",
    ),
    (
        "own_line",
        "het hoort op een eigen regel, zonder tekst of `>` ervoor",
        "it belongs on a line of its own, without text or `>` before it",
    ),
    (
        "holds_no_text",
        "er staat tekst in, en dit bouwblok staat alleen op een regel",
        "there is text in it, and this component stands on a line by itself",
    ),
    ("holds_text", "er staat geen tekst in", "there is no text in it"),
    ("emoji_systems", "GitHub, Slack of MkDocs", "GitHub, Slack or MkDocs"),
    (
        "emoji_advice",
        "zet het teken zelf in de tekst, zoals 🙂, of haal het weg",
        "put the character itself in the text, such as 🙂, or remove it",
    ),
    (
        "tab_advice",
        "zet elk tabblad onder een eigen kop, of in een bouwblok `accordion`",
        "put each tab below a heading of its own, or in a component `accordion`",
    ),
    ("mark_advice", "schrijf <mark>…</mark>, of maak het **vet**", "write <mark>…</mark>, or make it **bold**"),
    ("keys_advice", "schrijf <kbd>…</kbd> om elke toets", "write <kbd>…</kbd> around each key"),
    ("icon_advice", "zet er een woord voor in de plaats", "put a word in its place"),
    (
        "abbreviation_advice",
        "zet de uitleg in een woordenlijst met `definition`; dan staat zij bij het woord op elke pagina",
        "put the explanation in a vocabulary with `definition`; it then stands with the word on every page",
    ),
    ("the_end", "het einde", "the end"),
    ("the_time_of_end", "de tijd van het einde", "the time of the end"),
    ("seconds", "een heel aantal seconden sinds 1 januari 1970", "a whole number of seconds since 1 January 1970"),
    ("below_max", "een getal dat niet hoger is dan `max`", "a number not above `max`"),
    ("own_folder", "een map die geen andere soort heeft", "a folder that no other kind has"),
    ("too_low", "te laag", "too low"),
    ("too_high", "te hoog", "too high"),
    ("too_long", "te lang", "too long"),
    ("empty_line_in_table", "haal de lege regel erboven weg", "remove the empty line above"),
    ("curly", "de aanhalingstekens zijn gekruld", "the quotation marks are curly"),
    ("swapped", "verwisseld met `longitude`", "mixed up with `longitude`"),
    (
        "one_target",
        "één van `kind`, `vocabulary`, `page`, `map` en `url`",
        "one of `kind`, `vocabulary`, `page`, `map` and `url`",
    ),
];

/// An argument as it is printed: a word of this catalogue when it begins with `@`, else itself.
pub fn word(argument: &str, language: Language) -> &str {
    let Some(key) = argument.strip_prefix('@') else { return argument };
    match WORDS.iter().find(|(name, _, _)| *name == key) {
        Some((_, dutch, english)) => match language {
            Language::Dutch => dutch,
            Language::English => english,
        },
        None => argument,
    }
}

/// Why the disk refused, as a word of this catalogue where there is one.
pub fn disk_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "@not_there".into(),
        std::io::ErrorKind::PermissionDenied => "@no_permission".into(),
        std::io::ErrorKind::StorageFull => "@disk_full".into(),
        _ => error.to_string(),
    }
}

/// A text with its placeholders filled in; none when an argument is missing. `{{` and `}}` are braces.
pub fn fill(text: &str, arguments: &[(&'static str, String)], language: Language) -> Option<String> {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(i) = rest.find(['{', '}']) {
        filled.push_str(&rest[..i]);
        let doubled = rest[i + 1..].starts_with(&rest[i..=i]);
        if doubled || rest.as_bytes()[i] == b'}' {
            filled.push_str(&rest[i..=i]);
            rest = &rest[i + 1 + usize::from(doubled)..];
            continue;
        }
        let end = rest[i..].find('}')? + i;
        let name = &rest[i + 1..end];
        let (_, value) = arguments.iter().find(|(key, _)| *key == name)?;
        filled.push_str(word(value, language));
        rest = &rest[end + 1..];
    }
    filled.push_str(rest);
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_rise() {
        for pair in Code::ALL.windows(2) {
            assert!(pair[0].text() < pair[1].text(), "{:?}", pair);
        }
    }

    #[test]
    fn both_languages_use_the_same_arguments_and_hints() {
        let names = |text: &str| -> std::collections::BTreeSet<String> {
            text.replace("{{", "")
                .replace("}}", "")
                .split('{')
                .skip(1)
                .filter_map(|s| s.split('}').next())
                .map(str::to_owned)
                .collect()
        };
        for code in Code::ALL {
            let (nl, en) = (code.texts(Language::Dutch), code.texts(Language::English));
            assert_eq!(names(nl.message), names(en.message), "{code:?}");
            let each = |hints: &[&str]| hints.iter().map(|hint| names(hint)).collect::<Vec<_>>();
            assert_eq!(each(nl.hints), each(en.hints), "{code:?}");
        }
    }

    #[test]
    fn the_first_hint_that_can_be_filled_is_chosen() {
        assert_eq!(fill("{a}?", &[], Language::Dutch), None);
        let arguments = [("a", "@date".to_owned()), ("b", "x".to_owned())];
        assert_eq!(fill("{b}{{{a}}}", &arguments, Language::Dutch).as_deref(), Some("x{een datum}"));
    }
}
