//! What people write, and what is noticed in it.

use proptest::prelude::*;

use super::*;

#[test]
fn identifiers_are_noticed_as_people_write_them() {
    for (text, kinds, why) in [
        ("Her UPN is U301400018001.", &[Kind::Upn][..], "as printed"),
        ("upn: c8604 0172-0123, thanks", &[Kind::Upn], "with separators"),
        ("temporary T30140001801A", &[Kind::Upn], "a temporary one"),
        ("NHS 943 476 5919", &[Kind::NhsNumber], "as printed"),
        ("9434765919", &[Kind::NhsNumber], "bare"),
        ("write to <jo.bloggs@example.com>!", &[Kind::Email], "in brackets"),
        ("ring 020 7946 0958 after six", &[Kind::Phone], "London"),
        ("mobile:(07700) 900-982", &[Kind::Phone], "brackets and hyphens"),
        ("+44 7700 900982", &[Kind::Phone], "from abroad"),
        ("We adopted Jasmine Patel last year", &[Kind::FullName], "in a sentence"),
        ("Jasmine O’Neill-Patel is in Year 7", &[Kind::FullName], "at the start"),
        ("My Jasmine Patel is unhappy", &[Kind::FullName], "after a word that starts sentences"),
        (
            "Ring Jasmine Patel on 07700 900982 or jo@example.com",
            &[Kind::Email, Kind::Phone, Kind::FullName],
            "several",
        ),
    ] {
        assert_eq!(identifiers(text), kinds, "{why}");
    }
}

#[test]
fn ordinary_text_is_left_alone() {
    for (text, why) in [
        ("Can we use Pupil Premium Plus for a tutor?", "words of schools"),
        ("She goes to St Mary’s Primary School in Year 7.", "a school"),
        ("Oak Hill Academy said no. They will not pay.", "a school, then a sentence"),
        ("He started on 01/09/2024 10:30 and on 01-09-2024 10:30", "dates are no phone numbers"),
        ("Reference ENQ-4K7M-95XW", "our own reference"),
        ("U301400018002 is a product code", "the check letter does not match"),
        ("1234567890", "the check digit does not match"),
        ("ask @school or name@", "no address"),
        ("J. is in Year 7 and I am worried", "an initial is what we ask for"),
        ("Since September she has been at home. Last Monday we met.", "calendar"),
        ("THE SCHOOL SAYS NO", "shouting"),
        ("", "nothing"),
    ] {
        assert_eq!(identifiers(text), [], "{why}");
    }
}

#[test]
fn worrying_words_are_hinted_at() {
    for (text, hint, why) in [
        ("I think he is not safe at home", true, "a phrase"),
        ("She has been SELF-HARMING.", true, "capitals and a hyphen"),
        ("there were bruises on her arm", true, "a word"),
        ("He is safe and happy", false, "no worry"),
        ("the drape was torn", false, "part of another word"),
        ("We want help with attendance", false, "ordinary"),
    ] {
        assert_eq!(may_be_safeguarding(text), hint, "{why}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = (identifiers(&text), may_be_safeguarding(&text));
    }

    #[test]
    fn an_identifier_is_found_wherever_it_stands(before in "[a-z ]{0,20}", after in "[a-z ]{0,20}") {
        let text = format!("{before} U301400018001 {after}");
        prop_assert!(identifiers(&text).contains(&Kind::Upn));
    }
}
