//! A component reaches what its manifest entry lists and nothing else.

use crate::support::{manifest, serve, try_serve};
use runner::{AllowedHost, Clock};

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_not_listed_cannot_be_opened() {
    let served = serve(&manifest("key_value_stores = [\"mine\"]")).await;
    assert_eq!(served.get("/kv/keys?store=mine").await.0, 200);
    for area in ["kv", "wasi"] {
        let (status, words) = served.get(&format!("/{area}/keys?store=default")).await;
        assert_eq!((status, words.as_str()), (502, "Error::AccessDenied"), "{area}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_sees_the_clock_it_is_given() {
    let clock = Clock::default();
    let served = try_serve(&manifest(""), |builder| builder.clock(clock.clone())).await.unwrap();
    let time = async || served.want("/world/time", "").await.parse::<u64>().unwrap();
    let machine = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert!(time().await.abs_diff(machine) < 60, "the machine's");
    clock.advance(std::time::Duration::from_hours(24));
    assert!(time().await.abs_diff(machine + 24 * 60 * 60) < 60, "put forward while it runs");
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_do_not_see_each_other() {
    let served = serve(&manifest("key_value_stores = [\"one\", \"two\"]")).await;
    served.want("/kv/set?store=one&key=k", "1").await;
    assert_eq!(served.get("/kv/get?store=two&key=k").await.0, 404);
    assert_eq!(served.want("/wasi/get?store=one&key=k", "").await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_cannot_be_held_open_without_end() {
    let served = serve(&manifest("key_value_stores = [\"default\"]")).await;
    assert_eq!(served.get("/kv/open-many?store=default&count=100").await.0, 200);
    assert_eq!(served.get("/kv/open-many?store=default&count=1000").await, (502, "Error::StoreTableFull".to_owned()));
    assert_eq!(served.get("/kv/open-many?store=default&count=100").await.0, 200, "closed ones make room");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variable_that_is_not_the_components_own_is_undefined() {
    let text =
        manifest("[component.guest.variables]\nmine = \"yes\"\n[variables]\napplications = { default = \"no\" }");
    let served = serve(&text).await;
    assert_eq!(served.want("/world/variable?name=mine", "").await, "yes");
    assert!(served.get("/world/variable?name=applications").await.1.starts_with("Error::Undefined("));
    assert!(served.get("/world/variable?name=Not-A-Name").await.1.starts_with("Error::InvalidName("));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_is_not_listed_is_denied_and_a_listed_one_is_reached() {
    let other = serve(&manifest("")).await;
    let url = format!("/world/fetch?url={}/hello", other.running.url());

    let denied = serve(&manifest("")).await;
    assert_eq!(denied.get(&url).await, (502, "ErrorCode::HttpRequestDenied".to_owned()));

    let hosts = "allowed_outbound_hosts = [\"http://127.0.0.1:{{ port }}\"]\n[variables]\nport = { required = true }";
    let port = other.running.address().port().to_string();
    let granted = try_serve(&manifest(hosts), |builder| builder.variable("port", port)).await.unwrap();
    assert_eq!(granted.want(&url, "").await, "hello");
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_no_files_and_no_sockets() {
    let served = serve(&manifest("")).await;
    assert_eq!(served.get("/world/files").await.0, 502);
    let address = served.running.address();
    assert_eq!(served.get(&format!("/world/connect?address={address}")).await.0, 502);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_is_the_manifests_and_not_the_hosts() {
    let served = serve(&manifest("environment = { COLOUR = \"blue\" }")).await;
    assert_eq!(served.want("/world/environment?name=COLOUR", "").await, "blue");
    assert_eq!(served.get("/world/environment?name=PATH").await.0, 404);
}

#[test]
fn allowed_hosts_cover_what_they_say() {
    for (entry, url, allowed) in [
        ("https://example.org", "https://example.org/path", true),
        ("https://example.org", "https://EXAMPLE.org", true),
        ("https://example.org", "https://example.org:443", true),
        ("https://example.org", "https://example.org:8443", false),
        ("https://example.org", "http://example.org", false),
        ("https://example.org", "https://sub.example.org", false),
        ("https://example.org", "https://example.org@evil.example", false),
        ("https://example.org:8443", "https://example.org:8443", true),
        ("https://example.org:8000..8010", "https://example.org:8009", true),
        ("https://example.org:8000..8010", "https://example.org:8010", false),
        ("*://example.org:*", "http://example.org:9", true),
        ("https://*.example.org", "https://a.b.example.org", true),
        ("https://*.example.org", "https://example.org", false),
        ("https://*.example.org", "https://evilexample.org", false),
        ("*://*:*", "http://anything.example:9", true),
        ("*://*:*", "http://other.spin.internal", false),
        ("http://[::1]:80", "http://[::1]", true),
    ] {
        let host = AllowedHost::parse(entry).unwrap();
        assert_eq!(host.allows(&url.parse().unwrap()), allowed, "{entry} and {url}");
    }
}

#[test]
fn allowed_hosts_that_mean_something_else_are_refused() {
    for entry in [
        "example.org",
        "*",
        "https://example.org/path",
        "https://*.*.org",
        "https://self",
        "http://other.spin.internal",
        "http://*.spin.internal",
        "redis://example.org",
        "*://example.org",
        "https://example.org:port",
        "https://10.0.0.0/8",
        "https://{a,b}",
        "https://",
    ] {
        assert!(AllowedHost::parse(entry).is_err(), "{entry}");
    }
}
