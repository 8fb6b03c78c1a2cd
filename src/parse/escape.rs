//! Text that stands in HTML.

/// The text with the four characters escaped that mean something in HTML.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        escaped.push_str(&text[from..at]);
        escaped.push_str(reference);
        from = at + 1;
    }
    escaped.push_str(&text[from..]);
    escaped
}
