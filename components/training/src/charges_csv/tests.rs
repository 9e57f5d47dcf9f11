//! What a spreadsheet makes of the file.

use domain::reference::{Prefix, Reference};
use domain::training::booking::Organisation;
use domain::training::terms::ChargeFor;
use domain::words::{PersonName, Urn};

use super::*;

fn row(organisation: &str, purchase_order: &str, booker: &str) -> ChargeRow {
    ChargeRow {
        reference: Reference::draw(Prefix::Training, [1; 32]),
        organisation: Some(Organisation {
            name: ShortText::parse(organisation).unwrap(),
            urn: Some(Urn::parse("100869").unwrap()),
        }),
        purchase_order: Some(ShortText::parse(purchase_order).unwrap()),
        booker: PersonName::parse(booker).unwrap(),
        what: ChargeFor::Place,
        places: 2,
        each: Pence::new(7_550).unwrap(),
        amount: Pence::new(15_100).unwrap(),
    }
}

#[test]
fn a_spreadsheet_reads_what_was_typed_and_reckons_none_of_it() {
    let sly = row("=HYPERLINK(\"https://evil.example\";\"Hill, School\")", "-17", "@Robin \"Ash\" Ashe");
    let plain = row("Zoë’s School", "PO 17", "Robin Ashe");
    let file = charges_csv(&[sly, plain]);
    assert!(file.ends_with("\r\n"));
    let mut reader = csv::Reader::from_reader(file.strip_prefix(BYTE_ORDER_MARK).unwrap().as_bytes());
    assert_eq!(reader.headers().unwrap(), HEADINGS.as_slice());
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let [first, second] = rows.as_slice() else { panic!("{file}") };
    assert_eq!(
        first[1..],
        [
            "'=HYPERLINK(\"https://evil.example\";\"Hill, School\")",
            "100869",
            "'-17",
            "'@Robin \"Ash\" Ashe",
            "Place",
            "2",
            "75.50",
            "151.00"
        ]
    );
    assert_eq!(second[1], "Zoë’s School");
    assert_eq!(harmless("\t=1"), "'\t=1");
    assert_eq!(harmless("Hill + Dale"), "Hill + Dale");
}
