//! What is told of a text while it is read, beyond what its links, images and headings say themselves.

use crate::parse::events::Spanned;
use crate::parse::foreign;
use crate::parse::left_over::{self, Undefined};
use crate::parse::markdown::{Position, Walk};
use crate::parse::signs::Signs;
use crate::parse::slips;
use crate::parse::tables::cells;
use crate::parse::tags::Covered;
use crate::parse::web_address;
use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::invisible::{told, unseen};
use crate::source::nearest::Names;
use crate::source::severity::Severity;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl<'a> Walk<'a, '_> {
    pub(super) fn report_directives(&mut self) {
        let spans: Vec<_> = self.directives.stray.iter().map(|s| (Code::StrayFence, self.line_span(*s))).collect();
        for (code, span) in spans {
            self.found.push(Diagnostic::new(code, self.file).at(span));
        }
        for span in self.directives.foreign.clone() {
            let problem = Diagnostic::new(Code::ForeignSyntax, self.file).at(self.line_span(span));
            self.found.push(problem.with("text", ":::").with("system", "@docfx"));
        }
        for broken in self.directives.broken.clone() {
            let problem = Diagnostic::new(Code::ComponentUnreadable, self.file).at(self.line_span(broken.span));
            let problem = problem.with("name", broken.name).with("reason", broken.reason);
            self.found.push(problem.with_some("right", broken.right));
        }
        for i in 0..self.directives.components.len() {
            if !self.directives.closed[i] {
                let component = &self.directives.components[i];
                let problem = Diagnostic::new(Code::ComponentOpen, self.file).at(self.line_span(component.span));
                let fence = ":".repeat(self.directives.fences[i]);
                self.found.push(problem.with("name", &component.name).with("fence", fence));
            }
        }
        self.parsed.body.components = self.directives.components.clone();
        for i in 0..self.parsed.body.components.len() {
            self.parsed.body.components[i].span = self.line_span(self.parsed.body.components[i].span);
        }
    }

    pub(super) fn report_tags(&mut self, text: &str, covered: &Covered) {
        for (span, system) in &covered.tags {
            let what: String = text[span.start..span.end].chars().take(40).collect();
            let problem = Diagnostic::new(Code::ForeignSyntax, self.file).at(self.line_span(*span));
            self.found.push(problem.with("text", what).with("system", *system));
        }
    }

    pub(super) fn report_undefined(&mut self, undefined: Vec<Undefined>) {
        for Undefined { at, name } in undefined {
            let example = if name.starts_with('^') { "@a_note" } else { "@an_address" };
            // Between numbers there is no likeness.
            let worded = name.chars().filter(|c| c.is_alphabetic()).count() > 2;
            let best = worded.then(|| self.defined().nearest(&name, |_| true)).flatten();
            let best = best.map(|best| format!("[{best}]"));
            let problem = self.problem(Code::DefinitionMissing, &at).with("text", &self.source[at]);
            self.found.push(problem.with("name", name).with("example", example).with_some("best", best));
        }
    }

    /// What the lines of the text explain that begin with `[name]:`, looked for once.
    fn defined(&self) -> &Names {
        let name = |line: &str| Some(line.trim_start().strip_prefix('[')?.split_once("]:")?.0.to_owned());
        self.defined.get_or_init(|| Names::of(self.source.lines().filter_map(name)))
    }

    pub(super) fn report_unmentioned_notes(&mut self) {
        for at in self.notes.unmentioned() {
            let line = self.source[at.clone()].lines().next().unwrap_or_default();
            let mark = line.split_inclusive(']').next().unwrap_or_default().trim_start();
            let problem = self.problem(Code::NoteUnmentioned, &(at.start..at.start + line.len()));
            self.found.push(problem.with("mark", mark));
        }
    }

    /// Reports what an editor wrote as a link in a piece of text and that is none; says whether there is some.
    pub(super) fn report_left_over(&mut self, range: &Range<usize>) -> bool {
        let written = &self.source[range.clone()];
        let there = |at: &Range<usize>| range.start + at.start..range.start + at.end;
        let notes = left_over::undefined_notes(written);
        self.report_undefined(notes.into_iter().map(|n| Undefined { at: there(&n.at), ..n }).collect());
        let spaced = left_over::spaced_targets(written);
        let mut some = !spaced.is_empty();
        for spaced in spaced {
            let problem = self.problem(Code::SpacedTarget, &there(&spaced.at)).with("target", spaced.target);
            let problem = problem.with("what", if spaced.image { "@an_image" } else { "@a_link" });
            let elsewhere = web_address::is_absolute(spaced.target);
            self.found.push(problem.with(if elsewhere { "web" } else { "right" }, spaced.right));
        }
        let misbracketed = left_over::reversed_links(written).into_iter().map(|link| (link, "@reversed"));
        let open = left_over::open_links(written).into_iter().map(|link| (link, "@not_closed"));
        for (link, reason) in misbracketed.chain(open) {
            let problem = self.problem(Code::WrongBrackets, &there(&link.at)).with("reason", reason);
            self.found.push(problem.with("right", link.right));
            some = true;
        }
        some
    }

    /// Reports the first bold that is none because of a space inside its stars.
    pub(super) fn report_spaced_bold(&mut self, range: &Range<usize>) {
        let Some((at, right)) = slips::spaced_bold(&self.source[range.clone()]) else { return };
        if self.printed.insert("bold") {
            let problem = self.problem(Code::SpacedBold, &(range.start + at.start..range.start + at.end));
            self.found.push(problem.with("right", right));
        }
    }

    /// Reports an indented block that reads as text.
    pub(super) fn look_at_indented(&mut self, code: &str, range: &Range<usize>) {
        if slips::is_prose(code) && self.printed.insert("indented") {
            let problem = self.problem(Code::ProseAsCode, range);
            self.found.push(problem);
        }
    }

    /// Reports components that stand as words in a text.
    pub(super) fn report_inner_components(&mut self, range: &Range<usize>) {
        for (at, name) in left_over::inner_components(&self.source[range.clone()]) {
            let at = range.start + at.start..range.start + at.end;
            let problem = self.problem(Code::ComponentUnreadable, &at).as_severity(Severity::Warning);
            self.found.push(problem.with("name", name).with("reason", "@own_line"));
        }
    }

    /// Reports the first of each sort of syntax that is printed in a text.
    pub(super) fn report_printed(&mut self, range: &Range<usize>, signs: Signs) {
        let written = &self.source[range.clone()];
        let with = |sign: Signs| signs.hold(sign).then_some(written);
        let next = self.source[range.end..].chars().next();
        let is_emoji = |at: &Range<usize>| !foreign::is_icon(&written[at.clone()]);
        let emoji = with(Signs::COLON).and_then(|text| foreign::short_names(text, next).find(is_emoji));
        let abbreviation = with(Signs::BRACKET).filter(|text| text.starts_with("*["));
        let abbreviation = abbreviation.and_then(|text| text.find("]:")).map(|end| 0..end + 2);
        let sorts = [
            (emoji, "@emoji_systems", "@emoji_advice"),
            (abbreviation, "@mkdocs", "@abbreviation_advice"),
            (with(Signs::EQUALS).and_then(foreign::tab), "@mkdocs", "@tab_advice"),
            (with(Signs::EQUALS).and_then(foreign::marked), "@mkdocs", "@mark_advice"),
            (with(Signs::PLUS).and_then(foreign::keys), "@mkdocs", "@keys_advice"),
        ];
        for (at, system, advice) in sorts {
            let Some(at) = at.filter(|_| self.printed.insert(advice)) else { continue };
            let problem = self.problem(Code::PrintedSyntax, &(range.start + at.start..range.start + at.end));
            self.found.push(problem.with("text", &written[at]).with("system", system).with("advice", advice));
        }
    }

    pub(super) fn look_at_fence(&mut self, range: &Range<usize>) {
        let block = self.source[range.clone()].trim_end();
        let fence: String = block.chars().take_while(|c| *c == '`' || *c == '~').collect();
        let last = block.rsplit('\n').next().unwrap_or("").trim_start_matches([' ', '\t', '>']);
        let closed = block.contains('\n') && last.starts_with(&fence) && last.chars().all(|c| fence.starts_with(c));
        if !closed && !fence.is_empty() && range.end >= self.source.trim_end().len() {
            let line = range.start..range.start + block.find('\n').unwrap_or(block.len());
            let problem = self.problem(Code::FenceOpen, &line);
            self.found.push(problem.with("fence", fence));
        }
    }

    /// Cells for which the head of the table has no column are not shown.
    pub(super) fn look_at_row(&mut self, range: &Range<usize>) {
        let row = &self.source[range.clone()];
        let columns = self.tables.columns();
        let cells = cells(row);
        let Some(first) = cells.iter().skip(columns).find(|cell| !row[(*cell).clone()].trim().is_empty()) else {
            return;
        };
        let lost = range.start + first.start..range.start + row.trim_end().len();
        let problem = self.problem(Code::CellLost, &lost).with("columns", columns.to_string());
        self.found.push(problem.with("cells", cells.len().to_string()));
    }

    /// Lines with pipes that are no table: no line of hyphens, another number of them, or an empty line inside.
    fn look_for_table(&mut self, range: &Range<usize>) {
        let text = &self.source[range.clone()];
        let row = |line: &str| line.trim().len() > 2 && line.trim().starts_with('|') && line.trim().ends_with('|');
        let mut lines = text.lines();
        let (Some(head), second) = (lines.next().filter(|line| row(line)), lines.next()) else { return };
        let cells = cells(head).len();
        if cells < 2 || second.is_some_and(|line| !row(line)) {
            return;
        }
        let ruled = second.is_some_and(|line| line.chars().all(|c| "|-–—:=_ \t".contains(c)));
        let above = self.source[..range.start].trim_end().lines().last().is_some_and(row);
        if !ruled && !above && second.is_none() {
            return;
        }
        let problem = self.problem(Code::NoTable, &(range.start..range.start + head.len()));
        self.found.push(if above && !ruled {
            problem.with("advice", "@empty_line_in_table")
        } else {
            let rule = "|---".repeat(cells) + "|";
            problem.with(if ruled { "instead" } else { "rule" }, rule)
        });
    }

    /// Signs of a list that a word processor put into the text.
    fn look_for_bullets(&mut self, range: &Range<usize>) {
        const BULLETS: [char; 8] = ['•', '·', '▪', '●', '◦', '‣', '\u{f0b7}', '\u{f0a7}'];
        let text = &self.source[range.clone()];
        if text.is_ascii() && !text.contains('\t') {
            return;
        }
        let after = |line: &str| {
            let mut chars = line.chars();
            let mark = chars.next()?;
            let rest = chars.as_str();
            let bullet = BULLETS.contains(&mark) && rest.starts_with([' ', '\t', '\u{a0}']);
            let typed = matches!(mark, '–' | '—' | 'o' | '§') && rest.starts_with('\t');
            (bullet || typed).then(|| (mark, rest.trim().to_owned()))
        };
        let mut start = range.start;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim_start();
            if let Some((mark, rest)) = after(trimmed.trim_end()) {
                let at = start + line.len() - trimmed.len();
                let problem = self.problem(Code::BulletMark, &(at..at + mark.len_utf8()));
                self.found.push(problem.with("mark", mark.to_string()).with("right", format!("- {rest}")));
                return;
            }
            start += line.len();
        }
    }

    pub(super) fn look_at_paragraph(&mut self, events: &[Spanned<'a>]) {
        let range = &events[0].1;
        self.look_for_table(range);
        self.look_for_bullets(range);
        if let Some((mark, right)) = slips::item_without_space(&self.source[range.clone()]) {
            let problem = self.problem(Code::ItemWithoutSpace, &(range.start..range.start + mark.end));
            self.found.push(problem.with("mark", &self.source[range.start..][mark]).with("right", right));
        }
        let line = self.source[range.clone()].lines().next().unwrap_or("");
        let marks = line.bytes().take_while(|b| *b == b'#').count();
        if (2..=6).contains(&marks) && line[marks..].starts_with(|c: char| c.is_alphanumeric()) {
            let problem = self.problem(Code::HeadingWithoutSpace, &(range.start..range.start + line.len()));
            let text = line[marks..].trim_end().to_owned();
            self.found.push(problem.with("marks", &line[..marks]).with("text", text));
        }
        if let [
            _,
            (Event::Start(Tag::Strong), _),
            (Event::Text(text), _),
            (Event::End(TagEnd::Strong), _),
            (Event::End(TagEnd::Paragraph), _),
            ..,
        ] = events
            && text.len() < 80
            && self.depth == 1
        {
            let problem = self.problem(Code::BoldHeading, range);
            self.found.push(problem);
        }
    }

    pub(super) fn look_at_characters(&mut self) {
        // In a field they are found with the rest of the front matter.
        if matches!(self.position, Position::Within(_)) {
            return;
        }
        for (at, c) in unseen(self.source) {
            let place = self.span(&(at..at + c.len_utf8()));
            self.found.push(told(self.file, at, c).at(place));
        }
    }
}
