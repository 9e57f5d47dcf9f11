//! Importing a directory. With script a browser sends the file part by part; without it a small file goes in one piece, and
//! a program sends any other.

use domain::calendar::moment_in_words;
use domain::directory::LineFault;
use govuk::{Button, ButtonStyle, Details, NotificationBanner, SummaryList, SummaryRow, Table};
use maud::{Markup, html};
use store::directory::Progress;
use web::{Council, DESK, Html, Sheet};

use super::{IMPORT, SEARCH, count, heading};

/// How many faults stand on the page; the API tells more.
const FAULTS_SHOWN_MAX: usize = 25;

/// What a program types that sends a file of any size.
const COMMANDS: &str = "\
SITE=https://the-address-of-this-site KEY=your-key FILE=edubasealldata.csv
ask() { curl -sS --fail-with-body -H \"Authorization: Bearer $KEY\" \"$@\"; }
JSON='Content-Type: application/json'
IMPORT=$(ask \"$SITE/api/v1/directory/imports\" -H \"$JSON\" -d '{}' | grep -o '\"id\":[0-9]*' | cut -d : -f 2)
split -b 1000k \"$FILE\" part-
number=0
for part in part-*; do
  number=$((number + 1))
  ask -X PUT \"$SITE/api/v1/directory/imports/$IMPORT/parts/$number\" -H 'Content-Type: text/csv' --data-binary @\"$part\"
done
ask \"$SITE/api/v1/directory/imports/$IMPORT/completion\" -H \"$JSON\" -d '{}'";

/// How an import stands, and what came of the last step.
#[derive(Default)]
pub(crate) struct ImportPage<'a> {
    /// The import under way.
    pub(crate) under_way: Option<&'a Progress>,
    /// Names an attempt to begin one, so that a form sent twice begins one.
    pub(crate) attempt: &'a str,
    /// The largest part of a file, in bytes.
    pub(crate) part_bytes_max: usize,
    /// What is wrong, and in which field.
    pub(crate) wrong: Option<(&'static str, &'a str)>,
    /// Whether what is doubtful about it has to be confirmed.
    pub(crate) doubtful: bool,
    /// What was just done.
    pub(crate) done: Option<&'static str>,
}

/// The page on which a directory is imported.
pub(crate) fn import(council: &Council, importing: &ImportPage<'_>) -> Html {
    let content = html! {
        (heading("Import a new directory"))
        @match importing.under_way {
            None => (begin(importing)),
            Some(progress) => (under_way(progress, importing)),
        }
    };
    let banner = importing.done.map(NotificationBanner::success);
    Sheet::new(&DESK, "Import a new directory", content)
        .section(SEARCH)
        .back(SEARCH)
        .errors(importing.wrong)
        .banner(banner)
        .html(council)
}

fn begin(importing: &ImportPage<'_>) -> Markup {
    let wrong = importing.wrong.map(|(_, wrong)| wrong);
    let group = if wrong.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
    let kilobytes = count(importing.part_bytes_max / 1_024);
    html! {
        p class="govuk-body" {
            "Download all establishment data from “Get Information about Schools” as a CSV file, and send it to us as it is. "
            "We keep names, numbers and places of settings. We do not keep the names of people in it."
        }
        p class="govuk-body" { "The directory in use stays in use until you have looked at what was read." }
        form method="post" action=(IMPORT) enctype="multipart/form-data" novalidate
            data-import="/api/v1/directory/imports" data-part-bytes=(importing.part_bytes_max) data-then=(IMPORT) {
            input type="hidden" name="attempt" value=(importing.attempt);
            div class=(group) {
                label class="govuk-label govuk-label--s" for="file" { "The file" }
                div class="govuk-hint" id="file-hint" {
                    "A CSV file. Without JavaScript it can have at most " (kilobytes) " kilobytes"
                }
                @if let Some(wrong) = wrong {
                    p class="govuk-error-message" id="file-error" {
                        span class="govuk-visually-hidden" { "Error:" } " " (wrong)
                    }
                }
                input class="govuk-file-upload" type="file" id="file" name="file" accept=".csv,text/csv"
                    aria-describedby=(if wrong.is_some() { "file-hint file-error" } else { "file-hint" });
            }
            div class="front-door-sending" hidden {
                label class="govuk-label" for="sent" { "Sending the file" }
                progress id="sent" max="100" value="0" {}
            }
            p class="govuk-body" role="status" id="sent-status" {}
            // Sent twice it is one import; and after a mistake the next press may come soon.
            (Button::new("Send the file"))
        }
        (Details::new("Send a larger file without JavaScript, or every month with a program", html! {
            p class="govuk-body" { "Make a key for an administrator, and type this where you have the file:" }
            pre class="front-door-commands" tabindex="0" { (COMMANDS) }
        }))
    }
}

fn under_way(progress: &Progress, importing: &ImportPage<'_>) -> Markup {
    let tally = &progress.tally;
    let list = SummaryList::new()
        .row(SummaryRow::new("Rows read", count(tally.rows)))
        .row(SummaryRow::new("Settings kept", count(tally.kept)))
        .row(SummaryRow::new("Of these, open", count(tally.open)))
        .row(SummaryRow::new("Rows left out", count(tally.left_out)));
    html! {
        @if let Some((by, at)) = &progress.begun {
            p class="govuk-body" { (by.name.as_str()) " began this import at " (moment_in_words(*at)) "." }
        }
        (list)
        (faults(&tally.faults))
        form method="post" action={ (IMPORT) "/" (progress.generation) "/completion" } novalidate {
            @if importing.doubtful {
                p class="govuk-body" { "If you have looked at it and it is right, you can use it all the same." }
                input type="hidden" name="confirm" value="yes";
            }
            (Button::new(if importing.doubtful { "Use it all the same" } else { "Use this directory" }).id("use")
                .prevent_double_click(true))
        }
        form method="post" action={ (IMPORT) "/" (progress.generation) "/cancellation" } novalidate {
            (Button::new("Cancel this import").style(ButtonStyle::Secondary))
        }
    }
}

fn faults(faults: &[LineFault]) -> Markup {
    let table = Table::new("What is wrong, by line").head(["Line", "What is wrong", "What we did"]);
    let table = faults.iter().take(FAULTS_SHOWN_MAX).fold(table, |table, fault| {
        let did = if fault.left_out { "Left the row out" } else { "Kept the rest" };
        table.row([count(fault.line), fault.says.clone(), did.to_owned()])
    });
    html! {
        @if faults.is_empty() { p class="govuk-body" { "Nothing is wrong with it." } } @else { (table) }
        @if faults.len() > FAULTS_SHOWN_MAX {
            p class="govuk-body" { "These are the first " (FAULTS_SHOWN_MAX) ". The API tells the first 100." }
        }
    }
}
