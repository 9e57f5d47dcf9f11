//! Replies that staff saved to use again: a short shelf of texts that everybody shares. It knows no enquiry and no family:
//! nothing of either belongs in one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::fields as f;
use super::thread::MessageText;
use crate::input::{Body, FromBody, Reader, Request};
use crate::people::StaffMember;
use crate::problems::{Code, Problems};
use crate::text::ShortText;

/// How many there may be. Who needs more will not find the one they look for.
pub const MAX_SAVED_REPLIES: usize = 100;

/// The longest title, in characters.
pub const MAX_REPLY_TITLE_CHARS: usize = 80;

/// What a saved reply is chosen by.
pub type ReplyTitle = ShortText<MAX_REPLY_TITLE_CHARS>;

/// All saved replies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedReplies {
    last_number: u32,
    replies: Vec<SavedReply>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedReply {
    /// Its number, which no other one ever had.
    pub number: u32,
    /// How many times it was written: a change says which edition it was made from.
    pub edition: u32,
    /// What it is chosen by.
    pub title: ReplyTitle,
    /// What it says.
    pub text: MessageText,
    /// When it was last written.
    pub written_at: Timestamp,
    /// Who wrote it last.
    pub written_by: StaffMember,
}

/// What somebody wants to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveReply {
    /// What it is to be chosen by.
    pub title: ReplyTitle,
    /// What it says.
    pub text: MessageText,
}

/// Why the shelf stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShelfRefusal {
    /// There are [`MAX_SAVED_REPLIES`].
    #[error("the shelf is full")]
    Full,
    /// Another one has this title.
    #[error("another one has this title")]
    TitleTaken,
    /// It was deleted.
    #[error("it was deleted")]
    Gone,
    /// Somebody wrote it anew since it was read.
    #[error("it was written anew")]
    WrittenAnew,
}

impl ShelfRefusal {
    /// The same where it is something wrong with what was sent; `None` where it is not.
    #[must_use]
    pub fn problem(self) -> Option<Problems> {
        match self {
            Self::Full => Some(Problems::one(
                "#/title",
                Code::InvalidLength,
                format!("There are {MAX_SAVED_REPLIES} saved replies already. Delete one that nobody uses first"),
            )),
            Self::TitleTaken => Some(Problems::one(
                "#/title",
                Code::InvalidValue,
                "There is a saved reply with this title already. Enter another title",
            )),
            Self::Gone | Self::WrittenAnew => None,
        }
    }
}

impl SavedReplies {
    /// All of them, by title.
    #[must_use]
    pub fn by_title(&self) -> Vec<&SavedReply> {
        let mut replies: Vec<&SavedReply> = self.replies.iter().collect();
        replies.sort_by_cached_key(|reply| reply.title.as_str().to_lowercase());
        replies
    }

    /// The one of this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&SavedReply> {
        self.replies.iter().find(|reply| reply.number == number)
    }

    /// Adds one.
    ///
    /// # Errors
    /// The shelf is full, or the title is taken.
    pub fn add(mut self, saved: SaveReply, by: &StaffMember, now: Timestamp) -> Result<Self, ShelfRefusal> {
        if self.replies.len() >= MAX_SAVED_REPLIES {
            return Err(ShelfRefusal::Full);
        }
        self.is_free(&saved.title, None)?;
        self.last_number = self.last_number.saturating_add(1);
        let SaveReply { title, text } = saved;
        let (number, written_by) = (self.last_number, by.clone());
        self.replies.push(SavedReply { number, edition: 1, title, text, written_at: now, written_by });
        Ok(self)
    }

    /// Writes one anew.
    ///
    /// # Errors
    /// It is gone, or is no longer the edition that was read, or the title is another's.
    pub fn change(
        mut self,
        number: u32,
        edition: u32,
        saved: SaveReply,
        by: &StaffMember,
        now: Timestamp,
    ) -> Result<Self, ShelfRefusal> {
        self.is_free(&saved.title, Some(number))?;
        let reply = self.replies.iter_mut().find(|reply| reply.number == number).ok_or(ShelfRefusal::Gone)?;
        if reply.edition != edition {
            return Err(ShelfRefusal::WrittenAnew);
        }
        let SaveReply { title, text } = saved;
        let (edition, written_by) = (edition.saturating_add(1), by.clone());
        *reply = SavedReply { number, edition, title, text, written_at: now, written_by };
        Ok(self)
    }

    /// Takes one away.
    ///
    /// # Errors
    /// It is gone already, or is no longer the edition that was read.
    pub fn delete(mut self, number: u32, edition: u32) -> Result<Self, ShelfRefusal> {
        let reply = self.get(number).ok_or(ShelfRefusal::Gone)?;
        if reply.edition != edition {
            return Err(ShelfRefusal::WrittenAnew);
        }
        self.replies.retain(|reply| reply.number != number);
        Ok(self)
    }

    /// Titles that differ only in their capitals are the same to whoever looks for one.
    fn is_free(&self, title: &ReplyTitle, own: Option<u32>) -> Result<(), ShelfRefusal> {
        let wanted = title.as_str().to_lowercase();
        let mut others = self.replies.iter().filter(|reply| Some(reply.number) != own);
        if others.any(|other| other.title.as_str().to_lowercase() == wanted) {
            return Err(ShelfRefusal::TitleTaken);
        }
        Ok(())
    }
}

impl FromBody for SaveReply {
    const BODY: &'static Body =
        &Body::new("SavedReplyBody", "A reply to be saved.", &[&f::REPLY_TITLE, &f::REPLY_TEXT]);
}

impl Request for SaveReply {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (title, text) = (r.get(&f::REPLY_TITLE), r.get(&f::REPLY_TEXT));
        Some(Self { title: title?, text: text? })
    }
}
