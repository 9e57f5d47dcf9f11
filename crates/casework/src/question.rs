//! One question a page, for people who have no account: what is told where answers were deleted because they were too old.

use govuk::NotificationBanner;
use maud::html;

use crate::markup::paragraph;

/// What the first page says where earlier answers are gone.
#[must_use]
pub fn too_late(is_so: bool) -> Option<NotificationBanner> {
    is_so.then(|| {
        NotificationBanner::new(html! {
            p class="govuk-notification-banner__heading" { "We no longer have your earlier answers" }
            (paragraph("We delete answers that are not sent within 24 hours, to keep them private."))
            (paragraph("Please answer these questions again. We have kept what you just sent us."))
        })
    })
}
