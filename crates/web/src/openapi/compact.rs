//! A JSON text without what is only there for people's eyes, made by the compiler: half of a document is indentation.

/// How long `json` is without spaces and lines between its parts.
#[must_use]
pub const fn length(json: &str) -> usize {
    let (mut from, mut state, mut length) = (json.as_bytes(), State::Between, 0);
    while let Some((byte, rest)) = from.split_first() {
        length += state.keeps(*byte) as usize;
        (from, state) = (rest, state.after(*byte));
    }
    length
}

/// `json` without spaces and lines between its parts, `N` of which are left.
#[must_use]
pub const fn text<const N: usize>(json: &str) -> [u8; N] {
    let mut compact = [0; N];
    let (mut from, mut state, mut to) = (json.as_bytes(), State::Between, compact.as_mut_slice());
    while let Some((byte, rest)) = from.split_first() {
        if state.keeps(*byte) {
            let Some((place, left)) = to.split_first_mut() else { return compact };
            *place = *byte;
            to = left;
        }
        (from, state) = (rest, state.after(*byte));
    }
    compact
}

#[derive(Clone, Copy)]
enum State {
    Between,
    Quoted,
    Escaped,
}

impl State {
    const fn keeps(self, byte: u8) -> bool {
        !matches!((self, byte), (Self::Between, b' ' | b'\n'))
    }

    const fn after(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Between, b'"') | (Self::Escaped, _) => Self::Quoted,
            (Self::Quoted, b'"') => Self::Between,
            (Self::Quoted, b'\\') => Self::Escaped,
            (state, _) => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn only_what_is_between_the_parts_is_left_out() {
        const PRETTY: &str = "{\n  \"a b\": [1, \"c \\\" d\", \"\\\\\"],\n  \"é\": { \"\": null }\n}\n";
        const COMPACT: [u8; super::length(PRETTY)] = super::text(PRETTY);
        let meant = json!({"a b": [1, "c \" d", "\\"], "é": {"": null}});
        assert_eq!(str::from_utf8(&COMPACT), Ok(meant.to_string().as_str()));
    }
}
