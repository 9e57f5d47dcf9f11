//! What the council that runs this has decided, as the domain wants it. It decides nothing itself.

use domain::advice::Promises;
use domain::calendar::Calendar;
use domain::remit::{Local, Remit};
use domain::words::LaCode;
use web::{App, Problem};

/// One council's calendar, promises and words about safety.
pub(crate) struct Council {
    pub(crate) calendar: Calendar,
    pub(crate) promises: Promises,
    pub(crate) safeguarding: String,
}

impl Council {
    /// Reads the settings.
    ///
    /// # Errors
    /// 500 where a setting cannot be used; the log says which.
    pub(crate) fn of(app: &App) -> Result<Self, Problem> {
        let defaults = Promises::default();
        Ok(Self {
            calendar: Calendar::england_and_wales(),
            promises: Promises {
                first_contact_working_days: days(
                    app,
                    "first_contact_working_days",
                    defaults.first_contact_working_days,
                )?,
                reply_working_days: days(app, "reply_working_days", defaults.reply_working_days)?,
            },
            safeguarding: safeguarding(app),
        })
    }
}

/// Whom this council's Virtual School may help.
///
/// # Errors
/// 500 where the authority is not set.
pub(crate) fn remit(app: &App) -> Result<Remit, Problem> {
    let authority = app.settings().authority.as_ref().ok_or_else(|| Problem::internal("authority_code is not set"))?;
    Ok(Remit::built_in(Local {
        authority: LaCode::parse(&authority.code).map_err(Problem::internal)?,
        virtual_school: format!("{} Virtual School", authority.name),
        authorities: std::collections::BTreeMap::new(),
        switched_on: Vec::new(),
    }))
}

fn days(app: &App, name: &str, default: u32) -> Result<u32, Problem> {
    match app.settings().value(name) {
        None => Ok(default),
        Some(text) => {
            text.parse().map_err(|_| Problem::internal(format!("the variable {name} is not a number of days")))
        }
    }
}

/// The words that stand before anything is typed and on every answer to a family.
fn safeguarding(app: &App) -> String {
    let hub = match (app.settings().value("safeguarding_hub"), app.settings().value("safeguarding_phone")) {
        (Some(hub), Some(phone)) => format!(" If you are worried about a child’s safety, phone {hub} on {phone}."),
        _ => String::new(),
    };
    let hours =
        app.settings().value("safeguarding_hours").map_or(String::new(), |hours| format!(" It is open {hours}."));
    format!(
        "If a child is in immediate danger, call 999.{hub}{hours} Nobody reads what is sent here at night or at weekends."
    )
}
