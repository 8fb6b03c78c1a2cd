//! A script as it is served: it does what was written, without comments and blanks, and with short names
//! for what it keeps to itself. Knows nothing of styles. The one home of oxc.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The script with short names. Properties keep theirs, and so does what a classic script declares outside all
/// functions, since other scripts may use it. None for a script that cannot be read, or that says under which
/// licence it may be used: those are served as they are.
pub fn short(script: &str) -> Option<String> {
    if ["/*!", "@license", "@preserve"].iter().any(|sign| script.contains(sign)) {
        return None;
    }
    let allocator = Allocator::default();
    let read = Parser::new(&allocator, script, SourceType::unambiguous()).parse();
    if read.panicked || !read.errors.is_empty() {
        return None;
    }
    let named = Mangler::new().build(&read.program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(named.scoping))
        .with_private_member_mappings(Some(named.class_private_mappings))
        .build(&read.program);
    Some(written.code + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_keeps_to_itself_has_short_names() {
        let script = "// What it does.\n(function () {\n  'use strict';\n  var greeting = root.greeting; /* so */\n  say(greeting);\n})();\n";
        assert_eq!(short(script).unwrap(), "(function(){\"use strict\";var e=root.greeting;say(e)})();\n");
    }

    #[test]
    fn what_others_may_use_keeps_its_name() {
        let script = "const HUB = 1;\nfunction greet(visitor) {\n  window.greeting = { visitor: visitor };\n}\n";
        assert_eq!(short(script).unwrap(), "const HUB=1;function greet(e){window.greeting={visitor:e}}\n");
    }

    #[test]
    fn what_cannot_be_read_or_must_stay_is_left_alone() {
        for script in ["(function {", "/*! licence */ go();", "/* @license MIT */ go();"] {
            assert_eq!(short(script), None, "{script}");
        }
    }
}
