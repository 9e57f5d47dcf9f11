//! An administrator who imports a directory in a browser, and looks for settings in it.

use std::io::Write;
use std::sync::Arc;

use tempfile::NamedTempFile;
use thirtyfour::By;

use crate::advice::every_page::missed;
use crate::person::Person;
use crate::visit::{Behind, visit_house};
use crate::way::Way;

const HEADER: &str = "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,EstablishmentStatus (name),\
                      PhaseOfEducation (name),Notes,Town,Postcode\r\n";

/// More than goes in one request, so that it goes in parts.
const LARGE_BYTES: usize = 2_500_000;

/// A file of so many settings in Windows-1252, each row with so many bytes that nobody reads; and a row that is none.
fn register(settings: u32, padding: usize) -> NamedTempFile {
    let mut file = NamedTempFile::with_suffix(".csv").unwrap();
    let mut text = format!("{HEADER}not a row\r\n").into_bytes();
    for row in 0..settings {
        let (urn, notes) = (100_000 + row, "x".repeat(padding));
        let name = format!("Elm Làne School {row}");
        let row = format!("{urn},900,Larkshire,,{name},Open,Primary,{notes},Larkford,LK1 1AA\r\n");
        text.extend(row.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()));
    }
    file.write_all(&text).unwrap();
    file
}

impl Person {
    /// Chooses a file to send.
    async fn chooses_a_file(&self, file: &NamedTempFile) {
        let field = self.driver.find(By::Css("input[type=file]")).await.unwrap();
        field.send_keys(file.path().to_str().unwrap()).await.unwrap();
    }

    /// Imports a register from the first page to the last, and has a look at what is wrong on the way.
    async fn imports(&self, settings: u32, padding: usize) {
        self.visits("/desk/directory").await;
        self.sees("There is no directory yet").await;
        self.presses("Import a new directory").await;
        self.presses("Send the file").await;
        self.sees("Select a file").await;
        let file = register(settings, padding);
        self.chooses_a_file(&file).await;
        self.presses("Send the file").await;
        self.sees("Amara Osei began this import").await;
        self.sees("The row has 1 column, and the first line of the file has 10").await;
        self.presses("Use this directory").await;
        if settings < 100 {
            // One bad row in so few is doubtful.
            self.presses("Use it all the same").await;
        }
        self.sees("The new directory is in use").await;
        self.presses("Back").await;
        self.sees("Amara Osei imported it").await;
    }
}

#[test]
fn an_administrator_imports_a_large_file_in_parts_and_finds_settings_while_typing() {
    visit_house(Way::ORDINARY, |person: Person, behind: Arc<Behind>| async move {
        person.moves_in().await;
        person.imports(2_000, LARGE_BYTES / 2_000).await;
        assert_eq!(behind.asked("PUT", "/api/v1/directory/imports/{import}/parts/{number}"), 3);

        person.fills_in("Find a school, nursery school or college", "elm lane 1999").await;
        person.sees("1 setting found").await;
        assert_eq!(person.path().await, "/desk/directory", "it is the same page still");
        let wrong = person.finds_wrong().await;
        assert!(wrong.is_empty(), "{wrong:?}");
        person.fills_in("Find a school, nursery school or college", "elm lane").await;
        person.sees("2,000 settings found").await;
        person.presses("Elm Làne School 0").await;
        person.sees("LK1 1AA").await;
    });
}

#[test]
fn a_file_that_is_no_register_is_refused_while_it_is_sent_and_the_next_one_is_taken() {
    visit_house(Way::ORDINARY, |person: Person, _| async move {
        person.moves_in().await;
        person.visits("/desk/directory/import").await;
        let mut file = NamedTempFile::with_suffix(".csv").unwrap();
        file.write_all(b"Name,Town\r\nElm,Larkford\r\n").unwrap();
        person.chooses_a_file(&file).await;
        person.presses_only("Send the file").await;
        person.sees("The first line of the file does not name these columns").await;
        // The browser writes down that a part was refused, which is meant.
        let log = person.driver.browser_log().await.unwrap();
        assert!(log.iter().all(|entry| entry.message.contains("status of 422")), "{log:?}");
        let file = register(200, 0);
        person.chooses_a_file(&file).await;
        person.presses("Send the file").await;
        person.sees("Settings kept").await;
        person.presses("Cancel this import").await;
        person.sees("You cancelled the import").await;
    });
}

/// The same without what only script does.
async fn imports_and_finds(person: Person) {
    person.moves_in().await;
    person.imports(50, 0).await;
    person.fills_in("Find a school, nursery school or college", "elm lane 49").await;
    person.presses("Find").await;
    person.sees("1 setting found").await;
    person.presses("Elm Làne School 49").await;
    person.sees("LK1 1AA").await;
    let missed = missed(&person.has_seen(), |page| page.starts_with("/desk/directory"));
    assert!(missed.is_empty(), "nobody looked at {missed:?}");
}

#[test]
fn an_administrator_without_script_imports_a_small_file_and_finds_settings() {
    visit_house(Way::WITHOUT_SCRIPT, |person, _| imports_and_finds(person));
}

#[test]
fn an_administrator_imports_and_finds_by_keyboard_alone() {
    visit_house(Way::KEYBOARD, |person, _| imports_and_finds(person));
}

#[test]
fn an_administrator_imports_and_finds_at_four_times_the_size() {
    visit_house(Way::ZOOMED, |person, _| imports_and_finds(person));
}
