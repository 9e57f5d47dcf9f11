//! What `spin.toml` may say. Everything else is refused by name, with its line.

use crate::support::{manifest, root, serve, try_serve};
use runner::Manifest;
use std::path::Path;

const GOOD: &str = r#"spin_manifest_version = 2
[application]
name = "a"
[variables]
known = { default = "x" }
[[trigger.http]]
route = "/..."
component = "c"
[component.c]
source = "c.wasm"
"#;

fn refusal(text: &str) -> String {
    Manifest::parse(text, Path::new("spin.toml")).unwrap_err().to_string()
}

#[test]
fn the_projects_own_manifest_is_understood() {
    Manifest::read(&root().join("spin.toml")).unwrap();
}

#[test]
fn everything_that_may_be_said_is_understood() {
    let text = GOOD.replace("name = \"a\"", "name = \"a\"\nversion = \"1\"\ndescription = \"d\"\nauthors = [\"me\"]")
        + "description = \"d\"\nenvironment = { A = \"b\" }\nkey_value_stores = [\"default\"]\n"
        + "allowed_outbound_hosts = [\"https://example.org\"]\nvariables = { v = \"{{ known }}!\" }\n"
        + "[component.c.build]\ncommand = [\"one\", \"two\"]\nworkdir = \"w\"\nwatch = [\"src\"]\n"
        + "[application.tool.another]\nanything = { it = \"likes\" }\n"
        + "[application.tool.runner]\nmake = [\"hidden\"]\nwelcome = \"/first?key={{ hidden }}\"\n"
        + "every = [{ seconds = 15, post = \"/x\", bearer = \"{{ hidden }}\" }, { seconds = 60, post = \"/y\" }]\n"
        + "[variables.hidden]\ndefault = \"\"\nsecret = true\n";
    Manifest::parse(&text, Path::new("spin.toml")).unwrap();
}

#[test]
fn what_the_host_does_not_do_is_refused_by_name_and_line() {
    for (added, line, name) in [
        ("files = [\"a\"]", 11, "files"),
        ("exclude_files = [\"a\"]", 11, "exclude_files"),
        ("sqlite_databases = [\"default\"]", 11, "sqlite_databases"),
        ("ai_models = [\"llama\"]", 11, "ai_models"),
        ("allowed_http_hosts = []", 11, "allowed_http_hosts"),
        ("[component.c.dependencies]\n\"a:b\" = \"1\"", 11, "dependencies"),
        ("[component.c.tool.x]\na = 1", 11, "tool"),
        ("[component.c.profile.debug]\na = 1", 11, "profile"),
        ("[component.c.build]\ncommand = \"x\"\nprofile = \"y\"", 13, "profile"),
        ("[[trigger.redis]]\nchannel = \"x\"", 11, "redis"),
        ("[application.trigger.http]\nbase = \"/x\"", 11, "trigger"),
        ("[nonsense]\na = 1", 11, "nonsense"),
        ("[application.tool.runner]\nnever = []", 12, "never"),
        ("[application.tool.runner]\nevery = [{ seconds = 1, get = \"/\" }]", 12, "get"),
        ("[variables.v]\ndefault = \"x\"\nsort = 1", 13, "sort"),
        ("[[trigger.http]]\nroute = \"/x\"\ncomponent = \"c\"\nexecutor = { type = \"wagi\" }", 14, "executor"),
    ] {
        let refusal = refusal(&format!("{GOOD}{added}\n"));
        assert!(refusal.starts_with(&format!("spin.toml:{line}: ")), "{added}: {refusal}");
        assert!(refusal.contains(name), "{added}: {refusal}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_line() {
    for (from, to, line, words) in [
        ("= 2", "= 1", 1, "must be 2"),
        ("source = \"c.wasm\"", "source = { url = \"x\", digest = \"y\" }", 10, "expected"),
        ("source = \"c.wasm\"", "", 9, "source"),
        ("route = \"/...\"", "route = { private = true }", 7, "expected"),
        ("route = \"/...\"", "route = \"/a/*/b\"", 7, "wildcard"),
        ("component = \"c\"", "component = \"d\"", 8, "\"d\""),
        ("known = { default = \"x\" }", "known = {}", 5, "required"),
        ("known = { default = \"x\" }", "known = { required = true, default = \"x\" }", 5, "required"),
        ("known = { default = \"x\" }", "Known = { default = \"x\" }", 5, "lower-case"),
        ("source", "variables = { v = \"{{ other }}\" }\nsource", 10, "\"other\""),
        ("source", "variables = { v = \"{{ known\" }\nsource", 10, "not closed"),
        ("source", "allowed_outbound_hosts = [\"example.org\"]\nsource", 10, "scheme"),
        ("[component.c]", "[component.d]\nsource = \"d.wasm\"\n[component.c]", 9, "no route"),
        ("[component.c]", "[component.c", 9, ""),
    ] {
        let refusal = refusal(&GOOD.replacen(from, to, 1));
        assert!(refusal.starts_with(&format!("spin.toml:{line}: ")), "{to}: {refusal}");
        assert!(refusal.contains(words), "{to}: {refusal}");
    }
}

#[test]
fn what_the_runners_own_table_cannot_mean_is_refused_with_its_line() {
    for (line, words) in [
        ("every = [{ seconds = 0, post = \"/\" }]", "from 1 to 86400"),
        ("every = [{ seconds = 86401, post = \"/\" }]", "from 1 to 86400"),
        ("every = [{ seconds = 1, post = \"x\" }]", "not a path"),
        ("every = [{ seconds = 1, post = \"/\", bearer = \"{{ other }}\" }]", "\"other\""),
        ("make = [\"other\"]", "\"other\""),
        ("make = [\"known\"]", "not secret"),
        ("welcome = \"{{ known }}\"", "not a path"),
        ("welcome = \"/{{ other }}\"", "\"other\""),
    ] {
        let refusal = refusal(&format!("{GOOD}[application.tool.runner]\n{line}\n"));
        assert!(refusal.starts_with("spin.toml:12: "), "{line}: {refusal}");
        assert!(refusal.contains(words), "{line}: {refusal}");
    }
    let many = "{ seconds = 1, post = \"/\" }, ".repeat(17);
    assert!(refusal(&format!("{GOOD}[application.tool.runner]\nevery = [{many}]\n")).contains("no more than 16"));
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_filled_in() {
    let more = "[component.guest.variables]\nv = \"{{ a }}-{{b}}-{{a}} }}\"\n\
        [variables]\na = { default = \"one\" }\nb = { default = \"{{ a }}\" }";
    let served = serve(&manifest(more)).await;
    let filled = served.want("/world/variable?name=v", "").await;
    assert_eq!(filled, "one-{{ a }}-one }}", "a value is not a template");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_that_is_not_there_or_not_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let wasm = folder.path().join("x.wasm");
    let text = GOOD.replace("c.wasm", wasm.to_str().unwrap());
    let start = async || try_serve(&text, |builder| builder).await.err().unwrap().to_string();

    assert!(start().await.contains("component \"c\""), "not there");
    std::fs::write(&wasm, b"not wasm").unwrap();
    assert!(start().await.contains("component \"c\""), "not wasm");
    // The smallest component there is: it exports nothing.
    std::fs::write(&wasm, b"\0asm\x0d\x00\x01\x00").unwrap();
    let refusal = start().await;
    assert!(refusal.contains("component \"c\"") && refusal.contains("wasi:http/handler"), "{refusal}");
}
