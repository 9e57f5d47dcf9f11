//! Reads HTML far enough to say whether two pieces are the same to a browser: white space that shows counts, white
//! space that does not is dropped, and so is the order of class names. Never a parser for anything but these tests.

use std::fmt;

/// One step through a piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Open { name: String, attributes: Vec<(String, String)> },
    Close(String),
    Text(String),
}

const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];
// An `svg` is not among them: ours stand in flexboxes, which drop the white space around them.
const INLINE: [&str; 7] = ["a", "abbr", "b", "code", "em", "span", "strong"];

/// The tokens of a piece of HTML, in the form that can be compared.
pub(crate) fn tokens(html: &str) -> Vec<Token> {
    let raw = read(html);
    let mut kept = Vec::new();
    for (at, token) in raw.iter().enumerate() {
        match token {
            Token::Text(text) if at > 0 && is_open(&raw[at - 1], "textarea") => kept.push(Token::Text(text.clone())),
            Token::Text(text) => {
                let before = at.checked_sub(1).is_some_and(|before| shows_after(&raw[before]));
                let after = raw.get(at + 1).is_some_and(shows_before);
                if let Some(text) = collapse(text, before, after) {
                    kept.push(Token::Text(text));
                }
            }
            token => kept.push(token.clone()),
        }
    }
    kept
}

/// The tokens without the elements whose `class` is exactly `class`.
pub(crate) fn without(tokens: &[Token], class: &str) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut inside: Option<(String, usize)> = None;
    for token in tokens {
        match (&mut inside, token) {
            (None, Token::Open { name, attributes })
                if attributes.iter().any(|(name, value)| name == "class" && value == class) =>
            {
                inside = Some((name.clone(), 1));
            }
            (None, token) => kept.push(token.clone()),
            (Some((outer, depth)), Token::Open { name, .. }) if name == outer => *depth += 1,
            (Some((outer, depth)), Token::Close(name)) if name == outer => {
                *depth -= 1;
                if *depth == 0 {
                    inside = None;
                }
            }
            (Some(_), _) => {}
        }
    }
    kept
}

/// Panics where a piece of HTML holds what the policy on every page forbids: script or style within the page.
pub(crate) fn obeys_the_policy(html: &str) {
    let tokens = tokens(html);
    for (at, token) in tokens.iter().enumerate() {
        let Token::Open { name, attributes } = token else { continue };
        assert_ne!(name, "style", "{html}");
        assert!(name != "script" || tokens[at + 1] == Token::Close("script".to_owned()), "{html}");
        for (name, value) in attributes {
            assert!(name != "style" && !name.starts_with("on") && !value.starts_with("javascript:"), "{token}");
        }
    }
}

impl Token {
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&str> {
        let Self::Open { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open { name, attributes } => {
                write!(f, "<{name}")?;
                attributes.iter().try_for_each(|(name, value)| write!(f, " {name}={value:?}"))?;
                f.write_str(">")
            }
            Self::Close(name) => write!(f, "</{name}>"),
            Self::Text(text) => write!(f, "{text:?}"),
        }
    }
}

fn is_open(token: &Token, wanted: &str) -> bool {
    matches!(token, Token::Open { name, .. } if name == wanted)
}

/// Whether white space after this token shows: beside a word or an element within a line, but not at a block's edge.
fn shows_after(token: &Token) -> bool {
    match token {
        Token::Text(_) => true,
        Token::Close(name) => INLINE.contains(&name.as_str()),
        Token::Open { attributes, .. } => attributes.iter().any(|(_, value)| value == "govuk-visually-hidden"),
    }
}

/// Whether white space before this token shows. What is only heard ends in a space on purpose.
fn shows_before(token: &Token) -> bool {
    match token {
        Token::Text(_) => true,
        Token::Open { name, .. } => INLINE.contains(&name.as_str()),
        Token::Close(_) => false,
    }
}

fn collapse(text: &str, before: bool, after: bool) -> Option<String> {
    let words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let space = |kept: bool, there: bool| if kept && there { " " } else { "" };
    if words.is_empty() {
        return (before && after).then(|| " ".to_owned());
    }
    let leading = space(before, text.starts_with(|c: char| c.is_ascii_whitespace()));
    let trailing = space(after, text.ends_with(|c: char| c.is_ascii_whitespace()));
    Some(format!("{leading}{words}{trailing}"))
}

fn read(mut html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    while let Some(next) = html.find('<') {
        let (text, rest) = html.split_at(next);
        if !text.is_empty() {
            tokens.push(Token::Text(decode(text)));
        }
        html = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->").map_or("", |(_, rest)| rest)
        } else if let Some(declaration) = rest.strip_prefix("<!") {
            declaration.split_once('>').map_or("", |(_, rest)| rest)
        } else if let Some(close) = rest.strip_prefix("</") {
            let (name, rest) = close.split_once('>').unwrap_or((close, ""));
            tokens.push(Token::Close(name.trim().to_owned()));
            rest
        } else {
            open(&rest[1..], &mut tokens)
        };
    }
    if !html.is_empty() {
        tokens.push(Token::Text(decode(html)));
    }
    tokens
}

/// Reads a tag whose `<` is gone, and what a textarea holds; gives back the rest.
fn open<'a>(html: &'a str, tokens: &mut Vec<Token>) -> &'a str {
    let end = html.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(html.len());
    let (name, mut rest) = html.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            tokens.push(Token::Open { name: name.to_owned(), attributes });
            if !VOID.contains(&name) {
                tokens.push(Token::Close(name.to_owned()));
            }
            return after;
        }
        if let Some(after) = rest.strip_prefix('>') {
            tokens.push(Token::Open { name: name.to_owned(), attributes });
            if name == "textarea" {
                let (held, after) = after.split_at(after.find("</textarea").unwrap_or(after.len()));
                tokens.push(Token::Text(decode(held)));
                return after;
            }
            return after;
        }
        let (attribute, after) = attribute(rest);
        if attribute.0.is_empty() {
            return "";
        }
        attributes.push(attribute);
        rest = after;
    }
}

fn attribute(html: &str) -> ((String, String), &str) {
    let end = html.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).unwrap_or(html.len());
    let (name, rest) = html.split_at(end);
    let Some(quoted) = rest.strip_prefix("=\"") else { return ((name.to_owned(), String::new()), rest) };
    let (value, rest) = quoted.split_once('"').unwrap_or((quoted, ""));
    let mut value = decode(value);
    if name == "class" {
        let mut names: Vec<_> = value.split_ascii_whitespace().collect();
        names.sort_unstable();
        value = names.join(" ");
    }
    ((name.to_owned(), value), rest)
}

fn decode(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#96;", "`"),
        ("&#92;", "\\"),
        ("&nbsp;", "\u{a0}"),
        ("&ctdot;", "\u{22ef}"),
        ("&amp;", "&"),
    ];
    named.iter().fold(text.to_owned(), |text, (name, character)| text.replace(name, character))
}
