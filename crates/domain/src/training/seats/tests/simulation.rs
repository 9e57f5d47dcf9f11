//! Thousands of seeded schedules of everything that can happen to a run's seats, each step held against the plain model,
//! the second reckoning and the stored log.
//!
//! `SEATS_SEED=17 cargo test -p domain seats` replays one seed, `SEATS_SEEDS=1000000` makes a long run.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::model::Model;
use super::support::{Run, booking, capacity, email, places};
use crate::choice::Choice;
use crate::training::seats::*;

const SEEDS: u64 = 1_000;
const STEPS: u64 = 60;

/// How many people there are: few, so that they meet.
const PEOPLE: u64 = 80;
const BOOKINGS: u64 = 14;
const MINUTE: i64 = 60;

/// The same seed gives the same run, for ever.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end.max(1)
    }

    fn small(&mut self, end: u64) -> u8 {
        u8::try_from(self.below(end)).unwrap()
    }

    fn seconds(&mut self, most: i64) -> SignedDuration {
        SignedDuration::from_secs(i64::try_from(self.below(u64::try_from(most).unwrap())).unwrap())
    }
}

/// A run, its model, and what has happened.
struct World {
    chance: Chance,
    run: Run,
    model: Model,
    counted: BTreeMap<&'static str, u64>,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed ^ 0x5ea7_5ea7_5ea7_5ea7);
        let seats = u16::from(chance.small(9)) + 1;
        let mut run = Run::of(seats);
        // Any time of any week of two years, so that weekends, Easter and the clocks come by.
        run.now += chance.seconds(2 * 365 * 24 * 60 * MINUTE);
        run.starts_at = run.now + SignedDuration::from_hours(12) + chance.seconds(20 * 24 * 60 * MINUTE);
        Self { chance, run, model: Model::new(seats.into()), counted: BTreeMap::new() }
    }

    /// Some booking; one that is offered something more often than not, where there is any, and seldom one nobody knows.
    fn booking(&mut self) -> u32 {
        let groups = &self.model.groups;
        let offered: Vec<u32> =
            groups.iter().filter(|group| group.until.is_some()).map(|group| group.booking).collect();
        let known =
            groups.get(usize::from(self.chance.small(BOOKINGS)) % groups.len().max(1)).map(|group| group.booking);
        let any = u32::from(self.chance.small(BOOKINGS));
        match (offered.get(usize::from(self.chance.small(6))), known) {
            (Some(booking), _) => *booking,
            (None, Some(booking)) if self.chance.below(20) > 0 => booking,
            _ => any,
        }
    }

    fn some_places(&mut self) -> Vec<u8> {
        let most = self.chance.below(3) + 1;
        (0..most).map(|_| self.chance.small(4) + 1).collect()
    }

    fn time_passes(&mut self) {
        let most = [0, 10, 60, 360, 36 * 60][usize::from(self.chance.small(5))];
        self.run.now += self.chance.seconds(most * MINUTE + 1);
        match self.chance.below(24) {
            // Some hosts' clocks are slow.
            0 => self.run.now -= self.chance.seconds(30 * MINUTE),
            // The very moment at which an offer runs out, or just before it.
            1 => self.run.now = self.run.seats.next_due().unwrap_or(self.run.now),
            2 => {
                let due = self.run.seats.next_due().map(|due| due - SignedDuration::from_millis(1));
                self.run.now = due.unwrap_or(self.run.now);
            }
            _ => {}
        }
    }

    fn step(&mut self) {
        self.time_passes();
        let number = self.booking();
        let reference = booking(number);
        let which = self.some_places();
        let when = When { now: self.run.now, starts_at: self.run.starts_at, calendar: &self.run.calendar };
        let (seats, model, chance) = (&mut self.run.seats, &mut self.model, &mut self.chance);
        model.not_before = seats.state.last_at.unwrap_or(self.run.now);
        let told = |name: &'static str, news: &Result<bool, SeatsRefusal>| match news {
            Ok(true) => name,
            Ok(false) => "nothing new",
            Err(refusal) => named(refusal),
        };
        let what = match chance.below(100) {
            0..30 => {
                let number = u32::from(chance.small(BOOKINGS));
                let reference = booking(number);
                let wanted = if chance.below(40) == 0 { chance.below(12) } else { chance.below(4) + 1 };
                let people: Vec<u64> = (0..wanted).map(|_| chance.below(PEOPLE)).collect();
                let takes_fewer = chance.below(2) == 0;
                let places = people.iter().map(|person| email(*person)).collect();
                let asked = seats.ask(&Asked { reference, places, takes_fewer }, &when).map(|_| true);
                assert_eq!(asked, model.ask(number, &people, takes_fewer, &when).map(|()| true));
                told("asked", &asked)
            }
            30..45 => {
                let accepted = seats.accept(&reference, &when);
                assert_eq!(accepted, model.accept(number, &when));
                told("accepted", &accepted)
            }
            45..52 => {
                let declined = seats.decline(&reference, &when);
                assert_eq!(declined, model.decline(number, &when));
                told("declined", &declined)
            }
            52..72 => {
                let numbers = places(which.iter().copied());
                let lateness = Lateness::ALL[usize::from(chance.small(2))];
                if chance.below(3) == 0 {
                    let left = seats.leave(&reference, &numbers, &when);
                    assert_eq!(left, model.give_up(number, &which, "q", lateness, &when));
                    told("left", &left)
                } else {
                    let cancelled = seats.cancel(&reference, &numbers, lateness, &when);
                    assert_eq!(cancelled, model.give_up(number, &which, "CqO", lateness, &when));
                    told("cancelled", &cancelled)
                }
            }
            72..79 => {
                let (place, person) = (chance.small(4) + 1, chance.below(PEOPLE));
                let swapped = seats.substitute(&reference, super::support::place(place), email(person), &when);
                assert_eq!(swapped, model.substitute(number, place, person, &when));
                told("substituted", &swapped)
            }
            79..85 => {
                let new = chance.below(12) + 1;
                let set = seats.set_capacity(capacity(u16::try_from(new).unwrap()), &when);
                assert_eq!(set, model.set_capacity(usize::try_from(new).unwrap(), &when));
                told("capacity set", &set)
            }
            85..88 if chance.below(2) == 0 => {
                let days = chance.seconds(6 * 24 * 60 * MINUTE) - SignedDuration::from_hours(48);
                self.run.starts_at += days;
                let when = When { starts_at: self.run.starts_at, ..when };
                let moved = seats.moved(&when).map(|()| true);
                assert_eq!(moved, model.apply_due(&when).map(|()| true));
                told("moved", &moved)
            }
            88..89 if chance.below(4) == 0 => {
                let cancelled = seats.cancel_run(&when);
                assert_eq!(cancelled, Ok(model.cancel_run(&when)));
                told("run cancelled", &cancelled)
            }
            89..95 => {
                let (place, nonce) = (chance.small(4) + 1, Nonce([chance.small(5); 8]));
                let attendance = Attendance::ALL[usize::from(chance.small(3))];
                let marked = seats.mark(&reference, super::support::place(place), attendance, nonce, &when);
                assert_eq!(marked, model.mark(number, place, (attendance, nonce), &when));
                told("marked", &marked)
            }
            _ => {
                let settled = seats.apply_due(&when);
                let _ = model.apply_due(&when);
                told("settled", &Ok(settled))
            }
        };
        *self.counted.entry(what).or_default() += 1;
    }

    fn check(&mut self, before: &Seats) {
        let (seats, model) = (&self.run.seats, &self.model);
        if seats.facts_count() == before.facts_count() {
            assert_eq!(seats, before, "what changed without a fact would not be stored");
            return;
        }
        let looks: Vec<String> = model.groups.iter().map(|group| group.looks.iter().collect()).collect();
        assert_eq!(self.run.looks(), looks.join(" "));
        let counts = seats.counts();
        assert!(counts.confirmed + counts.offered <= counts.capacity);
        let expected = [model.capacity, model.all('C'), model.all('O'), model.all('q'), model.free()];
        let reckoned = [counts.capacity, counts.confirmed, counts.offered, counts.queued, counts.available];
        assert_eq!(reckoned.map(usize::from), expected);
        assert_eq!(seats.is_cancelled(), model.cancelled);
        assert_eq!(seats.next_due(), model.groups.iter().filter_map(|group| group.until).min());
        let mut ahead = 0;
        for (index, party) in seats.parties().iter().enumerate() {
            let group = &model.groups[index];
            assert!(model.is_the_same(index, party), "{party:?} {group:?}");
            assert_eq!(seats.skipped(party.reference()).len(), group.passed, "{party:?}");
            if group.has('q') > 0 {
                let waiting = seats.waiting(party.reference()).unwrap();
                assert_eq!(usize::try_from(waiting.places_ahead).unwrap(), ahead);
                assert_eq!(usize::from(waiting.wanted), group.has('q'));
                assert!(!matches!(waiting.why, WhyNoOffer::Next | WhyNoOffer::BehindOthers | WhyNoOffer::RunStarted));
                ahead += group.has('q');
            }
        }
        let again: Seats = serde_json::from_str(&serde_json::to_string(seats).unwrap()).unwrap();
        assert_eq!(again, *seats);
        let audit = seats.audit();
        assert!(audit.holds, "{:?}", audit.faults);
        assert_eq!(audit.counts, counts);
        self.check_news(before);
    }

    /// To whom something happened is exactly who is to be told; the facts of before stand as they were.
    fn check_news(&self, before: &Seats) {
        let (seats, count) = (&self.run.seats, before.facts_count());
        let text = |seats: &Seats| serde_json::to_value(seats).unwrap()["facts"].as_str().unwrap().to_owned();
        assert!(text(seats).starts_with(&text(before)));
        let affected = seats.affected_since(count);
        for party in seats.parties() {
            let earlier = before.party(party.reference());
            let looked = |party: &Party| {
                let places = party.places().iter().map(|place| (place.state.name(), place.email)).collect::<Vec<_>>();
                (places, party.offer().map(|offer| offer.places))
            };
            let news = party.what_happened_since(count);
            assert_eq!(affected.contains(&party), !news.is_empty());
            if earlier.map(looked) != Some(looked(party)) {
                assert!(!news.is_empty(), "{party:?}");
            }
            assert!(earlier.is_none_or(|earlier| party.changed_at_fact() >= earlier.changed_at_fact()));
        }
    }
}

const fn named(refusal: &SeatsRefusal) -> &'static str {
    match refusal {
        SeatsRefusal::Unknown => "unknown",
        SeatsRefusal::AlreadyThere { .. } => "already there",
        SeatsRefusal::WrongNumberOfPlaces { .. } => "a wrong number of places",
        SeatsRefusal::OfferExpired => "offer expired",
        SeatsRefusal::NoOffer => "no offer",
        SeatsRefusal::NotLive { .. } => "not live",
        SeatsRefusal::RunStarted => "run started",
        SeatsRefusal::RunCancelled => "was cancelled",
        SeatsRefusal::BelowTaken { .. } => "below taken",
        SeatsRefusal::NotBegun => "not begun",
        SeatsRefusal::TooManyParties | SeatsRefusal::LogFull | SeatsRefusal::Impossible(_) => "never here",
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

#[test]
fn whatever_happens_seats_follow_the_rules() {
    let (first, count) = match number("SEATS_SEED") {
        Some(seed) => (seed, 1),
        None => (0, number("SEATS_SEEDS").unwrap_or(SEEDS)),
    };
    let mut counted = BTreeMap::<&str, u64>::new();
    for seed in first..first + count {
        let told = Told(seed);
        let mut world = World::new(seed);
        for _ in 0..STEPS {
            let before = world.run.seats.clone();
            world.step();
            world.check(&before);
        }
        for (what, times) in &world.counted {
            *counted.entry(what).or_default() += times;
        }
        for fact in serde_json::to_value(&world.run.seats).unwrap()["facts"].as_str().unwrap().split_terminator(';') {
            let kind = LETTERS.iter().find(|(letter, _)| fact.starts_with(letter)).unwrap().1;
            *counted.entry(kind).or_default() += 1;
        }
        drop(told);
    }
    println!("{count} seeds: {counted:?}");
    if count >= SEEDS {
        for (_, kind) in LETTERS {
            assert!(counted.get(kind).is_some_and(|times| *times >= 50), "{kind} hardly ever happened: {counted:?}");
        }
        assert!(!counted.contains_key("never here"), "{counted:?}");
    }
}

const LETTERS: [(&str, &str); 14] = [
    ("s", "fact: starts"),
    ("m", "fact: moved"),
    ("a", "fact: asked"),
    ("o", "fact: offered"),
    ("y", "fact: accepted"),
    ("n", "fact: declined"),
    ("l", "fact: lapsed"),
    ("q", "fact: left"),
    ("c", "fact: cancelled"),
    ("x", "fact: substituted"),
    ("k", "fact: capacity"),
    ("b", "fact: begun"),
    ("z", "fact: run cancelled"),
    ("r", "fact: marked"),
];

/// Says which seed it was when a check fails.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("SEATS_SEED={}", self.0);
        }
    }
}
