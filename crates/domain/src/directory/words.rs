//! The words by which settings are found, and the bucket of the index that each word's settings are in. Never which
//! settings there are.

use super::setting::Setting;
use crate::words::{Postcode, Urn};

/// The number of the form in which a directory is indexed: of its lines, its buckets, and which word leads to which. One
/// of another number is not searched, and has to be imported again.
pub const FORM: u8 = 1;

/// How many buckets an index has.
pub const BUCKETS: u16 = 512;

/// One bucket's number, below [`BUCKETS`].
pub type Bucket = u16;

/// A word is found by its first so many letters or digits, so that it can be found while it is still being typed.
pub(super) const KEY_CHARS: usize = 3;

/// Words that stand in so many names that nobody finds a setting by them. They are compared, but lead to no bucket,
/// unless a name has no others. In order, to be looked up quickly.
const COMMON: &[&str] = &[
    "academy",
    "aided",
    "and",
    "at",
    "c",
    "catholic",
    "ce",
    "centre",
    "church",
    "college",
    "community",
    "controlled",
    "e",
    "england",
    "federation",
    "first",
    "for",
    "high",
    "in",
    "infant",
    "infants",
    "junior",
    "middle",
    "nursery",
    "of",
    "primary",
    "rc",
    "roman",
    "s",
    "school",
    "schools",
    "secondary",
    "special",
    "st",
    "the",
    "trust",
    "va",
    "vc",
    "voluntary",
    "with",
];

/// The words of a text as they are compared: lower case, without accents and apostrophes, "saint" as "st".
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => {
                if let Some(word) = words.last_mut() {
                    word.push_str(letters);
                }
            }
            None if c.is_alphanumeric() => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
            None => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    for word in &mut words {
        if word == "saint" {
            "st".clone_into(word);
        }
    }
    words
}

/// What a character is written as where people leave its accent out; nothing for an apostrophe.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\'' | '’' | '‘' | '`' | '´' => "",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ŵ' => "w",
        'ŷ' => "y",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        _ => return None,
    })
}

pub(super) fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

/// The bucket of a word. Two words may share one: what is in it is compared in any case.
pub(super) fn bucket(word: &str) -> Bucket {
    // FNV-1a: short, and the same for good. https://www.rfc-editor.org/rfc/rfc9923
    let key = word.chars().take(KEY_CHARS).flat_map(|c| u32::from(c).to_le_bytes());
    let hash = key.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    u16::try_from(hash % u32::from(BUCKETS)).unwrap_or_default()
}

/// The bucket in which a setting is found by its number.
#[must_use]
pub fn bucket_of_urn(urn: &Urn) -> Bucket {
    bucket(urn.as_str())
}

impl Setting {
    /// Every word that is compared with what somebody types: of its name, its numbers and where it is.
    pub(super) fn words(&self) -> Vec<String> {
        let mut found = words(&self.name);
        found.extend(words(&self.town));
        found.extend(words(&self.authority_name));
        found.extend(self.numbers());
        found
    }

    /// The buckets of the index that it belongs in.
    #[must_use]
    pub fn buckets(&self) -> Vec<Bucket> {
        let name = words(&self.name);
        let nothing_else = name.iter().all(|word| is_common(word));
        let place = words(&self.town).into_iter().chain(words(&self.authority_name));
        let telling = place.filter(|word| !is_common(word)).chain(self.numbers());
        let named = name.into_iter().filter(|word| nothing_else || !is_common(word));
        let mut buckets: Vec<Bucket> = named.chain(telling).map(|word| bucket(&word)).collect();
        buckets.sort_unstable();
        buckets.dedup();
        buckets
    }

    /// Its numbers, and its postcode whole and in its two halves.
    fn numbers(&self) -> Vec<String> {
        let mut found = vec![self.urn.as_str().to_owned()];
        found.extend(self.laestab.as_ref().map(|number| number.as_str().to_owned()));
        if let Some(postcode) = self.postcode.as_ref().map(Postcode::as_str) {
            let postcode = postcode.to_ascii_lowercase();
            found.push(postcode.replace(' ', ""));
            found.extend(postcode.split(' ').map(str::to_owned));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMON, is_common, words};

    #[test]
    fn common_words_are_written_as_words_are_compared() {
        for word in COMMON {
            assert!(is_common(word), "{word} is out of order");
            assert_eq!(words(word), [*word]);
        }
    }

    #[test]
    fn words_are_compared_without_what_people_leave_out() {
        assert_eq!(words("Saint Mary’s C.E. (V.A.) École-Élan"), ["st", "marys", "c", "e", "v", "a", "ecole", "elan"]);
        assert_eq!(words(" - "), Vec::<String>::new());
    }
}
