//! The keys the host makes where a secret is required and none is given.

use crate::support::{Served, manifest, try_serve};
use futures::future::join_all;
use runner::{Data, StartError};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const VARIABLES: &str =
    "[component.guest.variables]\nv = \"{{ pepper }}\"\n[variables]\npepper = { required = true, secret = true }";
const ASK: &str = "/world/variable?name=v";

async fn try_start(folder: &Path) -> Result<Served, StartError> {
    try_serve(&manifest(VARIABLES), |builder| builder.data(Data::Folder(folder.to_owned()))).await
}

async fn start(folder: &Path) -> Served {
    try_start(folder).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_once_for_its_owner_only_and_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = data.join("secrets/pepper");

    let first = start(&data).await;
    let key = first.want(ASK, "").await;
    assert_eq!(key.len(), 43, "32 bytes in base64url");
    assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(data.join("secrets")).unwrap().count(), 1, "no draft is left");
    let lines = first.running.lines();
    assert!(lines.iter().any(|line| line.contains(file.to_str().unwrap())), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains(&key)), "the key itself is not shown");
    first.running.stop().await;

    let second = start(&data).await;
    assert_eq!(second.want(ASK, "").await, key);
    assert_eq!(second.running.lines(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_there_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets/pepper");
    std::fs::create_dir(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "my own key\n").unwrap();
    assert_eq!(start(folder.path()).await.want(ASK, "").await, "my own key");

    std::fs::write(&file, "").unwrap();
    let refusal = try_start(folder.path()).await.err().unwrap().to_string();
    assert!(refusal.contains("pepper"), "an empty key is no key: {refusal}");
    assert_eq!(std::fs::read(&file).unwrap(), b"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_given_secret_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let set =
        |builder: runner::Builder| builder.data(Data::Folder(folder.path().to_owned())).variable("pepper", "given");
    let served = try_serve(&manifest(VARIABLES), set).await.unwrap();
    assert_eq!(served.want(ASK, "").await, "given");
    assert!(!folder.path().join("secrets").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_start_at_once_share_one_key_and_one_file() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let served = join_all((0..4).map(|_| start(folder.path()))).await;
        let keys = join_all(served.iter().map(|one| one.want(ASK, ""))).await;
        assert!(keys.iter().all(|key| *key == keys[0]), "{}", keys.len());
    }
}
