//! Text as people type and paste it.

use proptest::prelude::*;

use super::*;

#[test]
fn people_may_write_in_any_script() {
    for (typed, why) in [
        ("Zoë O’Neill-Łukasz", "accents and curly apostrophes"),
        ("李小龍", "Han"),
        ("عائشة بنت\u{200F} محمد", "Arabic with a right-to-left mark"),
        ("می\u{200C}خواهم", "Persian needs the zero-width non-joiner"),
        (
            "👨\u{200D}👩\u{200D}👧 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "joined emoji and a flag of tags",
        ),
    ] {
        assert_eq!(ShortText::<100>::parse(typed).unwrap().as_str(), typed, "{why}");
    }
}

#[test]
fn what_cannot_be_seen_is_refused_with_a_sentence() {
    for (typed, part, why) in [
        ("a\0b", "cannot be shown", "NUL"),
        ("a\u{7}b", "cannot be shown", "bell"),
        ("a\u{9B}b", "cannot be shown", "a C1 control starts terminal sequences"),
        ("a\u{FFFF}b", "cannot be shown", "a noncharacter"),
        ("abc\u{202E}txt.exe", "direction", "right-to-left override"),
        ("a\u{2066}b", "direction", "isolate"),
        ("a\u{FFFD}b", "damaged", "what is left of a lone surrogate"),
    ] {
        for fault in [ShortText::<100>::parse(typed).unwrap_err(), LongText::<100>::parse(typed).unwrap_err()] {
            assert_eq!(fault.code(), Code::InvalidFormat, "{why}");
            let detail = fault.detail("Your question", "");
            assert!(detail.starts_with("Your question contains") && detail.contains(part), "{why}: {detail}");
        }
    }
}

#[test]
fn only_long_text_has_lines_and_tabs() {
    assert_eq!(LongText::<50>::parse(" \r\n a\r\nb\rc\u{2028}d\te \n").unwrap().as_str(), "a\nb\nc\nd\te");
    for typed in ["a\nb", "a\r\nb", "a\u{2029}b", "a\tb"] {
        assert!(ShortText::<50>::parse(typed).is_err());
    }
}

#[test]
fn characters_are_counted_after_tidying() {
    assert!(LongText::<3>::parse("a\r\nb").is_ok(), "a Windows line ending is one character");
    assert!(ShortText::<3>::parse("  😀😀😀  ").is_ok(), "an emoji is not four");
    let fault = LongText::<3000>::parse(&"é".repeat(3001)).unwrap_err();
    assert_eq!(fault.code(), Code::InvalidLength);
    assert_eq!(fault.detail("Your question", ""), "Your question must be 3,000 characters or fewer");
}

#[test]
fn only_spaces_is_nothing() {
    for typed in ["", "  ", "\n\t\u{A0}\u{FEFF}"] {
        assert_eq!(LongText::<9>::parse(typed).unwrap_err().code(), Code::CannotBeEmpty);
    }
}

#[test]
fn debug_never_shows_the_text() {
    assert_eq!(format!("{:?}", ShortText::<9>::parse("secret").unwrap()), "ShortText(6 characters)");
}

#[test]
fn stored_corruption_stops_at_the_door() {
    assert!(serde_json::from_str::<ShortText<3>>("\"four\"").is_err());
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing(typed in any::<String>()) {
        if let Ok(once) = many_lines(&typed) {
            prop_assert_eq!(many_lines(&once).unwrap(), once);
        }
        if let Ok(once) = machine_readable(&typed) {
            prop_assert_eq!(machine_readable(&once).unwrap(), once);
        }
    }
}
