//! What the council that runs this has decided, as the domain wants it. It decides nothing itself.

use domain::advice::Promises;
use domain::calendar::Calendar;
use domain::remit::{Local, Remit};
use web::{App, Problem};

/// One council's calendar, promises and words about safety.
pub(crate) struct Terms {
    /// Which days are worked.
    pub(crate) calendar: Calendar,
    /// What families are promised.
    pub(crate) promises: Promises,
    /// What stands on every answer about a child’s safety.
    pub(crate) safeguarding: String,
}

impl Terms {
    /// Translates the settings.
    ///
    /// # Errors
    /// 500 where they are not granted.
    pub(crate) fn of(app: &App) -> Result<Self, Problem> {
        let council = app.council()?;
        Ok(Self {
            calendar: Calendar::england_and_wales(),
            promises: Promises {
                first_contact_working_days: council.first_contact_working_days,
                reply_working_days: council.reply_working_days,
            },
            safeguarding: council.safeguarding.sentences(),
        })
    }
}

/// Whom this council's Virtual School may help.
///
/// # Errors
/// 500 where the settings are not granted.
pub(crate) fn remit_of(app: &App) -> Result<Remit, Problem> {
    let council = app.council()?;
    Ok(Remit::built_in(Local {
        authority: council.authority_code.clone(),
        virtual_school: council.virtual_school.clone(),
        authorities: std::collections::BTreeMap::new(),
        switched_on: Vec::new(),
    }))
}
