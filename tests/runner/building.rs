//! Components are built by their own commands.

use crate::support::{guest, manifest};
use runner::{Output, Runner};

#[tokio::test(flavor = "multi_thread")]
async fn each_command_runs_in_its_folder_before_the_component_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("work")).unwrap();
    let source = format!("{:?}", guest());
    let build = format!(
        "[component.guest.build]\ncommand = [\"cp {} made\", \"mv made made.wasm\"]\nworkdir = \"work\"",
        guest().display()
    );
    let text = manifest(&build).replace(&source, "\"work/made.wasm\"");
    let path = folder.path().join("spin.toml");
    std::fs::write(&path, text).unwrap();

    let built = Runner::builder(&path).quiet(true).output(Output::captured()).start().await.unwrap();
    let answer = reqwest::get(format!("{}/hello", built.url())).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(folder.path().join("work/compiled").is_dir(), "compiled code is kept beside the component");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_fails_is_named_with_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spin.toml");
    std::fs::write(&path, manifest("[component.guest.build]\ncommand = \"echo what went wrong >&2; exit 3\"")).unwrap();
    let refusal = Runner::builder(&path).quiet(true).start().await.err().unwrap().to_string();
    for words in ["component \"guest\"", "exit 3", "what went wrong"] {
        assert!(refusal.contains(words), "{words}: {refusal}");
    }
}
