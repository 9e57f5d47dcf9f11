//! The rules once more, as plainly as they can be said and as slowly as that takes: everything is counted anew each time,
//! and a freed seat is offered by starting again at the head of the queue. It keeps no log.

use jiff::Timestamp;

use super::support::{email, place};
use crate::training::seats::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Never,
    Open,
    Accepted,
    Declined,
    Lapsed,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) booking: u32,
    takes_fewer: bool,
    /// A letter for each place, as [`super::support::Run::looks`] has them.
    pub(super) looks: Vec<char>,
    pub(super) people: Vec<u64>,
    pub(super) came: Vec<Option<Attendance>>,
    nonces: Vec<(usize, Nonce)>,
    pub(super) until: Option<Timestamp>,
    offer: Ended,
    pub(super) passed: usize,
}

impl Group {
    pub(super) fn has(&self, letter: char) -> usize {
        self.looks.iter().filter(|look| **look == letter).count()
    }

    fn fits(&self, free: usize) -> usize {
        match self.has('q') {
            0 => 0,
            wanted if self.takes_fewer => wanted.min(free),
            wanted if wanted <= free => wanted,
            _ => 0,
        }
    }

    fn turn(&mut self, from: char, to: char, most: usize) {
        self.looks.iter_mut().filter(|look| **look == from).take(most).for_each(|look| *look = to);
    }

    fn ends_offer(&mut self, to: char, offer: Ended) {
        self.turn('O', to, usize::MAX);
        (self.until, self.offer) = (None, offer);
    }
}

#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) capacity: usize,
    pub(super) groups: Vec<Group>,
    begun: bool,
    pub(super) cancelled: bool,
    /// When something last happened.
    pub(super) not_before: Timestamp,
    now: Timestamp,
}

impl Model {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            groups: Vec::new(),
            begun: false,
            cancelled: false,
            not_before: Timestamp::MIN,
            now: Timestamp::MIN,
        }
    }

    pub(super) fn all(&self, letter: char) -> usize {
        self.groups.iter().map(|group| group.has(letter)).sum()
    }

    pub(super) fn free(&self) -> usize {
        self.capacity - self.all('C') - self.all('O')
    }

    fn is_there(&self, person: u64) -> bool {
        let mut everybody = self.groups.iter().flat_map(|group| group.people.iter().zip(&group.looks));
        everybody.any(|(someone, look)| *someone == person && "CqO".contains(*look))
    }

    fn find(&self, booking: u32) -> Result<usize, SeatsRefusal> {
        self.groups.iter().position(|group| group.booking == booking).ok_or(SeatsRefusal::Unknown)
    }

    pub(super) fn apply_due(&mut self, when: &When<'_>) -> Result<(), SeatsRefusal> {
        if self.cancelled {
            return Err(SeatsRefusal::RunCancelled);
        }
        self.now = when.now.max(self.not_before);
        let started = self.now >= when.starts_at;
        self.begun &= started;
        for group in &mut self.groups {
            group.until = group.until.map(|until| until.min(when.starts_at));
            if group.until.is_some_and(|until| until <= self.now || started) {
                group.ends_offer('l', Ended::Lapsed);
            }
            if started && !self.begun {
                group.turn('q', 'n', usize::MAX);
            }
        }
        self.begun = started;
        self.offer(when);
        Ok(())
    }

    fn offer(&mut self, when: &When<'_>) {
        while !self.begun {
            let free = self.free();
            let Some(first) = self.groups.iter().position(|group| group.fits(free) > 0) else { break };
            let group = &mut self.groups[first];
            group.turn('q', 'O', group.fits(free));
            group.until = Some(offer_until(self.now, when.starts_at, when.calendar));
            group.offer = Ended::Open;
            self.pass(first);
        }
    }

    fn pass(&mut self, by: usize) {
        for group in self.groups.iter_mut().take(by).filter(|group| group.has('q') > 0) {
            group.passed += 1;
        }
    }

    pub(super) fn ask(
        &mut self,
        booking: u32,
        people: &[u64],
        takes_fewer: bool,
        when: &When<'_>,
    ) -> Result<(), SeatsRefusal> {
        if self.find(booking).is_ok() {
            return Ok(());
        }
        self.apply_due(when)?;
        if self.begun {
            return Err(SeatsRefusal::RunStarted);
        }
        if people.is_empty() || people.len() > 10 {
            return Err(SeatsRefusal::WrongNumberOfPlaces { asked: people.len() });
        }
        let there = |(index, person): (usize, &u64)| {
            let again = self.is_there(*person) || people[..index].contains(person);
            again.then(|| place(u8::try_from(index + 1).unwrap()))
        };
        let places: Vec<PlaceNumber> = people.iter().enumerate().filter_map(there).collect();
        if !places.is_empty() {
            return Err(SeatsRefusal::AlreadyThere { places });
        }
        let free = self.free();
        let jumps = self.groups.iter().any(|group| group.fits(free) > 0);
        let group = Group {
            booking,
            takes_fewer,
            looks: vec!['q'; people.len()],
            people: people.to_vec(),
            came: vec![None; people.len()],
            nonces: Vec::new(),
            until: None,
            offer: Ended::Never,
            passed: 0,
        };
        self.groups.push(group);
        let last = self.groups.len() - 1;
        let given = if jumps { 0 } else { self.groups[last].fits(free) };
        self.groups[last].turn('q', 'C', given);
        if given > 0 {
            self.pass(last);
        }
        Ok(())
    }

    pub(super) fn accept(&mut self, booking: u32, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        let found = self.find(booking)?;
        self.apply_due(when)?;
        let group = &mut self.groups[found];
        match group.offer {
            Ended::Open => group.ends_offer('C', Ended::Accepted),
            Ended::Accepted => return Ok(false),
            Ended::Lapsed => return Err(SeatsRefusal::OfferExpired),
            Ended::Never | Ended::Declined => return Err(SeatsRefusal::NoOffer),
        }
        Ok(true)
    }

    pub(super) fn decline(&mut self, booking: u32, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        let found = self.find(booking)?;
        self.apply_due(when)?;
        let group = &mut self.groups[found];
        match group.offer {
            Ended::Open => group.ends_offer('d', Ended::Declined),
            Ended::Declined => return Ok(false),
            Ended::Lapsed => return Err(SeatsRefusal::OfferExpired),
            Ended::Never | Ended::Accepted => return Err(SeatsRefusal::NoOffer),
        }
        self.offer(when);
        Ok(true)
    }

    /// Gives up places that look like one of `may`; those that look like given up already are passed over.
    pub(super) fn give_up(
        &mut self,
        booking: u32,
        places: &[u8],
        may: &str,
        lateness: Lateness,
        when: &When<'_>,
    ) -> Result<bool, SeatsRefusal> {
        let found = self.find(booking)?;
        self.apply_due(when)?;
        if self.begun {
            return Err(SeatsRefusal::RunStarted);
        }
        let group = &mut self.groups[found];
        // Who was marked was there: such a place is as little to be given up as one that there is not.
        let marked = |index: usize| group.came.get(index).is_none_or(Option::is_some);
        let look = |number: u8| match usize::from(number) - 1 {
            index if marked(index) => '-',
            index => group.looks[index],
        };
        let refused = |number: &u8| !may.contains(look(*number)) && !"deft".contains(look(*number));
        let mut refused: Vec<u8> = places.iter().copied().filter(refused).collect();
        refused.sort_unstable();
        refused.dedup();
        if !refused.is_empty() {
            return Err(SeatsRefusal::NotLive { places: refused.into_iter().map(place).collect() });
        }
        let before = group.looks.clone();
        for number in places {
            let look = &mut group.looks[usize::from(*number) - 1];
            *look = match *look {
                'C' if lateness == Lateness::Late => 't',
                'C' => 'f',
                'q' => 'e',
                'O' => 'd',
                given_up => given_up,
            };
        }
        let news = group.looks != before;
        if group.offer == Ended::Open && group.has('O') == 0 {
            group.ends_offer('d', Ended::Declined);
        }
        self.offer(when);
        Ok(news)
    }

    pub(super) fn substitute(
        &mut self,
        booking: u32,
        number: u8,
        person: u64,
        when: &When<'_>,
    ) -> Result<bool, SeatsRefusal> {
        let found = self.find(booking)?;
        self.apply_due(when)?;
        let (places, index) = (vec![place(number)], usize::from(number) - 1);
        let group = &self.groups[found];
        let may = group.looks.get(index).is_some_and(|look| "CqO".contains(*look)) && group.came[index].is_none();
        if !may {
            return Err(SeatsRefusal::NotLive { places });
        }
        if group.people[index] == person {
            return Ok(false);
        }
        if self.is_there(person) {
            return Err(SeatsRefusal::AlreadyThere { places });
        }
        self.groups[found].people[index] = person;
        Ok(true)
    }

    pub(super) fn set_capacity(&mut self, capacity: usize, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        self.apply_due(when)?;
        let (confirmed, offered) = (self.all('C'), self.all('O'));
        if capacity < confirmed + offered {
            let few = |number| u16::try_from(number).unwrap();
            return Err(SeatsRefusal::BelowTaken { confirmed: few(confirmed), offered: few(offered) });
        }
        let news = capacity != self.capacity;
        self.capacity = capacity;
        self.offer(when);
        Ok(news)
    }

    pub(super) fn cancel_run(&mut self, when: &When<'_>) -> bool {
        if self.apply_due(when).is_err() {
            return false;
        }
        for group in &mut self.groups {
            group.looks.iter_mut().filter(|look| "CqO".contains(**look)).for_each(|look| *look = 'x');
            group.until = None;
        }
        self.cancelled = true;
        true
    }

    pub(super) fn mark(
        &mut self,
        booking: u32,
        number: u8,
        (attendance, nonce): (Attendance, Nonce),
        when: &When<'_>,
    ) -> Result<bool, SeatsRefusal> {
        let found = self.find(booking)?;
        self.apply_due(when)?;
        if crate::calendar::london_date(self.now) < crate::calendar::london_date(when.starts_at) {
            return Err(SeatsRefusal::NotBegun);
        }
        let index = usize::from(number) - 1;
        let group = &mut self.groups[found];
        if group.looks.get(index) != Some(&'C') {
            return Err(SeatsRefusal::NotLive { places: vec![place(number)] });
        }
        if group.nonces.contains(&(index, nonce)) {
            return Ok(false);
        }
        group.nonces.push((index, nonce));
        group.came[index] = Some(attendance);
        Ok(true)
    }

    /// Whether a party of the engine is the same.
    pub(super) fn is_the_same(&self, index: usize, party: &Party) -> bool {
        let group = &self.groups[index];
        let people = group.people.iter().map(|person| email(*person));
        people.eq(party.places().iter().map(|place| place.email))
            && group.came.iter().eq(party.places().iter().map(|place| &place.attendance))
            && group.until == party.offer().map(|offer| offer.until)
    }
}
