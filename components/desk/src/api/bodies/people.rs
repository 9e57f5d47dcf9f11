//! What the desk's API takes and answers, as its document describes it. Never a secret but the one shown once.

use domain::choice::Choice;
use domain::people::{KeyId, Membership, Person, StaffId};
use serde::Serialize;
use store::people::{KeyRow, PersonRow};
use utoipa::ToSchema;

/// A key as it is listed and read.
#[derive(Serialize, ToSchema)]
pub(crate) struct Key {
    /// Its public half.
    id: String,
    /// What it is for.
    label: String,
    /// The id of the member of staff who holds it.
    staff_id: String,
    /// Whoever holds it, as families see them.
    name: String,
    /// `adviser`, `manager` or `admin`.
    role: &'static str,
    /// `everything` or `reading`.
    scope: &'static str,
    #[schema(format = DateTime)]
    created_at: String,
    /// From when it no longer works.
    #[schema(format = DateTime)]
    expires_at: String,
    /// When somebody ended it.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<String>,
    /// The last day on which it was used, in UTC.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_on: Option<String>,
    #[serde(skip)]
    made_millisecond: i64,
}

/// A key just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeKey {
    #[serde(flatten)]
    pub(crate) made: Key,
    /// The key itself, to be sent as `Authorization: Bearer`. Shown this once.
    #[schema(example = "fd_k2m4n5p6q7r8_a2b3c4d5e6f7g8h9i2j3k4m5n6")]
    pub(crate) key: String,
}

impl Key {
    pub(crate) fn of(id: &KeyId, row: KeyRow) -> Self {
        Self {
            id: id.as_str().to_owned(),
            label: row.label,
            staff_id: row.holder.id.as_str().to_owned(),
            name: row.holder.name.as_str().to_owned(),
            role: row.holder.role.name(),
            scope: row.scope.name(),
            created_at: row.created_at.to_string(),
            expires_at: row.expires_at.to_string(),
            revoked_at: row.revoked_at.map(|at| at.to_string()),
            last_used_on: row.last_used_on.map(|day| day.to_string()),
            made_millisecond: row.created_at.as_millisecond(),
        }
    }

    /// Where it stands in a list: by the moment it was made.
    pub(crate) fn place(&self) -> String {
        format!("{:015}-{}", self.made_millisecond, self.id)
    }
}

/// A person as listed.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonListed {
    /// Theirs for good.
    id: String,
    name: String,
    email: String,
    #[serde(flatten)]
    place: PlaceView,
    /// When they were first let in.
    #[schema(format = DateTime)]
    invited_at: String,
    /// Since when they may no longer come.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
}

/// What a person belongs to.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceView {
    /// `desk`, `school` or `provider`.
    belongs_to: &'static str,
    /// `adviser`, `manager` or `admin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    /// The setting's URN.
    #[serde(skip_serializing_if = "Option::is_none")]
    urn: Option<String>,
    /// The provider's short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
}

/// A person as read.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonView {
    #[serde(flatten)]
    person: PersonListed,
    /// The browsers they signed in with, oldest first; some may be over.
    signed_in: Vec<SignedInView>,
}

/// A browser that somebody signed in with.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignedInView {
    #[schema(format = DateTime)]
    at: String,
    /// `link`, `council`, `school` or `first`.
    way: &'static str,
}

impl PersonListed {
    pub(crate) fn of(id: &StaffId, row: &PersonRow) -> Self {
        Self {
            id: id.as_str().to_owned(),
            name: row.name.as_str().to_owned(),
            email: row.email.as_str().to_owned(),
            place: PlaceView::of(&row.membership),
            invited_at: row.invited_at.to_string(),
            ended_at: row.ended_at.map(|at| at.to_string()),
        }
    }

    /// Where they stand in a list: by their id, since it shows in the address of the next page, where no name may be.
    pub(crate) fn place(&self) -> String {
        self.id.clone()
    }
}

impl PlaceView {
    fn of(membership: &Membership) -> Self {
        let belongs_to = membership.kind().name();
        let (role, urn, provider) = match membership {
            Membership::Desk(role) => (Some(role.name()), None, None),
            Membership::School(urn) => (None, Some(urn.as_str().to_owned()), None),
            Membership::Provider(provider) => (None, None, Some(provider.as_str().to_owned())),
        };
        Self { belongs_to, role, urn, provider }
    }
}

impl PersonView {
    pub(crate) fn of(person: &Person) -> Self {
        let signed_in = person.sessions.iter();
        Self {
            person: PersonListed::of(&person.member.id, &PersonRow::of(person)),
            signed_in: signed_in.map(|one| SignedInView { at: one.at.to_string(), way: one.way.name() }).collect(),
        }
    }
}
