//! What an enquiry looks like to whoever may see it: the family's side, the staff's side, a line of the list. It decides
//! nothing and fetches nothing.

mod fill;

pub(crate) use fill::Light;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A family's receipt. The access code is shown here and never again.
#[derive(Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// Names the enquiry.
    #[schema(example = "ENQ-4K7M-95XW")]
    pub(crate) reference: String,
    /// Opens it, together with the reference. Write it down: we cannot show it again.
    #[schema(example = "ABCD-EFGH-JKLM-NPQR")]
    pub(crate) access_code: String,
    /// When we received it.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) received_at: Timestamp,
    /// By when somebody will have been in touch.
    pub(crate) first_contact: DueView,
    /// By when we will answer.
    pub(crate) reply: DueView,
    /// When it will be deleted if nothing more happens.
    pub(crate) kept: KeptView,
    /// What to do when a child is in danger.
    pub(crate) safeguarding: String,
}

/// An enquiry as the family sees it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Thread {
    /// Names the enquiry.
    pub(crate) reference: String,
    /// Where it stands, for programs.
    pub(crate) state: &'static str,
    /// Where it stands, in plain English for the family.
    pub(crate) state_says: &'static str,
    /// When we received it.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) received_at: Timestamp,
    /// What it is about.
    pub(crate) topics: Vec<&'static str>,
    /// What you asked.
    pub(crate) question: String,
    /// What was said since, oldest first.
    pub(crate) messages: Vec<MessageView>,
    /// By when we will reply; absent where nothing is owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reply: Option<PromiseView>,
    /// When it will be deleted.
    pub(crate) kept: KeptView,
    /// What to do when a child is in danger.
    pub(crate) safeguarding: String,
}

/// An enquiry as staff see it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Case {
    #[serde(flatten)]
    pub(crate) thread: Thread,
    /// Who asks, and how to reach them.
    pub(crate) enquirer: EnquirerView,
    /// The child, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) child: Option<ChildView>,
    /// The three-digit code of the authority where the child goes to school.
    pub(crate) educated_in: String,
    /// The school as the family named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) setting: Option<String>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assigned_to: Option<StaffView>,
    /// By when somebody must first have been in touch.
    pub(crate) first_contact: PromiseView,
    /// Who had it, oldest first.
    pub(crate) assignments: Vec<AssignmentView>,
    /// What staff wrote for each other, oldest first.
    pub(crate) notes: Vec<NoteView>,
    /// Safeguarding flags, oldest first.
    pub(crate) flags: Vec<FlagView>,
    /// Whether the family's words hold some that often mean that a child is not safe. It only hints: read them.
    pub(crate) may_be_safeguarding: bool,
}

/// A day by which something is promised.
#[derive(Serialize, ToSchema)]
pub(crate) struct DueView {
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub(crate) date: Date,
    /// The same in words.
    #[schema(example = "Friday 4 August 2023")]
    pub(crate) says: String,
    /// The days that do not count, and why.
    pub(crate) skipped: Vec<SkippedView>,
    /// Whether bank holidays of that time are not published yet, so that the day may come out later.
    pub(crate) beyond_known_holidays: bool,
}

/// A day that does not count.
#[derive(Serialize, ToSchema)]
pub(crate) struct SkippedView {
    #[schema(value_type = String, format = Date)]
    pub(crate) date: Date,
    #[schema(example = "Bank holiday: Good Friday")]
    pub(crate) reason: String,
}

/// How a promise stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct PromiseView {
    /// `due`, `overdue`, `waiting`, `kept` or `kept_late`.
    pub(crate) status: &'static str,
    /// Its day; absent while we wait for the family and once it was kept in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due: Option<DueView>,
    /// The working days left once the family writes, while we wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) days_left: Option<u32>,
}

/// For how long an enquiry is kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeptView {
    /// The day on which it is deleted; absent where a person decides.
    #[schema(value_type = Option<String>, format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Date>,
    /// The same in plain English, with the reason.
    pub(crate) says: String,
}

/// One message.
#[derive(Serialize, ToSchema)]
pub(crate) struct MessageView {
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    /// `family` or `staff`.
    pub(crate) from: &'static str,
    /// The name of the member of staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// What a message from staff does: `question`, `answer`, `signpost` or `redirect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) purpose: Option<&'static str>,
    pub(crate) text: String,
}

/// A member of staff.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaffView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: &'static str,
}

/// Who asks.
#[derive(Serialize, ToSchema)]
pub(crate) struct EnquirerView {
    pub(crate) name: String,
    pub(crate) relationship: &'static str,
    pub(crate) route: &'static str,
    /// `email` or `phone`.
    pub(crate) reply_by: &'static str,
    /// The address or number.
    pub(crate) reply_to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) good_times: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) safe_to_leave_message: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) needs: Option<String>,
}

/// The child.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChildView {
    pub(crate) first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) year_group: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_of_birth: Option<Date>,
    pub(crate) parental_responsibility: &'static str,
    /// Whether we may talk to the school. Where this is false, do not.
    pub(crate) contact_school: bool,
}

/// Who was given an enquiry.
#[derive(Serialize, ToSchema)]
pub(crate) struct AssignmentView {
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    pub(crate) to: StaffView,
    pub(crate) by: StaffView,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// A note between staff.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoteView {
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    pub(crate) by: StaffView,
    pub(crate) text: String,
}

/// A safeguarding flag.
#[derive(Serialize, ToSchema)]
pub(crate) struct FlagView {
    pub(crate) number: u32,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    pub(crate) by: StaffView,
    pub(crate) concern: String,
    /// What was done; absent until somebody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) handled: Option<HandlingView>,
}

/// What was done about a flag.
#[derive(Serialize, ToSchema)]
pub(crate) struct HandlingView {
    #[schema(value_type = String, format = DateTime)]
    pub(crate) at: Timestamp,
    pub(crate) by: StaffView,
    pub(crate) passed_to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// Somebody of our staff who opened an enquiry.
#[derive(Serialize, ToSchema)]
pub(crate) struct LooksView {
    pub(crate) name: String,
    pub(crate) role: &'static str,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) first_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) last_at: Timestamp,
    pub(crate) times: u32,
}

/// A line of the worklist.
#[derive(Serialize, ToSchema)]
pub(crate) struct RowView {
    pub(crate) reference: String,
    pub(crate) state: &'static str,
    pub(crate) topics: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assigned_to: Option<StaffView>,
    #[schema(value_type = String, format = DateTime)]
    pub(crate) received_at: Timestamp,
    #[schema(value_type = Option<String>, format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due_on: Option<Date>,
    pub(crate) overdue: bool,
    /// Whether a safeguarding flag waits to be handled.
    pub(crate) flagged: bool,
}

/// Whether we can help.
#[derive(Serialize, ToSchema)]
pub(crate) struct RemitView {
    /// `offered`, `not_offered` or `depends`.
    pub(crate) verdict: &'static str,
    /// Why, for programs.
    pub(crate) reason: &'static str,
    /// A page's heading.
    pub(crate) heading: String,
    /// Why, and what to do now.
    pub(crate) says: Vec<String>,
    /// Who can help, where it is not us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) who_can_help: Option<String>,
    /// The ground, as it is cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) basis: Option<String>,
    /// Whether that ground is a duty in law.
    pub(crate) statutory: bool,
    /// What to do when a child is in danger.
    pub(crate) safeguarding: String,
}

/// Everybody who opened an enquiry.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccessLog {
    /// In the order of their first look.
    pub(crate) people: Vec<LooksView>,
}

/// What a sweep did.
#[derive(Serialize, ToSchema)]
pub(crate) struct SweptView {
    /// Rows compared.
    pub(crate) rows: usize,
    /// Rows put right.
    pub(crate) repaired: usize,
    /// Half-typed answers deleted, up to some hundreds: call it again while there are any.
    pub(crate) drafts: u64,
}
