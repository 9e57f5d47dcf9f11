//! A page's form with a file in it, as a browser sends it: bounded, whole, and from a page of ours. Never looks into the
//! file.
//!
//! Forms that carry a file come as `multipart/form-data` (RFC 7578). All of it is here at once and small, so reading it is
//! finding its boundaries; a library for streams would cost a component a tenth of its size.

use axum::body::{Body, Bytes};
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::body;
use crate::form::{Form, is_from_a_page_of_ours};
use crate::problem::Problem;

/// The most that a form with a file may carry: what a host takes in one request, less some.
pub const UPLOAD_BYTES_MAX: usize = 1_000 * 1_024;

const MEDIA_TYPE: &str = "multipart/form-data";

/// The most parts looked at.
const PARTS_MAX: usize = 20;

const LINE_BREAK: &[u8] = b"\r\n";

/// The fields of a form, and the first file in it.
pub(crate) async fn read(headers: &HeaderMap, body: Body) -> Result<(Form, Bytes), Problem> {
    if !is_from_a_page_of_ours(headers) {
        return Err(Problem::cross_site());
    }
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = boundary(content_type).ok_or_else(|| Problem::unsupported_media_type(MEDIA_TYPE))?;
    let body = body::read_up_to(UPLOAD_BYTES_MAX, headers, body).await?;
    parse(&body, &boundary).ok_or_else(|| Problem::malformed("The form could not be read. Nothing was done"))
}

/// The boundary that a content type names.
fn boundary(content_type: &str) -> Option<String> {
    let (media_type, parameters) = content_type.split_once(';')?;
    if !media_type.trim().eq_ignore_ascii_case(MEDIA_TYPE) {
        return None;
    }
    let value = parameter(parameters, "boundary")?;
    // RFC 2046 section 5.1.1: 1 to 70 characters.
    (1..=70).contains(&value.len()).then(|| format!("\r\n--{value}"))
}

/// The value of a parameter, in quotation marks or not.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    let value = parameters.split(';').find_map(|parameter| {
        let (known, value) = parameter.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })?;
    let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    Some(bare.unwrap_or(value).to_owned())
}

fn parse(body: &Bytes, boundary: &str) -> Option<(Form, Bytes)> {
    let (mut fields, mut file) = (Vec::new(), None);
    // The first boundary stands at the very beginning, without the line break of all others.
    let mut at = boundary.len() - LINE_BREAK.len();
    if !body.starts_with(boundary.get(LINE_BREAK.len()..)?.as_bytes()) {
        return None;
    }
    for _ in 0..PARTS_MAX {
        let rest = body.get(at..)?;
        if rest.starts_with(b"--") {
            return Some((Form::of(fields), file.unwrap_or_default()));
        }
        let heads_end = find(rest, b"\r\n\r\n")?;
        let heads = str::from_utf8(rest.get(..heads_end)?).ok()?;
        let content_at = heads_end + 2 * LINE_BREAK.len();
        let length = find(rest.get(content_at..)?, boundary.as_bytes())?;
        let content = at + content_at..at + content_at + length;
        let disposition = heads.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-disposition").then_some(value)
        })?;
        if parameter(disposition, "filename").is_some() {
            file.get_or_insert(body.slice(content.clone()));
        } else {
            let value = str::from_utf8(body.get(content.clone())?).ok()?;
            fields.push((parameter(disposition, "name")?, value.to_owned()));
        }
        at = content.end + boundary.len();
    }
    None
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use futures::executor::block_on;
    use http::{HeaderMap, HeaderValue};

    use super::{UPLOAD_BYTES_MAX, read};

    const TYPE: &str = "multipart/form-data; boundary=----x7";

    fn sent(content_type: &str, body: impl Into<Body>, site: &'static str) -> Result<(String, Vec<u8>), u16> {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_str(content_type).unwrap());
        headers.insert("sec-fetch-site", HeaderValue::from_static(site));
        let read = block_on(read(&headers, body.into())).map_err(|problem| problem.status().as_u16())?;
        Ok((read.0.text("attempt"), read.1.to_vec()))
    }

    fn form(file: &[u8]) -> Vec<u8> {
        let mut body = b"------x7\r\nContent-Disposition: form-data; name=\"attempt\"\r\n\r\nab12\r\n".to_vec();
        body.extend(b"------x7\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n");
        body.extend(b"Content-Type: text/csv\r\n\r\n");
        body.extend(file);
        body.extend(b"\r\n------x7--\r\n");
        body
    }

    #[test]
    fn fields_and_file_come_as_they_were_sent() {
        for file in [&b"URN\r\n1\xE9,\r\n"[..], b"", b"\r\n--\r\n----x7 no boundary\r\n"] {
            assert_eq!(sent(TYPE, form(file), "same-origin"), Ok(("ab12".to_owned(), file.to_vec())));
        }
        let quoted = "Multipart/Form-Data; charset=utf-8; boundary=\"----x7\"";
        assert!(sent(quoted, form(b"a"), "same-origin").is_ok());
    }

    #[test]
    fn anything_else_is_refused() {
        let whole = form(b"URN");
        for (content_type, body, status, why) in [
            ("application/x-www-form-urlencoded", whole.clone(), 415, "no form with a file"),
            ("multipart/form-data", whole.clone(), 415, "no boundary"),
            (TYPE, whole[..whole.len() - 6].to_vec(), 400, "broken off"),
            (TYPE, whole[4..].to_vec(), 400, "no beginning"),
            (TYPE, b"------x7\r\n\r\n\r\n------x7--".to_vec(), 400, "a part without a name"),
            (TYPE, Vec::new(), 400, "nothing"),
            (TYPE, b"------x7\r\n".repeat(50), 400, "nothing but boundaries"),
            (TYPE, form(&vec![b'a'; UPLOAD_BYTES_MAX]), 413, "too large"),
        ] {
            assert_eq!(sent(content_type, body, "same-origin"), Err(status), "{why}");
        }
        assert_eq!(sent(TYPE, whole, "cross-site"), Err(403), "another site's");
    }
}
