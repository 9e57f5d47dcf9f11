//! What the desk's API takes and answers, as its document describes it. Never a secret but the one shown once.

use domain::choice::Choice;
use serde::Serialize;
use utoipa::ToSchema;
use web::KeyRow;

/// A key to be made.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is read field by field")]
pub(crate) struct NewKey {
    /// What the key is for, up to 100 characters.
    #[schema(example = "Duty laptop")]
    label: String,
    /// Whoever will use it, as families will see them.
    #[schema(example = "Amara Osei")]
    name: String,
    /// `adviser`, `manager` or `admin`.
    #[schema(example = "adviser")]
    role: String,
    /// The day on which it ends: within 366 days. In 90 days unless given.
    #[schema(format = Date)]
    expires_on: Option<String>,
}

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
    #[schema(format = DateTime)]
    created_at: String,
    /// From when it no longer works.
    #[schema(format = DateTime)]
    expires_at: String,
    /// When somebody ended it.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<String>,
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
    pub(crate) fn of(id: &str, row: KeyRow) -> Self {
        Self {
            id: id.to_owned(),
            label: row.label,
            staff_id: row.holder.id.as_str().to_owned(),
            name: row.holder.name.as_str().to_owned(),
            role: row.holder.role.name(),
            created_at: row.created_at.to_string(),
            expires_at: row.expires_at.to_string(),
            revoked_at: row.revoked_at.map(|at| at.to_string()),
            made_millisecond: row.created_at.as_millisecond(),
        }
    }

    /// Where it stands in a list: by the moment it was made.
    pub(crate) fn place(&self) -> String {
        format!("{:015}-{}", self.made_millisecond, self.id)
    }
}
