//! What the API takes, as its document describes it. The reading itself is `domain::training`'s, which finds every problem
//! at once.
#![expect(dead_code, reason = "describes what is read field by field")]

use utoipa::ToSchema;

use super::Money;

/// Places to ask for.
#[derive(ToSchema)]
pub(crate) struct BookBody {
    /// The run's id.
    run: String,
    /// `designated_teachers`, `school_staff`, `early_years`, `social_workers`, `carers`, `governors` or `providers`: who the
    /// places are for. It must be among the run's audiences.
    #[schema(example = "carers")]
    audience: String,
    /// Needed for schools and other settings.
    organisation: Option<String>,
    /// The setting's unique reference number; needed for schools and other settings.
    #[schema(example = "100869")]
    urn: Option<String>,
    /// Your name.
    #[schema(example = "Robin Ashe")]
    name: String,
    email: String,
    phone: Option<String>,
    /// The manager who gives permission, where the run asks for it.
    manager: Option<String>,
    /// Needed where a place costs something.
    fee_acknowledged: Option<bool>,
    /// Needed where a place costs something.
    purchase_order: Option<String>,
    /// Whether some of the places are of use without the others.
    takes_fewer: Option<bool>,
    /// 1 to 10, one for each place.
    attendees: Vec<AttendeeBody>,
}

/// Who is to come.
#[derive(ToSchema)]
pub(crate) struct AttendeeBody {
    name: String,
    /// Each address can have one place on a run.
    email: String,
    /// Their job.
    role: String,
    /// What we should have ready for them.
    needs: Option<String>,
}

/// What opens a booking. Whoever is signed in for the school, or staff, leave it out.
#[derive(ToSchema)]
pub(crate) struct CodeBody {
    /// In any case, with or without hyphens.
    #[schema(example = "ABCD-EFGH-JKLM-NPQR")]
    access_code: Option<String>,
}

/// Places to give up.
#[derive(ToSchema)]
pub(crate) struct CancelBody {
    access_code: Option<String>,
    /// Their numbers in this booking, 1 to 10.
    #[schema(example = json!([1, 2]))]
    places: Vec<u8>,
    /// What each place was said to cost. Where it costs more by now, nothing is given up.
    each: Option<Money>,
    /// `ofsted_visit`, `illness` or `safeguarding`: what excuses it, where the run's policy says so.
    exemption: Option<String>,
}

/// Somebody else who is to come.
#[derive(ToSchema)]
pub(crate) struct SubstituteBody {
    access_code: Option<String>,
    /// In which place.
    place: u8,
    name: String,
    email: String,
    /// Their job.
    role: String,
    needs: Option<String>,
}
