//! What the runner asks of the application itself: again and again, and once at the start.

use crate::support::{STORE, Served, manifest, serve, try_serve};
use runner::{Builder, Data};
use std::path::Path;
use std::time::Duration;

/// A component table that grants the ordinary store, then the runner's own table.
fn with_tool(tool: &str, variables: &str) -> String {
    manifest(&format!("{STORE}\n[application.tool.runner]\n{tool}\n[variables]\n{variables}"))
}

/// Returns once the guest has been called `times` times by [`COUNTED`].
async fn called(served: &Served, times: u64) {
    loop {
        let (status, text) = served.post("/wasi/increment?store=default&key=calls&delta=0", "").await;
        assert_eq!(status, 200);
        if text.parse::<u64>().unwrap() >= times {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

const COUNTED: &str = "every = [{ seconds = 1, post = \"/wasi/increment?store=default&key=calls&delta=1\" }]";

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_made_again_and_again() {
    let served = serve(&with_tool(COUNTED, "")).await;
    called(&served, 2).await;
    assert_eq!(served.running.lines(), Vec::<String>::new(), "what goes well is not told");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_shows_its_bearer_token_and_no_line_does() {
    let tool = "every = [{ seconds = 1, post = \"/world/say-headers\", bearer = \"{{ key }}\" }]";
    let served = serve(&with_tool(tool, "key = { default = \"abc\", secret = true }")).await;
    served.heard("authorization: Bearer abc").await;

    // The same, where the guest does not answer it well: the runner's own line names the path and the status.
    let tool = "every = [{ seconds = 1, post = \"/world/nonsense\", bearer = \"{{ key }}\" }]";
    let served = serve(&with_tool(tool, "key = { default = \"abc\", secret = true }")).await;
    served.heard("POST /world/nonsense every 1 s is answered with 502").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(served.running.lines().len(), 1, "once, until it changes: {:?}", served.running.lines());
    assert!(!served.running.lines()[0].contains("abc"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_whose_bearer_token_is_empty_is_switched_off() {
    let tool = format!("{}, bearer = \"{{{{ key }}}}\" }}]", COUNTED.trim_end_matches(" }]"));
    let served = serve(&with_tool(&tool, "key = { default = \"\", secret = true }")).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(served.want("/wasi/increment?store=default&key=calls&delta=0", "").await, "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_end_when_the_runner_stops() {
    let served = serve(&with_tool("every = [{ seconds = 1, post = \"/trouble/wait?ms=3000&line=begun\" }]", "")).await;
    served.heard("begun").await;
    served.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_starts_it_is_told_where_to_go_for_as_long_as_that_answers() {
    let variables = "key = { default = \"a b&c\", secret = true }";
    let welcome = |path: &str| with_tool(&format!("welcome = \"{path}?key={{{{ key }}}}\""), variables);
    let served = serve(&welcome("/hello")).await;
    let url = format!("{}/hello?key=a+b%26c", served.running.url());
    assert_eq!(served.running.welcome(), Some(url.as_str()));
    assert_eq!(serve(&welcome("/world/nonsense")).await.running.welcome(), None);
    assert_eq!(serve(&with_tool("", variables)).await.running.welcome(), None);
}

const MADE: &str = "[component.guest.variables]\nv = \"{{ key }}\"\n[application.tool.runner]\nmake = [\"key\"]\n\
    [variables]\nkey = { default = \"\", secret = true }";
const ASK: &str = "/world/variable?name=v";

async fn with_made_key(folder: &Path, set: impl FnOnce(Builder) -> Builder) -> Served {
    try_serve(&manifest(MADE), |builder| set(builder.data(Data::Folder(folder.to_owned())))).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_for_a_variable_that_spin_leaves_empty() {
    let folder = tempfile::tempdir().unwrap();
    let first = with_made_key(folder.path(), |builder| builder).await;
    let key = first.want(ASK, "").await;
    assert_eq!(key.len(), 43, "32 bytes in base64url");
    let said = first.running.lines().concat();
    assert!(said.contains("secrets/key") && !said.contains("records") && !said.contains(&key), "{said}");
    first.running.stop().await;

    let second = with_made_key(folder.path(), |builder| builder).await;
    assert_eq!(second.want(ASK, "").await, key);
    second.running.stop().await;
    for given in ["mine", ""] {
        let served = with_made_key(folder.path(), |builder| builder.variable("key", given)).await;
        assert_eq!(served.want(ASK, "").await, given, "a value that is given stands, even an empty one");
    }
}
