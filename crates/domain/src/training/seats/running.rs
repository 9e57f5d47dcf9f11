//! What staff do to a whole run, and the register.

use super::fact::What;
use super::refusal::SeatsRefusal;
use super::words::{Attendance, Capacity, Nonce, PlaceNumber, When};
use super::{MAX_MOVES, Seats};
use crate::calendar::london_date;
use crate::reference::Reference;

impl Seats {
    /// There are more seats now, or fewer. Gives whether that is news.
    ///
    /// # Errors
    /// More are taken than there would be; the run was cancelled; too much has happened.
    pub fn set_capacity(&mut self, capacity: Capacity, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        let now = self.apply_due_at(when)?;
        if capacity == self.state.capacity {
            return Ok(false);
        }
        let (confirmed, offered) = (self.state.confirmed, self.state.offered);
        if capacity.get() < confirmed + offered {
            return Err(SeatsRefusal::BelowTaken { confirmed, offered });
        }
        self.has_room(1)?;
        self.write(now, What::Capacity { capacity })?;
        self.offer(now, when)?;
        Ok(true)
    }

    /// The run is cancelled, with every live place; nothing happens on it any more. Gives whether that is news.
    ///
    /// # Errors
    /// The engine broke a rule of its own.
    pub fn cancel_run(&mut self, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        match self.apply_due_at(when) {
            Err(SeatsRefusal::RunCancelled) => Ok(false),
            // A run that was moved too often can still be cancelled.
            Err(SeatsRefusal::LogFull) => self.cancel_run_at(when),
            Err(refusal) => Err(refusal),
            Ok(_) => self.cancel_run_at(when),
        }
    }

    fn cancel_run_at(&mut self, when: &When<'_>) -> Result<bool, SeatsRefusal> {
        self.write(self.time(when), What::RunCancelled)?;
        Ok(true)
    }

    /// The run was moved, in time or in place: `when` says when it starts now. Who has a live place is to be told. Open
    /// offers end at the new start, if not before.
    ///
    /// # Errors
    /// The run was cancelled; it was moved too often, or too much has happened.
    pub fn moved(&mut self, when: &When<'_>) -> Result<(), SeatsRefusal> {
        if self.state.cancelled {
            return Err(SeatsRefusal::RunCancelled);
        }
        self.has_room(2)?;
        // One more for the new start.
        if self.state.moves + 2 > MAX_MOVES {
            return Err(SeatsRefusal::LogFull);
        }
        // Told before the new start ends the queue or its offers, so that whoever waits hears of both.
        self.write(self.time(when), What::Moved)?;
        self.apply_due_at(when).map(|_| ())
    }

    /// Somebody came, or did not. The same nonce again is the same mark and writes nothing, even where another mark came
    /// between: a repeat that arrives late must not undo what was put right since. Gives whether it is news.
    ///
    /// # Errors
    /// The place is not confirmed; the day of the run, in London, has not come; no such party; the run was cancelled.
    pub fn mark(
        &mut self,
        reference: &Reference,
        place: PlaceNumber,
        attendance: Attendance,
        nonce: Nonce,
        when: &When<'_>,
    ) -> Result<bool, SeatsRefusal> {
        let party = self.state.find(reference).ok_or(SeatsRefusal::Unknown)?;
        let now = self.apply_due_at(when)?;
        if london_date(now) < london_date(when.starts_at) {
            return Err(SeatsRefusal::NotBegun);
        }
        let refused = || SeatsRefusal::NotLive { places: vec![place] };
        let found = self.state.party(party).and_then(|party| party.place(place)).ok_or_else(refused)?;
        if found.state != super::PlaceState::Confirmed {
            return Err(refused());
        }
        if found.nonces.contains(&nonce) {
            return Ok(false);
        }
        // Room for the first mark of a place is always kept.
        if found.attendance.is_some() {
            self.has_room(1)?;
        }
        self.write(now, What::Marked { party, place, attendance, nonce })?;
        Ok(true)
    }
}
