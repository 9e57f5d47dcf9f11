//! What surrounds the component: the request's headers, variables, environment, other hosts, its own output.

use crate::{Asked, Outcome, unknown, words};
use http_body_util::BodyExt;
use std::time::SystemTime;

pub(crate) async fn act(deed: &str, asked: &Asked) -> Outcome {
    match deed {
        "echo" => Ok(Some(asked.body.clone())),
        "length" => Ok(Some(asked.body.len().to_string().into_bytes())),
        "headers" => {
            let lines = asked.headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")));
            Ok(Some(lines.collect::<Vec<_>>().join("\n").into_bytes()))
        }
        "say-headers" => {
            for (name, value) in &asked.headers {
                eprintln!("{name}: {}", value.to_str().unwrap_or("?"));
            }
            Ok(Some(Vec::new()))
        }
        "time" => {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_err(words)?;
            Ok(Some(since.as_secs().to_string().into_bytes()))
        }
        "variable" => {
            let value = spin_sdk::variables::get(asked.get("name")).await.map_err(words)?;
            Ok(Some(value.into_bytes()))
        }
        "environment" => Ok(std::env::var(asked.get("name")).ok().map(String::into_bytes)),
        "files" => std::fs::read_dir("/").map(|files| Some(files.count().to_string().into_bytes())).map_err(words),
        "connect" => std::net::TcpStream::connect(asked.get("address")).map(|_| Some(Vec::new())).map_err(words),
        "fetch" => {
            let response = spin_sdk::http::get(asked.get("url")).await.map_err(words)?;
            let body = response.into_body().collect().await.map_err(words)?;
            Ok(Some(body.to_bytes().to_vec()))
        }
        "say" => {
            eprintln!("{}", asked.get("line"));
            Ok(Some(Vec::new()))
        }
        _ => unknown(deed),
    }
}
