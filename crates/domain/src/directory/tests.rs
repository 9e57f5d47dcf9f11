//! Reading an extract and finding settings in it.

use super::{FOUND_MAX, LINE_FAULTS_MAX, Missing, Reading, Search, Setting, Status, bucket_of_urn};

const HEADER: &str = "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),\
                      EstablishmentStatus (name),PhaseOfEducation (name),HeadLastName,Town,Postcode\r\n";

const ROWS: &str = "100869,301,Barking and Dagenham,2001,St Mary\u{92}s Catholic Primary School,Voluntary aided school,\
                    Open,Primary,Ashe,Dagenham,RM10 8AB\r\n\
                    100870,212,Wandsworth,2002,\"Saint Mary, The Elms\",Other,Closed,Secondary,Okoro,London,SW11 1AA\r\n\
                    100871,301,Barking and Dagenham,2003,\"\u{c9}cole\r\nEast\",Other,\
                    \"Open, but proposed to close\",Not applicable,Osei,,E1 1AB\r\n\
                    100872,000,Does not apply,,The Academy,Other,Proposed to open,Primary,Cole,Larkford,\r\n";

/// The text as Windows-1252, in which every character of these tests is one byte.
fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn read(text: &str) -> (Vec<Setting>, Reading) {
    let mut reading = Reading::new();
    let mut settings = reading.read(&bytes(text)).unwrap();
    settings.extend(reading.end().unwrap());
    (settings, reading)
}

fn all() -> Vec<Setting> {
    read(&format!("{HEADER}{ROWS}")).0
}

fn with(row: &str) -> Reading {
    read(&format!("{HEADER}{row}")).1
}

fn finds(typed: &str) -> Vec<String> {
    let search = Search::parse(typed).unwrap();
    let bucket: Vec<String> =
        all().iter().filter(|setting| setting.buckets().contains(&search.bucket())).map(Setting::to_line).collect();
    let found = search.among(&bucket.join("\n"), "301").unwrap();
    found.settings.iter().map(|setting| setting.urn.as_str().to_owned()).collect()
}

#[test]
fn rows_become_settings() {
    let settings = all();
    let first = &settings[0];
    assert_eq!(first.name, "St Mary’s Catholic Primary School");
    assert_eq!(first.laestab.as_ref().unwrap().as_str(), "3012001");
    assert_eq!(first.postcode.as_ref().unwrap().as_str(), "RM10 8AB");
    assert_eq!((settings[2].name.as_str(), settings[2].phase.as_str()), ("École East", ""));
    let statuses: Vec<Status> = settings.iter().map(|setting| setting.status).collect();
    assert_eq!(statuses, [Status::Open, Status::Closed, Status::Closing, Status::Proposed]);
    assert_eq!((settings[3].authority.clone(), settings[3].laestab.clone()), (None, None));
}

#[test]
fn a_setting_comes_back_from_its_line() {
    for setting in all() {
        assert_eq!(Setting::from_line(&setting.to_line()), Some(setting));
    }
    for line in ["", "100869", "1\t2", &format!("{}\tmore", all()[0].to_line())] {
        assert_eq!(Setting::from_line(line), None, "{line}");
    }
}

#[test]
fn a_file_cut_anywhere_reads_the_same_and_no_head_teacher_is_kept_between_two_parts() {
    let file = bytes(&format!("{HEADER}{ROWS}"));
    let whole = all();
    for cut in 0..file.len() {
        let mut reading = Reading::new();
        let mut settings = reading.read(&file[..cut]).unwrap();
        let stored = serde_json::to_string(&reading).unwrap();
        let mut reading: Reading = serde_json::from_str(&stored).unwrap();
        if cut > HEADER.len() {
            for name in ["Ashe", "Okoro", "Osei", "Cole"] {
                let name: Vec<String> = name.bytes().map(|byte| byte.to_string()).collect();
                assert!(!stored.contains(&name.join(",")), "cut at {cut}");
            }
        }
        settings.extend(reading.read(&file[cut..]).unwrap());
        assert_eq!(settings, whole, "cut at {cut}");
        assert_eq!(reading.tally().rows, 4);
    }
}

#[test]
fn a_file_without_its_columns_is_no_extract() {
    let mut reading = Reading::new();
    let missing = reading.read(b"URN,Name,Town\n1,2,3\n").unwrap_err();
    assert!(missing.0.contains(&"EstablishmentName") && !missing.0.contains(&"URN") && !missing.0.contains(&"Town"));
    assert_eq!(Reading::new().end(), Err(Missing(vec!["URN"])), "an empty file");
}

#[test]
fn a_file_that_a_spreadsheet_saved_as_utf_8_is_read() {
    let mut reading = Reading::new();
    let text = format!("\u{FEFF}{}", format!("{HEADER}{ROWS}").replace('\u{92}', "’"));
    let settings = reading.read(text.as_bytes()).unwrap();
    assert_eq!(settings, all());
}

#[test]
fn each_row_that_cannot_be_read_is_told_by_its_line_and_never_repeated() {
    for (row, left_out, says) in [
        ("12,301,B,1,Ashe,T,Open,P,H,Town,E1 1AB", true, "The URN is not"),
        ("100869,301,B,1,,T,Open,P,H,Town,E1 1AB", true, "There is no name"),
        ("100869,301,B,1,Ashe,T,Shut,P,H,Town,E1 1AB", true, "The status is none of"),
        ("100869,3x1,B,1,Ashe,T,Open,P,H,Town,E1 1AB", true, "The code of the local authority"),
        ("100869,301,B,1,Ashe,T,Open,P,H,Town", true, "The row has 10 columns, and the first line of the file has 11"),
        ("100869,301,B,1,Ashe,T,Open,P,H,Town,nowhere", false, "The postcode is not"),
        ("100869,301,B,12345,Ashe,T,Open,P,H,Town,E1 1AB", false, "The establishment number is not"),
    ] {
        let reading = with(&format!("\r\n{row}\r\n"));
        let fault = &reading.tally().faults[0];
        assert_eq!((fault.line, fault.left_out), (3, left_out), "{row}");
        assert!(fault.says.starts_with(says) && !fault.says.contains("Ashe"), "{}", fault.says);
        assert_eq!((reading.tally().kept, reading.tally().left_out), if left_out { (0, 1) } else { (1, 0) });
    }
    let long = with(&format!("100869,301,B,1,{},T,Open,P,H,Town,E1 1AB", "x".repeat(201)));
    assert!(long.tally().faults[0].says.starts_with("A column holds"));
    let open = with(&format!("\"100869{}\n100870", ",".repeat(70_000)));
    assert!(open.tally().faults[0].says.starts_with("The row is longer than 65,536 bytes"));
}

#[test]
fn faults_past_the_first_hundred_are_counted_only() {
    let reading = with(&"x\r\n".repeat(150));
    assert_eq!((reading.tally().faults.len(), reading.tally().left_out), (LINE_FAULTS_MAX, 150));
}

#[test]
fn a_setting_is_found_by_what_people_type() {
    for (typed, expected, why) in [
        ("St Mary's", &["100869", "100870"][..], "an open one first"),
        ("saint marys", &["100869", "100870"], "saint is st, and an apostrophe is nothing"),
        ("mar", &["100869", "100870"], "still being typed"),
        ("ecole", &["100871"], "without its accent"),
        ("ÉCOLE", &["100871"], "in capitals"),
        ("100870", &["100870"], "its number"),
        ("301/2001", &[], "a slash makes two words"),
        ("3012001", &["100869"], "its number in the authority"),
        ("rm10 8ab", &["100869"], "a postcode"),
        ("RM108AB", &["100869"], "a postcode without its space"),
        ("rm10", &["100869"], "half a postcode"),
        ("rm10 8", &["100869"], "a postcode still being typed"),
        ("e1", &["100871"], "the shortest half"),
        ("mary wandsworth", &["100870"], "with its authority"),
        ("mary dagenham primary", &["100869"], "with its town and a common word"),
        ("the academy", &["100872"], "a name of nothing but common words"),
        ("larkford", &["100872"], "its town"),
        ("marx", &[], "no such thing"),
        ("school", &[], "a common word alone says nothing"),
    ] {
        assert_eq!(finds(typed), expected, "{typed}: {why}");
    }
}

#[test]
fn what_was_typed_is_bounded() {
    for typed in ["", "  ", "'", &"x".repeat(101), "a\u{202E}b"] {
        assert!(Search::parse(typed).is_err(), "{typed:?}");
    }
    assert!(Search::parse(&"ab ".repeat(33)).is_ok());
}

#[test]
fn no_more_are_shown_than_a_person_reads_and_their_own_come_first() {
    let setting = |number: u32, code: &str, status: &str| {
        let row = format!("{number},{code},L,1,Elm Park {number},T,{status},P,H,Town,\r\n");
        read(&format!("{HEADER}{row}")).0.remove(0).to_line()
    };
    let mut lines: Vec<String> = (0..30).map(|number| setting(100_900 - number, "212", "Open")).collect();
    lines.push(setting(100_001, "301", "Closed"));
    lines.push(setting(100_999, "301", "Open"));
    let found = Search::parse("elm").unwrap().among(&lines.join("\n"), "301").unwrap();
    assert_eq!((found.settings.len(), found.count), (FOUND_MAX, 32));
    assert_eq!(found.settings[0].urn.as_str(), "100999");
    assert_eq!(found.settings[1].urn.as_str(), "100871", "then by name");
    assert_eq!(Search::parse("elm").unwrap().among("damaged", "301"), None);
}

#[test]
fn a_setting_is_in_the_bucket_of_its_number() {
    for setting in all() {
        assert!(setting.buckets().contains(&bucket_of_urn(&setting.urn)));
    }
}
