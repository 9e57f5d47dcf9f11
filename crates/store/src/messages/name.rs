//! What a message is called outside its record: by the mail service, in addresses of the API. It names no person.

use domain::messages::{Message, Sent};
use jiff::Timestamp;
use records::RecordId;

const SEPARATOR: char = '.';

/// A message's name: kind of record, record, number, and when it was written, joined by full stops. The last part tells it
/// from one of the same number in a record that was restored from a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageName {
    pub(super) kind: String,
    pub(super) id: RecordId,
    pub(super) number: u32,
    made: i64,
}

impl MessageName {
    pub(super) fn of(kind: &str, id: &RecordId, message: &Message) -> Self {
        Self { kind: kind.to_owned(), id: id.clone(), number: message.number, made: message.made_at.as_second() }
    }

    /// Reads what [`MessageName`]'s own text says; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(SEPARATOR);
        let (kind, id, number, made) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let name = Self {
            kind: kind.to_owned(),
            id: RecordId::parse(id).ok()?,
            number: number.parse().ok()?,
            made: made.parse().ok()?,
        };
        // One name for one message: no plus sign, no zeros in front, nothing behind.
        (name.to_string() == text).then_some(name)
    }

    pub(super) fn is(&self, message: &Message) -> bool {
        self.fits(message.number, message.made_at)
    }

    pub(super) fn was(&self, sent: &Sent) -> bool {
        self.fits(sent.number, sent.made_at)
    }

    fn fits(&self, number: u32, made_at: Timestamp) -> bool {
        (self.number, self.made) == (number, made_at.as_second())
    }
}

impl std::fmt::Display for MessageName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kind, id, number, made } = self;
        write!(f, "{kind}{SEPARATOR}{id}{SEPARATOR}{number}{SEPARATOR}{made}")
    }
}

#[cfg(test)]
mod tests {
    use super::MessageName;

    #[test]
    fn a_name_is_read_as_it_is_written_and_in_no_other_way() {
        let text = "advice.ENQ-4K7M-9PX3.3.1772445600";
        let name = MessageName::parse(text).unwrap();
        assert_eq!((name.to_string().as_str(), name.number, name.kind.as_str()), (text, 3, "advice"));
        for (text, why) in [
            ("", "nothing"),
            ("advice.ENQ-4K7M-9PX3.3", "three parts"),
            ("advice.ENQ-4K7M-9PX3.3.1772445600.1", "five"),
            ("advice.ENQ-4K7M-9PX3.03.1772445600", "a zero in front"),
            ("advice.ENQ-4K7M-9PX3.+3.1772445600", "a sign"),
            ("advice.ENQ/4K7M.3.1772445600", "no record's id"),
            ("advice.ENQ-4K7M-9PX3.-3.1772445600", "no number"),
        ] {
            assert_eq!(MessageName::parse(text), None, "{why}");
        }
    }
}
