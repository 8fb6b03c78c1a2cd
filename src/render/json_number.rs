//! Numbers as JSON has them.

use serde_json::{Value as Json, json};

/// A number, without a fraction when it is whole: readers that want whole numbers refuse `3.0`.
pub fn json_number(number: f64) -> Json {
    /// From here on not every whole number is one of these (2^53).
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT { json!(number as i64) } else { json!(number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        let written = [25_000.0, -3.0, 0.5].map(|n| json_number(n).to_string());
        assert_eq!(written, ["25000", "-3", "0.5"]);
    }
}
