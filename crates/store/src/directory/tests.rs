//! Imports and searches against a store in memory: what is in use at every moment, and what is left in the store.

use std::sync::Arc;
use std::time::Duration;

use domain::directory::{Found, Refusal, Search};
use domain::people::{Role, StaffId, StaffMember};
use domain::words::{PersonName, Urn};
use futures::executor::block_on;
use records::{ChangeError, Database, Fingerprint, Instance, Keyring};
use web::Store;
use web::stand_in::{StandInEnvironment, StandInStore};

use super::{
    Asked, ImportError, Progress, State, begin, cancel, clear, complete, find, in_use, knows, progress, search,
    take_part, under_way,
};
use crate::access::Sent;

const HEADER: &str = "URN,LA (code),LA (name),EstablishmentName,EstablishmentStatus (name),\
                      PhaseOfEducation (name),Town,Postcode\r\n";

/// Without a key.
const ONCE: Sent<'_> = Sent { key: None, fingerprint: Fingerprint([0; 32]) };

const REPLACE: Asked = Asked { replace: true, bytes: None };

const HOUR: Duration = Duration::from_hours(1);

struct Bench {
    store: StandInStore,
    env: StandInEnvironment,
    instance: Arc<Instance>,
}

impl Bench {
    fn new() -> Self {
        let instance = Instance::new(Keyring::parse(&"k".repeat(32)).unwrap());
        let env = StandInEnvironment::at("2026-11-02T10:00:00Z".parse().unwrap());
        Self { store: StandInStore::default(), env, instance: Arc::new(instance) }
    }

    fn database(&self) -> Database {
        self.counting(&Store::new(self.store.clone()))
    }

    /// The same, with a store that says how many operations were made.
    fn counting(&self, store: &Store) -> Database {
        Database::new(Arc::new(store.clone()), Arc::new(self.env.clone()), Arc::clone(&self.instance))
    }

    fn begins(&self) -> u64 {
        block_on(begin(&self.database(), &sam(), REPLACE, ONCE)).unwrap().progress.generation
    }

    fn sends(&self, generation: u64, number: usize, bytes: &[u8]) -> Result<Progress, ImportError> {
        block_on(take_part(&self.database(), &sam(), generation, number, bytes))
    }

    fn completes(&self, generation: u64) -> Result<Progress, ImportError> {
        block_on(complete(&self.database(), &sam(), generation, true))
    }

    /// Imports a whole file in one part.
    fn imports(&self, file: &str) -> u64 {
        let generation = self.begins();
        self.sends(generation, 1, file.as_bytes()).unwrap();
        self.completes(generation).unwrap();
        generation
    }

    fn finds(&self, typed: &str) -> Found {
        block_on(search(&self.database(), &Search::parse(typed).unwrap(), "301")).unwrap()
    }

    fn names(&self, urn: &str) -> Option<String> {
        block_on(find(&self.database(), &Urn::parse(urn).unwrap())).unwrap().map(|setting| setting.name)
    }
}

fn sam() -> StaffMember {
    let (id, name) = (StaffId::parse("sam").unwrap(), PersonName::parse("Sam Okoro").unwrap());
    StaffMember { id, role: Role::Admin, name }
}

fn file(name: &str, rows: u32) -> String {
    let row = |row: u32| format!("{},301,Barking,{name} {row},Open,Primary,Elmford,RM10 8AB\r\n", 100_000 + row);
    HEADER.to_owned() + &(0..rows).map(row).collect::<String>()
}

fn refusal<T>(answer: Result<T, ImportError>) -> Refusal {
    match answer.map(drop) {
        Err(ChangeError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_a_directory_nothing_is_found_and_nothing_fails() {
    let bench = Bench::new();
    assert_eq!(bench.finds("elm").count, 0);
    assert_eq!(bench.names("100000"), None);
    assert_eq!(block_on(in_use(&bench.database())).unwrap(), None);
    assert!(block_on(progress(&bench.database(), 1)).unwrap().is_none(), "there was no import");
    assert!(matches!(bench.sends(1, 1, b"URN"), Err(ChangeError::NotFound)));
}

#[test]
fn the_old_directory_is_searched_until_the_new_one_is_whole() {
    let bench = Bench::new();
    bench.imports(&file("Oak", 3));
    let generation = bench.begins();
    let new = file("Ash", 2);
    let (first, second) = new.split_at(HEADER.len() + 20);
    assert_eq!(bench.sends(generation, 1, first.as_bytes()).unwrap().tally.rows, 0);
    bench.sends(generation, 2, second.as_bytes()).unwrap();
    assert_eq!((bench.finds("oak").count, bench.finds("ash").count), (3, 0));
    let done = bench.completes(generation).unwrap();
    assert_eq!((done.state, done.tally.kept, done.parts), (State::InUse, 2, 2));
    assert_eq!((bench.finds("oak").count, bench.finds("ash").count), (0, 2));
    assert_eq!(bench.names("100001").as_deref(), Some("Ash 1"));
    assert_eq!(bench.names("100002"), None, "it is in the old one alone");
}

#[test]
fn a_search_and_a_look_at_one_setting_take_three_operations_each() {
    let bench = Bench::new();
    bench.imports(&file("Oak", 3));
    let store = Store::new(bench.store.clone());
    let database = bench.counting(&store);
    block_on(search(&database, &Search::parse("oak").unwrap(), "301")).unwrap();
    assert_eq!(store.operations(), 3);
    block_on(find(&database, &Urn::parse("100000").unwrap())).unwrap();
    assert_eq!(store.operations(), 6);
}

#[test]
fn whether_a_setting_is_there_is_known_without_reading_it() {
    let bench = Bench::new();
    let known = |urn: &str| block_on(knows(&bench.database(), &Urn::parse(urn).unwrap())).unwrap();
    assert_eq!(known("100000"), None, "there is no directory");
    bench.imports(&file("Oak", 3));
    assert_eq!((known("100000"), known("100009")), (Some(true), Some(false)));
}

#[test]
fn everything_may_be_done_twice() {
    let bench = Bench::new();
    let generation = bench.begins();
    let text = file("Oak", 3);
    for _ in 0..2 {
        assert_eq!(bench.sends(generation, 1, text.as_bytes()).unwrap().tally.kept, 3);
    }
    assert_eq!(refusal(bench.sends(generation, 1, b"else")), Refusal::OtherBytes);
    assert_eq!(refusal(bench.sends(generation, 3, b"else")), Refusal::OutOfOrder { next: 2 });
    for _ in 0..2 {
        assert_eq!(bench.completes(generation).unwrap().state, State::InUse);
    }
    assert_eq!(bench.finds("oak").count, 3);
    assert_eq!(refusal(bench.sends(generation, 2, b"more")), Refusal::Ended);
}

#[test]
fn a_setting_that_stands_in_the_file_twice_counts_once() {
    let bench = Bench::new();
    bench.imports(&(file("Oak", 2) + file("Ash", 2).strip_prefix(HEADER).unwrap()));
    assert_eq!(block_on(in_use(&bench.database())).unwrap().unwrap().settings, 2);
    assert_eq!((bench.finds("oak").count, bench.finds("ash").count), (2, 0));
}

#[test]
fn an_import_that_another_one_replaced_touches_nothing_any_more() {
    let bench = Bench::new();
    let old = bench.begins();
    let text = file("Oak", 3);
    bench.sends(old, 1, text.as_bytes()).unwrap();
    let refused = refusal(block_on(begin(&bench.database(), &sam(), Asked::default(), ONCE)));
    assert!(matches!(refused, Refusal::UnderWay { .. }), "{refused:?}");
    let new = bench.begins();
    for refused in [bench.sends(old, 2, b"x"), bench.completes(old)] {
        assert_eq!(refusal(refused), Refusal::Ended);
    }
    assert_eq!(block_on(under_way(&bench.database())).unwrap().unwrap().parts, 0);
    bench.sends(new, 1, file("Ash", 1).as_bytes()).unwrap();
    assert_eq!(bench.completes(new).unwrap().state, State::InUse);
    assert_eq!((bench.finds("oak").count, bench.finds("ash").count), (0, 1));
}

#[test]
fn a_cancelled_import_leaves_the_directory_as_it_was() {
    let bench = Bench::new();
    bench.imports(&file("Oak", 3));
    let generation = bench.begins();
    bench.sends(generation, 1, file("Ash", 1).as_bytes()).unwrap();
    assert_eq!(block_on(cancel(&bench.database(), &sam(), generation)).unwrap().state, State::Ended);
    assert_eq!(bench.finds("oak").count, 3);
    assert_eq!(block_on(under_way(&bench.database())).unwrap().map(|import| import.generation), None);
}

#[test]
fn what_nobody_uses_any_more_is_cleared_away_to_the_last_key() {
    let bench = Bench::new();
    bench.imports(&file("Oak", 3));
    let keys = bench.store.keys().len();
    let abandoned = bench.begins();
    bench.sends(abandoned, 1, file("Ash", 1).as_bytes()).unwrap();
    bench.imports(&file("Elm", 2));
    assert_eq!(block_on(clear(&bench.database(), &sam())).unwrap(), 0, "somebody may still be at it");
    assert!(bench.store.keys().len() > keys);
    bench.env.pass(HOUR);
    assert_eq!(block_on(clear(&bench.database(), &sam())).unwrap(), 2);
    assert_eq!(block_on(clear(&bench.database(), &sam())).unwrap(), 0);
    let left: Vec<String> = bench.store.keys();
    for generation in [1, 2] {
        let begins = [format!("value/directory/{generation}/"), format!("directory/slots/{generation}")];
        assert!(!left.iter().any(|key| begins.iter().any(|begin| key.starts_with(begin))), "{left:?}");
    }
    assert_eq!(bench.finds("elm").count, 2);
}

#[test]
fn what_failed_on_the_way_leaves_the_directory_as_it_was_and_can_be_sent_again() {
    let bench = Bench::new();
    bench.imports(&file("Oak", 3));
    let generation = bench.begins();
    bench.store.fail(true);
    assert!(matches!(bench.sends(generation, 1, file("Ash", 1).as_bytes()), Err(ChangeError::Records(_))));
    assert!(matches!(bench.completes(generation), Err(ChangeError::Records(_))));
    bench.store.fail(false);
    assert_eq!(bench.finds("oak").count, 3);
    bench.sends(generation, 1, file("Ash", 1).as_bytes()).unwrap();
    bench.completes(generation).unwrap();
    assert_eq!(bench.finds("ash").count, 1);
}

#[test]
fn a_file_that_is_no_extract_is_refused_at_its_first_line() {
    let bench = Bench::new();
    let generation = bench.begins();
    let refused = refusal(bench.sends(generation, 1, b"Name,Town\nElm,Elmford\n"));
    assert!(matches!(refused, Refusal::NoExtract(_)), "{refused:?}");
    assert_eq!(refusal(bench.completes(generation)), Refusal::Empty);
}

#[test]
fn an_import_of_which_a_part_is_missing_is_not_taken_into_use() {
    let bench = Bench::new();
    let text = file("Oak", 3);
    let asked = Asked { replace: true, bytes: Some(text.len() as u64) };
    let generation = block_on(begin(&bench.database(), &sam(), asked, ONCE)).unwrap().progress.generation;
    let (first, second) = text.split_at(200);
    bench.sends(generation, 1, first.as_bytes()).unwrap();
    let incomplete = Refusal::Incomplete { come: 200, of: text.len() as u64 };
    assert_eq!(refusal(bench.completes(generation)), incomplete);
    bench.sends(generation, 2, second.as_bytes()).unwrap();
    bench.completes(generation).unwrap();
}
