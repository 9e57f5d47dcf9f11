//! Turning given random bytes into even choices; never makes randomness of its own.

/// A supply of choices out of 256 bits, spent by dividing them as one large number.
///
/// What is drawn from it is uneven by less than 2^-170 while fewer than 80 bits are spent, so no draw is ever
/// rejected and the same bytes always give the same result.
pub(crate) struct Draw([u8; 32]);

impl Draw {
    pub(crate) const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// An even choice of `0..count`; `count` must not be 0.
    pub(crate) fn below(&mut self, count: u8) -> u8 {
        let count = u16::from(count.max(1));
        let mut remainder = 0_u16;
        for byte in &mut self.0 {
            let part = remainder << 8 | u16::from(*byte);
            // Both fit: the remainder stays below `count`, so the quotient stays below 256.
            *byte = u8::try_from(part / count).unwrap_or_default();
            remainder = part % count;
        }
        u8::try_from(remainder).unwrap_or_default()
    }

    /// So many even choices of an alphabet, which must not be empty, in a row.
    pub(crate) fn word(&mut self, alphabet: &[u8], chars: usize) -> String {
        (0..chars).map(|_| char::from(self.one_of(alphabet))).collect()
    }

    /// An even choice of one byte of an alphabet, which must not be empty.
    pub(crate) fn one_of(&mut self, alphabet: &[u8]) -> u8 {
        let index = self.below(u8::try_from(alphabet.len()).unwrap_or(u8::MAX));
        alphabet.get(usize::from(index)).copied().unwrap_or(b'A')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_spent_as_one_large_number() {
        let mut bytes = [0; 32];
        bytes[31] = 210; // 210 = 0 + 30 * 7, and 7 = 7 + 30 * 0
        let mut draw = Draw::new(bytes);
        assert_eq!([draw.below(30), draw.below(30), draw.below(30)], [0, 7, 0]);
    }

    #[test]
    fn every_choice_comes_up_about_as_often() {
        let mut seen = [0_u32; 29];
        let mut state = 1_u64;
        for _ in 0..29_000 {
            let bytes = std::array::from_fn(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state.to_be_bytes()[0]
            });
            seen[usize::from(Draw::new(bytes).below(29))] += 1;
        }
        assert!(seen.iter().all(|count| (800..1200).contains(count)), "{seen:?}");
    }
}
