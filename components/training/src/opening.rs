//! Opening a booking for a request: wrong codes are counted, and who may open none is told so.

use domain::access_code::AccessCode;
use domain::people::Member;
use domain::reference::Reference;
use records::ChangeError;
use store::training::OpenedBooking;
use web::{App, Caller, Lookups, Problem};

/// The booking that a code opens; `None` where it opens none. Five store operations.
///
/// # Errors
/// 429 after too many codes that opened none; 503 where the store fails.
pub(crate) async fn by_code(
    app: &App,
    caller: &Caller,
    reference: &Reference,
    code: &AccessCode,
) -> Result<Option<OpenedBooking>, Problem> {
    let lookup = reference.to_string();
    let attempt = Lookups::of(app, caller, &lookup);
    attempt.admit().await?;
    match OpenedBooking::by_code(app.database(), reference, code).await {
        Ok(opened) => Ok(Some(opened)),
        Err(ChangeError::NotFound) => attempt.count_failure().await.map(|()| None),
        Err(error) => Err(error.into()),
    }
}

/// The booking of a school, for who is signed in for it.
///
/// # Errors
/// 403 for who is not of a school; 404 for another school's; 503 where the store fails.
pub(crate) async fn for_school(app: &App, member: &Member, reference: &Reference) -> Result<OpenedBooking, Problem> {
    if member.school().is_none() {
        return Err(Problem::forbidden());
    }
    Ok(OpenedBooking::for_school(app.database(), member, reference).await?)
}

/// `None` where nothing was opened.
///
/// # Errors
/// 503 where the store fails.
pub(crate) fn if_any<T, X>(opened: Result<T, ChangeError<X>>) -> Result<Option<T>, Problem>
where
    Problem: From<ChangeError<X>>,
{
    match opened {
        Ok(opened) => Ok(Some(opened)),
        Err(ChangeError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::input::Style;
    use domain::people::{Role, StaffId, StaffMember};
    use domain::reference::Prefix;
    use domain::training::booking::Book;
    use domain::training::course::AboutCourse;
    use domain::training::requests::RunRequest;
    use domain::words::PersonName;
    use futures::executor::block_on;
    use http::HeaderMap;
    use records::{Database, Fingerprint, Keyring};
    use store::access::Sent;
    use store::training::{Booked, book, make_course, make_run};
    use web::stand_in::{StandInEnvironment, StandInStore};
    use web::{Settings, Shared, Store, Value};

    use super::*;

    fn json(text: &str) -> Value {
        text.parse().unwrap()
    }

    /// A booking of one place.
    fn books(database: &Database) -> Booked {
        let sent = Sent { key: None, fingerprint: Fingerprint([1; 32]) };
        let (id, name) = (StaffId::parse("sam").unwrap(), PersonName::parse("Sam Okoro").unwrap());
        let sam = StaffMember { id, role: Role::Adviser, name };
        let about = json(
            r#"{"title": "Attachment", "summary": "Why.", "outcomes": ["Notice it"], "audiences": ["carers"],
                "minutes": 180}"#,
        );
        let about = AboutCourse::read(&about, Style::Json).unwrap();
        let course = block_on(make_course(database, &sam, sent, about)).unwrap().current.record.0;
        let run = json(
            r#"{"date": "2027-02-10", "start_time": "09:30", "end_time": "12:30", "mode": "in_person",
                "venue": "County Hall", "trainer": "Amara Osei", "capacity": 3, "free_until_working_days": 5}"#,
        );
        let run = RunRequest::read(&run, Style::Json).unwrap();
        let run = block_on(make_run(database, &sam, sent, &course.id, run)).unwrap().current;
        let request = json(
            r#"{"audience": "carers", "name": "Robin Ashe", "email": "robin@family.example", "attendees":
                [{"name": "Ada Ortiz", "email": "ada@family.example", "role": "Foster carer"}]}"#,
        );
        let request = Book::read(&request, Style::Json, &run.record.0, None).unwrap();
        block_on(book(database, sent, &request, &run)).unwrap()
    }

    #[test]
    fn after_ten_codes_that_open_nothing_not_even_the_right_one_does() {
        let shared = Shared::new(Arc::new(Settings::default()), Keyring::parse(&"k".repeat(32)).unwrap());
        let now = StandInEnvironment::at("2027-01-11T10:00:00Z".parse().unwrap());
        let app = App::new(Store::new(StandInStore::default()), now, Arc::new(shared));
        let caller = Caller::from_headers(&HeaderMap::new(), 0);
        let Booked { reference, code, .. } = books(app.database());
        let opens = |reference: &Reference, code: &AccessCode| block_on(by_code(&app, &caller, reference, code));
        assert!(opens(&reference, &code).unwrap().is_some());
        let wrong = AccessCode::draw([1; 32]);
        for _ in 0..10 {
            assert!(opens(&reference, &wrong).unwrap().is_none());
        }
        assert_eq!(opens(&reference, &code).err().unwrap().status(), 429);
        let unknown = Reference::draw(Prefix::Training, [9; 32]);
        assert!(opens(&unknown, &wrong).unwrap().is_none(), "another reference");
    }
}
