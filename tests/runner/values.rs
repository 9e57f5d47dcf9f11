//! Where a variable's value comes from.

use crate::support::{manifest, try_serve};

const VARIABLES: &str = "[component.guest.variables]\nv = \"{{ colour }}\"\n[variables]\ncolour = { required = true }";
const ASK: &str = "/world/variable?name=v";

#[tokio::test(flavor = "multi_thread")]
async fn a_required_variable_without_a_value_is_named_with_what_to_set() {
    let refusal = try_serve(&manifest(VARIABLES), |builder| builder).await.err().unwrap().to_string();
    assert!(refusal.contains("\"colour\"") && refusal.contains("SPIN_VARIABLE_COLOUR"), "{refusal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_environment_file_gives_values() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("values");
    for (text, value) in [
        ("SPIN_VARIABLE_COLOUR=blue", "blue"),
        ("# a remark\n\n  SPIN_VARIABLE_COLOUR = sky blue  \nOTHER=x\n", "sky blue"),
        ("SPIN_VARIABLE_COLOUR=\"blue # not a remark\"", "blue # not a remark"),
        ("SPIN_VARIABLE_COLOUR='a=b'", "a=b"),
        ("export SPIN_VARIABLE_COLOUR=blue", "blue"),
        ("SPIN_VARIABLE_COLOUR=", ""),
    ] {
        std::fs::write(&file, text).unwrap();
        let served = try_serve(&manifest(VARIABLES), |builder| builder.env_file(&file)).await.unwrap();
        assert_eq!(served.want(ASK, "").await, value, "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_gives_nothing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("values");
    std::fs::write(&file, "A=1\nnonsense\n").unwrap();
    let refusal = try_serve(&manifest(VARIABLES), |builder| builder.env_file(&file)).await.err().unwrap().to_string();
    assert!(refusal.ends_with("values:2: is not NAME=value"), "{refusal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_code_gives_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("values");
    std::fs::write(&file, "SPIN_VARIABLE_COLOUR=blue").unwrap();
    let set = |builder: runner::Builder| builder.env_file(&file).variable("colour", "red");
    let served = try_serve(&manifest(VARIABLES), set).await.unwrap();
    assert_eq!(served.want(ASK, "").await, "red");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_for_no_variable_is_refused_by_name_wherever_it_was_given() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("values");
    std::fs::write(&file, "SPIN_VARIABLE_COLOUR=blue\nSPIN_VARIABLE_COLUOR=green\nOTHER=x\n").unwrap();
    let given = |builder: runner::Builder| builder.variable("colour", "red").variable("flavour", "mint");
    for (refused, name) in [
        (try_serve(&manifest(VARIABLES), |builder| builder.env_file(&file)).await, "coluor"),
        (try_serve(&manifest(VARIABLES), given).await, "flavour"),
    ] {
        let said = refused.err().unwrap().to_string();
        assert_eq!(said, format!("a value is given for {name:?}, but the manifest has no such variable"));
    }
}
