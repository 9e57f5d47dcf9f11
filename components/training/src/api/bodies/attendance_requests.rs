//! What the API takes, as its document describes it. The reading itself is `domain::training`'s, which finds every
//! problem at once.
#![expect(dead_code, reason = "describes what is read field by field")]

use utoipa::ToSchema;

/// A message to whoever booked.
#[derive(ToSchema)]
pub(crate) struct NoticeBody {
    /// `everybody` (as it is unless you say so), `confirmed` (who has a place) or `waiting` (who is offered one, or is in
    /// the queue).
    to: Option<String>,
    /// Up to 2,000 characters.
    text: String,
}

/// The register, or some of it.
#[derive(ToSchema)]
pub(crate) struct MarksBody {
    /// 1 to 500.
    marks: Vec<MarkBody>,
}

/// A mark.
#[derive(ToSchema)]
pub(crate) struct MarkBody {
    /// Whose booking.
    #[schema(example = "TRN-4K7M-95XW")]
    reference: String,
    /// Which of its places, 1 to 10.
    place: u8,
    /// `attended`, `part_attended` or `did_not_attend`.
    mark: String,
    /// 16 hexadecimal digits by chance, the same each time that this mark is sent: however often and however late it
    /// arrives, it counts once.
    #[schema(example = "9f86d081884c7d65")]
    nonce: String,
}

/// What the attendee of one place thought of a run.
#[derive(ToSchema)]
pub(crate) struct EvaluationBody {
    /// Of the booking.
    #[schema(example = "TRN-4K7M-95XW")]
    reference: String,
    #[schema(example = "ABCD-EFGH-JKLM-NPQR")]
    access_code: String,
    /// Which of its places, 1 to 10.
    place: u8,
    /// "I learned something that I can use", from 1 (not at all) to 5 (very much).
    useful: u8,
    /// "The course was well taught".
    well_taught: u8,
    /// "I feel more able to help children who are or were in care".
    more_able: u8,
    /// "I would recommend it to a colleague".
    recommend: u8,
    /// What was most useful, or what should be better, in up to 1,000 characters.
    most_useful: Option<String>,
}
