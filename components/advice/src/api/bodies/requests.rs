//! What the API takes, as its document describes it. The reading itself is `domain::advice`'s, which finds every problem
//! at once.
#![expect(dead_code, reason = "describes what is read field by field")]

use utoipa::ToSchema;

/// A question.
#[derive(ToSchema)]
pub(crate) struct AskBody {
    /// `general` or `about_a_child`.
    #[schema(example = "general")]
    kind: String,
    /// `adoptive_parent`, `special_guardian`, `arrangements_order_holder`, `family_member` or `somebody_else`.
    #[schema(example = "adoptive_parent")]
    relationship: String,
    /// How the child left care: `adoption`, `special_guardianship`, `child_arrangements_order`, `adopted_abroad`,
    /// `not_sure`, …
    #[schema(example = "adoption")]
    route: String,
    /// The three-digit code of the authority where the child goes to school.
    #[schema(example = "900")]
    educated_in: String,
    /// The school, by name.
    setting_name: Option<String>,
    /// The school, by its unique reference number.
    setting_urn: Option<String>,
    /// Only for a question about a child.
    child: Option<ChildBody>,
    /// `admissions`, `pupil_premium_plus`, `send`, `attendance`, `suspension_or_exclusion`, `behaviour_and_attachment`,
    /// `transition`, `evidence_of_status`, `working_with_school` or `other`.
    topics: Vec<String>,
    /// Up to 3,000 characters.
    #[schema(example = "How does the school spend Pupil Premium Plus?")]
    question: String,
    /// Your name.
    #[schema(example = "Robin Ashe")]
    name: String,
    reply: ReplyBody,
    /// An interpreter, large print, and the like.
    needs: Option<String>,
}

/// The child.
#[derive(ToSchema)]
pub(crate) struct ChildBody {
    /// First name or initial; nothing more is needed.
    first_name: String,
    /// `N1` `N2` `R` or `1` to `14`; not with a date of birth.
    year_group: Option<String>,
    /// Not with a year group.
    #[schema(format = Date)]
    date_of_birth: Option<String>,
    /// `mine` or `holder_agrees`.
    parental_responsibility: String,
    /// Whether we may talk to the school.
    contact_school: bool,
}

/// How to reply.
#[derive(ToSchema)]
pub(crate) struct ReplyBody {
    /// `email` or `phone`.
    by: String,
    email: Option<String>,
    phone: Option<String>,
    good_times: Option<String>,
    /// Needed with `phone`.
    safe_to_leave_message: Option<bool>,
}

/// The family's code.
#[derive(ToSchema)]
pub(crate) struct CodeBody {
    /// In any case, with or without hyphens.
    #[schema(example = "ABCD-EFGH-JKLM-NPQR")]
    access_code: String,
}

/// A message from the family.
#[derive(ToSchema)]
pub(crate) struct WriteBody {
    access_code: String,
    /// Up to 3,000 characters.
    text: String,
}

/// How an enquiry is sorted.
#[derive(ToSchema)]
pub(crate) struct TriageBody {
    /// What it is about, where the family's choice needs putting right.
    topics: Option<Vec<String>>,
    /// A note for whoever takes it.
    note: Option<String>,
}

/// To whom an enquiry is given.
#[derive(ToSchema)]
pub(crate) struct AssignBody {
    /// `me`, or a member of staff's id.
    #[schema(example = "me")]
    to: String,
    reason: Option<String>,
}

/// Words.
#[derive(ToSchema)]
pub(crate) struct SayBody {
    /// Up to 3,000 characters.
    text: String,
}

/// Another service.
#[derive(ToSchema)]
pub(crate) struct SignpostBody {
    service: String,
    /// What the family reads.
    text: String,
}

/// Another authority.
#[derive(ToSchema)]
pub(crate) struct RedirectBody {
    authority: String,
    /// What the family reads.
    text: String,
}

/// A safeguarding flag.
#[derive(ToSchema)]
pub(crate) struct FlagBody {
    /// What you are worried about.
    concern: String,
}

/// What was done about a flag.
#[derive(ToSchema)]
pub(crate) struct HandlingBody {
    passed_to: String,
    note: Option<String>,
}

/// How an enquiry ended.
#[derive(ToSchema)]
pub(crate) struct CloseBody {
    /// `answered`, `no_reply` or `duplicate`.
    outcome: String,
}

/// Why.
#[derive(ToSchema)]
pub(crate) struct ReasonBody {
    reason: String,
}
