//! The pages of a hub that visitors do not see: what an editor who misses one wants to know.

use crate::command::amount::amount;
use crate::model::site::Site;
use crate::model::targets::Target;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;
use crate::source::language::Language;
use crate::source::severity::Severity;
use std::collections::HashSet;

/// Numbers of pages that are not published.
#[derive(Clone, Copy, Debug)]
pub struct LeftOut {
    /// Those whose errors stand in the way.
    pub wrong: usize,
    /// Drafts, and those before or after their time.
    pub hidden: usize,
}

impl LeftOut {
    /// The pages that are left out of a hub.
    pub fn of(site: &Site, diagnostics: &[Diagnostic]) -> LeftOut {
        let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
        let files: HashSet<&str> = errors.map(|d| d.file.as_str()).collect();
        let is_wrong = |path: &str| files.contains(in_root(&site.config, path).as_str());
        let (wrong, others): (Vec<_>, Vec<_>) = site.targets.absent_files().partition(|(path, _)| is_wrong(path));
        LeftOut { wrong: wrong.len(), hidden: others.iter().filter(|(_, why)| *why == Target::Hidden).count() }
    }

    /// Says how many pages are left out, and why.
    pub fn tell(self, language: Language) {
        let say = |n: usize, dutch, english| {
            if n > 0 {
                println!("{}", amount(n, language, dutch, english));
            }
        };
        say(
            self.wrong,
            [
                "pagina is niet gepubliceerd: eerst moeten de fouten erin weg",
                "pagina's zijn niet gepubliceerd: eerst moeten de fouten erin weg",
            ],
            [
                "page was not published: the errors in it must go first",
                "pages were not published: the errors in them must go first",
            ],
        );
        say(
            self.hidden,
            [
                "pagina is nu niet te zien: een concept, of voor of na haar tijd (bekijk haar met --drafts)",
                "pagina's zijn nu niet te zien: een concept, of voor of na hun tijd (bekijk ze met --drafts)",
            ],
            [
                "page is not to be seen now: a draft, or before or after its time (see it with --drafts)",
                "pages are not to be seen now: drafts, or before or after their time (see them with --drafts)",
            ],
        );
    }
}
