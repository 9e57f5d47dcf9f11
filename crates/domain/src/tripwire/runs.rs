//! Cutting text into runs of letters and digits as people write numbers; never decides what a run means.

/// Digits written together or with single separators, such as 020 7946 0958.
pub(super) struct Number {
    pub(super) plus: bool,
    pub(super) digits: String,
    pub(super) first_group: usize,
}

/// Every run of digits in a text.
pub(super) fn numbers(chars: &[char]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut gap = 0;
    let mut open = false;
    let mut before = ' ';
    for c in chars.iter().copied() {
        match (c, found.last_mut().filter(|_| open)) {
            ('0'..='9', Some(number)) => {
                if number.first_group == number.digits.len() && gap == 0 {
                    number.first_group += 1;
                }
                number.digits.push(c);
                gap = 0;
            }
            ('0'..='9', None) if !before.is_alphanumeric() => {
                found.push(Number { plus: before == '+', digits: c.to_string(), first_group: 1 });
                (open, gap) = (true, 0);
            }
            // "(020) 7946" and "020 - 7946" have up to three characters between their groups.
            (' ' | '\u{A0}' | '-' | '\u{2010}'..='\u{2015}' | '(' | ')', Some(_)) if gap < 3 => gap += 1,
            _ => open = false,
        }
        before = c;
    }
    found
}

/// Every stretch of so many letters and digits that starts and ends at a word's edge, single separators left out.
pub(super) fn codes(chars: &[char], length: usize) -> Vec<String> {
    let mut found = Vec::new();
    for (start, c) in chars.iter().enumerate() {
        let inside = start.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(|c| c.is_alphanumeric());
        if inside || !c.is_ascii_alphabetic() {
            continue;
        }
        let mut code = String::new();
        let mut rest = chars.iter().skip(start).peekable();
        let mut separators = 0;
        while code.len() < length
            && let Some(c) = rest.next()
        {
            match c {
                c if c.is_ascii_alphanumeric() => {
                    code.push(*c);
                    separators = 0;
                }
                ' ' | '-' if separators == 0 => separators += 1,
                _ => break,
            }
        }
        if code.len() == length && rest.peek().is_none_or(|c| !c.is_alphanumeric()) {
            found.push(code);
        }
    }
    found
}

/// Words without the punctuation around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ",;:<>()[]\"“”|/".contains(c))
        .map(|word| word.trim_matches(|c: char| ".!?'‘’".contains(c)))
        .filter(|word| !word.is_empty())
}
