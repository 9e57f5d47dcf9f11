//! How hosts store a counter of `wasi:keyvalue/atomics`, for reading one without adding to it. Never for writing one.

/// The value of a stored counter: eight bytes, little end first, as Spin's SQLite store writes it, or decimal digits, as
/// Redis does. `None` for any other form.
///
/// The two cannot be mistaken for each other: eight bytes that are all digits would be a number above 3 × 10^18, which
/// no counter of ours comes near.
pub(crate) fn parse(stored: &[u8]) -> Option<i64> {
    if let Some(number) = str::from_utf8(stored).ok().and_then(|digits| digits.parse().ok()) {
        return Some(number);
    }
    stored.try_into().map(i64::from_le_bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn both_hosts_forms_are_read_and_no_other() {
        for (stored, value, why) in [
            (&0_i64.to_le_bytes()[..], Some(0), "SQLite, nought"),
            (&7_i64.to_le_bytes()[..], Some(7), "SQLite"),
            (
                &(5_i64 << 32 | 0x3939_3939).to_le_bytes()[..],
                Some(5 << 32 | 0x3939_3939),
                "half of it looks like digits",
            ),
            (b"0", Some(0), "Redis, nought"),
            (b"12345678", Some(12_345_678), "Redis, eight digits"),
            (b"21474836480", Some(21_474_836_480), "Redis, above 32 bits"),
            (b"", None, "nothing"),
            (b"seven", None, "no number"),
            (b"123456789012345678901", None, "too large"),
        ] {
            assert_eq!(parse(stored), value, "{why}");
        }
    }
}
