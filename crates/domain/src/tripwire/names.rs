//! The pattern of a full name: two to four capitalised words in a row, none of them a word of schools and places.
//!
//! It knows only scripts that have capitals, and it errs both ways; that is why it may only hint.

/// Words that start sentences, and words of schools, services, places and calendars. Neither makes a name.
const NOT_NAMES: &str = "\
    A About Academy After Also Am An And April Are As At August Authority Avenue Because Before Both British But By \
    CAMHS Can Care Child Children Christmas Church College Could Council County Court Dear December Department Did \
    Do Does During EHCP Easter Education England English February For French Friday From Government Great \
    Guardianship Had Has Have He Health Hello Her Hi High His Hospital How However I If In Infant Is It January July \
    June Junior Just Key Kind Lane Last Local London Many March Maths May Monday Most Mum My NHS National New Next \
    No Not November Nursery October Of Ofsted On Once One Open Or Order Our PEP Park Personal Plan Please Plus \
    Premium Primary Pupil Reception Regards Road SENCO SEND Saint Saturday School Schools Science Secondary Senior \
    September Service Services She Should Since Sixth So Social Some Special St Stage Street Summer Sunday Team \
    Thank Thanks That The Their Then There These They This Thursday To Trust Tuesday Virtual Wales Was We Wednesday \
    Were What When Where Which While Who Why Will With Would Year Years Yes You Your";

/// The most words that a name has in a row; longer runs are titles and headings.
const MAX_NAME_WORDS: usize = 4;

/// Whether a text holds what looks like a first and a last name.
pub(super) fn has_full_name(text: &str) -> bool {
    text.split(|c: char| ".!?;:,()[]\"“”\n/&".contains(c)).any(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        words.split(|word| !is_capitalised(word)).any(|run| {
            // A sentence's first word is capitalised whatever it is: "My Jasmine Patel" leaves two.
            let start = run.iter().take_while(|word| starts_sentence(word)).count();
            let run = run.get(start..).unwrap_or_default();
            (2..=MAX_NAME_WORDS).contains(&run.len()) && !run.iter().any(|word| is_listed(word))
        })
    })
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    // All capitals is an abbreviation or shouting, not a name.
    first && rest.chars().any(char::is_lowercase) && rest.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
        || starts_sentence(word)
}

/// Short words that begin a run without being part of a name.
fn starts_sentence(word: &str) -> bool {
    matches!(word, "A" | "I") || (word.chars().count() <= 6 && is_listed(word))
}

fn is_listed(word: &str) -> bool {
    let base = word.trim_end_matches("'s").trim_end_matches("’s");
    NOT_NAMES.split(' ').any(|listed| listed == base)
}
