//! The tabs of the list of runs, for its pages and for the count of what there is to do.

use domain::choices;
use jiff::Timestamp;

use crate::training::rows::RunRow;

choices! {
    /// A tab of the list of runs.
    pub enum RunTab {
        /// They have not begun.
        ToCome = "to_come", "To come";
        /// They have begun, and the register is not marked.
        ToMark = "to_mark", "To mark";
        /// Somebody considers an offer.
        Offers = "offers", "Offers open";
        /// They are to come with fewer people than they need.
        BelowMinimum = "below_minimum", "Below minimum";
        /// They are to come, and nobody can get a place.
        Full = "full", "Full";
        /// They are over and marked.
        Over = "over", "Over";
        /// They do not take place.
        Cancelled = "cancelled", "Cancelled";
    }
}

impl RunTab {
    /// Whether a run stands on it.
    #[must_use]
    pub fn holds(self, row: &RunRow, now: Timestamp) -> bool {
        let to_come = now < row.starts_at;
        let marked = row.marked >= row.counts.confirmed;
        match self {
            Self::Cancelled => row.cancelled,
            _ if row.cancelled => false,
            Self::ToCome => to_come,
            Self::ToMark => !to_come && !marked,
            Self::Offers => row.counts.offered > 0,
            Self::BelowMinimum => to_come && !row.has_enough(),
            Self::Full => to_come && row.counts.available == 0,
            Self::Over => now >= row.ends_at && marked,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::choice::Choice;
    use serde_json::json;

    use super::{RunRow, RunTab, Timestamp};

    fn row(change: serde_json::Value) -> RunRow {
        let mut row = json!({
            "id": "abcdefghjk", "course": "abcdefghjk", "title": "Attachment", "audiences": ["carers"],
            "mode": "online", "venue": null, "starts_at": "2027-02-10T09:30:00Z", "ends_at": "2027-02-10T12:30:00Z",
            "counts": {"capacity": 2, "confirmed": 1, "offered": 0, "queued": 0, "available": 1},
            "trainer": "Jo Bell", "marked": 0, "minimum": 1, "cancelled": false, "prices": [], "revision": 0,
            "untold": false,
        });
        if let (Some(row), serde_json::Value::Object(change)) = (row.as_object_mut(), change) {
            row.extend(change);
        }
        serde_json::from_value(row).unwrap()
    }

    #[test]
    fn a_run_stands_where_somebody_looks_for_it() {
        let taken = json!({"capacity": 2, "confirmed": 1, "offered": 1, "queued": 3, "available": 0});
        for (change, now, tabs) in [
            (json!({}), "2027-02-10T09:29:59Z", &["to_come"][..]),
            (json!({}), "2027-02-10T09:30:00Z", &["to_mark"]),
            (json!({"marked": 1}), "2027-02-10T10:00:00Z", &[]),
            (json!({"marked": 1}), "2027-02-10T12:30:00Z", &["over"]),
            (json!({"minimum": 2}), "2027-02-01T09:30:00Z", &["to_come", "below_minimum"]),
            (json!({"counts": taken}), "2027-02-01T09:30:00Z", &["to_come", "offers", "full"]),
            (json!({"cancelled": true}), "2027-02-10T12:30:00Z", &["cancelled"]),
        ] {
            let (row, now): (_, Timestamp) = (row(change), now.parse().unwrap());
            let found = RunTab::ALL.iter().filter(|tab| tab.holds(&row, now));
            assert_eq!(found.map(|tab| tab.name()).collect::<Vec<_>>(), tabs, "{now}");
        }
    }
}
