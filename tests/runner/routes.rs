//! Which component answers a path.

use crate::support::{serve, with_routes};
use runner::{RouteError, Router};

/// Routes, a path, the route that must answer with what its wildcard takes, and why.
type Row = (&'static [&'static str], &'static str, Option<(&'static str, &'static str)>, &'static str);

const PRECEDENCE: &[Row] = &[
    (&["/one", "/..."], "/one", Some(("/one", "")), "exact beats wildcard"),
    (&["/...", "/one"], "/one", Some(("/one", "")), "in whatever order"),
    (&["/:any", "/one"], "/one", Some(("/one", "")), "exact beats parameter"),
    (&["/...", "/:any"], "/one", Some(("/:any", "")), "parameter beats wildcard"),
    (&["/a/...", "/a/b/..."], "/a/b/c", Some(("/a/b/...", "/c")), "the longer wildcard wins"),
    (&["/a/b/...", "/a/..."], "/a/b/c", Some(("/a/b/...", "/c")), "in whatever order"),
    (&["/a/b/...", "/a/..."], "/a/c", Some(("/a/...", "/c")), "the shorter where the longer does not fit"),
    (&["/a"], "/a/", Some(("/a", "")), "a closing slash does not matter to an exact route"),
    (&["/a/"], "/a", Some(("/a/", "")), "nor one in the route"),
    (&["/a"], "/a/b", None, "an exact route covers nothing beneath it"),
    (&["/a"], "/ab", None, "nor what only starts like it"),
    (&["/a/..."], "/ab", None, "a wildcard starts at a slash"),
    (&["/a/..."], "/a", Some(("/a/...", "")), "a wildcard takes nothing, too"),
    (&["/a/..."], "/a/", Some(("/a/...", "/")), "and a slash as a slash"),
    (&["/a/..."], "/a/b/", Some(("/a/...", "/b/")), "and keeps a closing one"),
    (&["/..."], "/", Some(("/...", "/")), "the root"),
    (&["/", "/..."], "/", Some(("/", "")), "an exact root beats the wildcard"),
    (&["/:id/edit", "/:id/..."], "/7/edit", Some(("/:id/edit", "")), "parameters first, then exactness"),
    (&["a"], "/a", Some(("a", "")), "a route without its first slash has one"),
    (&["/A"], "/a", None, "case matters"),
    (&["/a%20b"], "/a%20b", Some(("/a%20b", "")), "nothing is decoded"),
];

#[test]
fn paths_find_their_routes_as_they_do_in_spin() {
    for (routes, path, expected, why) in PRECEDENCE {
        let mut router = Router::default();
        for route in *routes {
            router.add(route, "component").unwrap();
        }
        let found = router.find(path);
        let found = found.as_ref().map(|found| (found.raw, found.path_info.as_str()));
        assert_eq!(found, *expected, "{why}: {path} among {routes:?}");
    }
}

#[test]
fn parameters_take_one_part_each() {
    let mut router = Router::default();
    router.add("/:first/x/:second/...", "component").unwrap();
    let found = router.find("/1/x/2/rest").unwrap();
    let expected = [("first", "1"), ("second", "2")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(found.parameters, expected);
    assert_eq!(found.path_info, "/rest");
}

#[test]
fn a_route_that_could_never_answer_is_refused() {
    let mut router = Router::default();
    router.add("/a", "component").unwrap();
    assert!(matches!(router.add("/a/", "other"), Err(RouteError::Duplicate(_))));
    assert!(matches!(router.add("/.well-known/spin/x", "other"), Err(RouteError::Reserved(_))));
    assert!(matches!(router.add("/a/*/b", "other"), Err(RouteError::MiddleWildcard(_))));
    assert!(matches!(router.add("/:", "other"), Err(RouteError::Malformed { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_route_covers_is_not_found() {
    let served = serve(&with_routes(&["/here/..."], "")).await;
    assert_eq!(served.get("/here/hello").await, (200, "hello".to_owned()));
    assert_eq!(served.get("/there").await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_itself_answers_for_its_health() {
    let served = serve(&with_routes(&["/..."], "")).await;
    assert_eq!(served.get("/.well-known/spin/health").await, (200, "OK".to_owned()));
    assert_eq!(served.get("/.well-known/spin/other").await.0, 404);
}
