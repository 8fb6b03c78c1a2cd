//! What a word counts on a page, rounded to levels on a logarithmic scale: so a few bits say it.

use crate::search::weights::LEVELS;

/// The impact of level 0.
pub const LOWEST: f32 = 0.2;
/// How much more each level is than the one below.
pub const STEP: f32 = 1.46;

/// The level of an impact: the nearest on the logarithmic scale.
pub fn level(impact: f32) -> usize {
    ((impact / LOWEST).ln() / STEP.ln()).round().clamp(0.0, (LEVELS - 1) as f32) as usize
}

/// The impact that a level stands for.
pub fn impact(level: usize) -> f32 {
    LOWEST * STEP.powi(level as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_read_back_as_itself() {
        assert!((0..LEVELS).all(|l| level(impact(l)) == l));
        assert_eq!((level(0.0), level(1000.0)), (0, LEVELS - 1));
    }
}
