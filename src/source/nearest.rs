//! "Did you mean": the known name that is most like what somebody wrote.

use crate::source::slug::fold;

/// The candidate nearest to `written`, when it is near enough to be worth proposing.
/// Distance is that of Damerau and Levenshtein over folded text, at most a third of the length.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = fold(written);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate);
        let length = written.chars().count().max(folded.chars().count());
        let allowed = (length / 3).max(1);
        if folded.chars().count().abs_diff(written.chars().count()) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&written, &folded);
        if distance <= allowed && best.is_none_or(|(least, name)| (distance, candidate) < (least, name)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_what_is_near_and_nothing_else() {
        let known = ["themas", "title", "summary"];
        assert_eq!(nearest("thema", known), Some("themas"));
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("locatie", known), None);
    }
}
