//! The command line as it is typed. The one home of clap.

use crate::command::exit_code::ExitCode;
use crate::command::report::Format;
use crate::source::language::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Compile a folder of Markdown into a static knowledge hub.
#[derive(Debug, Parser)]
#[command(name = "wijkwijzer", version, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the hub into a folder
    Build(BuildArguments),
    /// Put the hub into a zip that is read from a disk, without a server
    Bundle(BundleArguments),
    /// Look for mistakes without writing anything
    Check(CommonArguments),
    /// Show the hub in a browser and build it anew when a file changes
    Serve(ServeArguments),
    /// Search the hub as its visitors do, and say why a page is found or not
    Search(SearchArguments),
}

/// What all commands know.
#[derive(Args, Clone, Debug)]
pub struct CommonArguments {
    /// Folder of the hub: where site.yaml is
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    pub root: PathBuf,
    /// Address at which the hub is published, instead of base_url in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Include drafts, and pages before or after their time
    #[arg(long)]
    pub drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Form of the messages
    #[arg(long, value_enum, default_value_t = FormatName::Human)]
    pub format: FormatName,
    /// Language of the messages, instead of that of the hub
    #[arg(long, value_enum)]
    pub lang: Option<LanguageName>,
    /// Show hints one by one, and not only their number
    #[arg(long)]
    pub hints: bool,
    /// Show how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// Number of threads, instead of one for each core
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Make everything anew, also the images that an earlier build left in .wijkwijzer-cache
    #[arg(long)]
    pub no_cache: bool,
}

/// What `build` knows besides.
#[derive(Args, Clone, Debug)]
pub struct BuildArguments {
    /// What all commands know.
    #[command(flatten)]
    pub common: CommonArguments,
    /// Folder for the site, relative to the root
    #[arg(long, default_value = "public", value_name = "FOLDER")]
    pub out: PathBuf,
    /// Publish everything that has no errors, instead of nothing
    #[arg(long)]
    pub keep_going: bool,
}

/// What `bundle` knows besides.
#[derive(Args, Clone, Debug)]
pub struct BundleArguments {
    /// What all commands know.
    #[command(flatten)]
    pub common: CommonArguments,
    /// Zip file, relative to the root; without it the title of the hub with .zip
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Bundle everything that has no errors, instead of nothing
    #[arg(long)]
    pub keep_going: bool,
}

/// What `serve` knows besides.
#[derive(Args, Clone, Debug)]
pub struct ServeArguments {
    /// What all commands know.
    #[command(flatten)]
    pub common: CommonArguments,
    /// Port; without it the first free one from 4000
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub host: String,
}

/// What `search` knows besides.
#[derive(Args, Clone, Debug)]
pub struct SearchArguments {
    /// What all commands know.
    #[command(flatten)]
    pub common: CommonArguments,
    /// Words, as a visitor types them
    #[arg(required_unless_present = "queries", value_name = "WORDS")]
    pub words: Vec<String>,
    /// Say what each result scores, and by which forms of the words
    #[arg(long)]
    pub explain: bool,
    /// Say where this page stands in the results, and if it does not, why
    #[arg(long, value_name = "FILE")]
    pub page: Option<String>,
    /// Number of results
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    /// Read queries from a file, one a line; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    pub queries: Option<PathBuf>,
}

/// Names of formats.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormatName {
    /// For people
    Human,
    /// For programs
    Json,
    /// For the checks of a pull request on GitHub
    Github,
}

/// Names of languages.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LanguageName {
    /// Dutch
    Nl,
    /// English
    En,
}

/// The arguments of the process, or the exit code after help, the version or a mistake was printed.
pub fn typed() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        let _ = error.print();
        if error.use_stderr() { ExitCode::Usage } else { ExitCode::Fine }
    })
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Human => Format::Human,
            FormatName::Json => Format::Json,
            FormatName::Github => Format::Github,
        }
    }
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Language {
        match name {
            LanguageName::Nl => Language::Dutch,
            LanguageName::En => Language::English,
        }
    }
}
