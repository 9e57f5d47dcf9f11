//! The house rules that a compiler does not check: what each folder must never know, and how the code is kept.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder, words that must not stand in its Rust code, and why.
struct Rule {
    place: &'static str,
    /// Only files of this name, and those in a folder of this name without its end; empty: all.
    file: &'static str,
    never: &'static [&'static str],
    why: &'static str,
}

impl Rule {
    fn is_about(&self, file: &Path) -> bool {
        let folder = self.file.trim_end_matches(".rs");
        let within = file.strip_prefix(root()).unwrap_or(file).parent();
        let inside = within.is_some_and(|path| path.components().any(|part| part.as_os_str() == folder));
        self.file.is_empty() || file.ends_with(self.file) || inside
    }
}

const RULES: &[Rule] = &[
    Rule {
        place: "crates/domain",
        file: "",
        never: &[
            "spin_sdk",
            "http::",
            "maud",
            "axum",
            "records::",
            "web::",
            "SystemTime",
            "Instant::now",
            "Timestamp::now",
            "rand::",
            "getrandom",
        ],
        why: "rules are tested in microseconds: no I/O, clock, randomness, HTTP or HTML",
    },
    Rule {
        place: "crates/records",
        file: "",
        never: &["spin_sdk", "http::", "domain::", "SystemTime", "Instant::now", "Timestamp::now"],
        why: "records run under simulation, natively, with a time of their own",
    },
    Rule {
        place: "crates/web",
        file: "",
        never: &["domain::advice", "domain::training", "domain::referrals", "domain::commissions"],
        why: "plumbing knows no referrals",
    },
    Rule {
        place: "crates/enquiries",
        file: "",
        never: &["spin_sdk", "maud", "govuk", "axum", "domain::training", "domain::referrals", "domain::commissions"],
        why: "how enquiries are kept knows no route, no page and no other area",
    },
    Rule {
        place: "crates/bookings",
        file: "",
        never: &["spin_sdk", "maud", "govuk", "axum", "domain::advice", "domain::referrals", "domain::commissions"],
        why: "how training is kept knows no route, no page and no other area",
    },
    Rule {
        place: "crates/oidc",
        file: "",
        never: &[
            "spin_sdk",
            "domain::",
            "records::",
            "web::",
            "axum",
            "maud",
            "SystemTime",
            "Instant::now",
            "Timestamp::now",
        ],
        why: "who proves strangers knows nothing of ours: time, randomness and I/O are handed to it",
    },
    Rule {
        place: "crates/directories",
        file: "",
        never: &["spin_sdk", "maud", "govuk", "axum", "domain::advice", "domain::training", "domain::referrals"],
        why: "how the directory is kept knows no route, no page and no area",
    },
    Rule {
        place: "crates/outbox",
        file: "",
        never: &["spin_sdk", "maud", "govuk", "axum"],
        why: "how messages go out knows no route and no page",
    },
    Rule {
        place: "components",
        file: "",
        never: &["static mut", "thread_local!", "Mutex<", "RwLock<", "RefCell<"],
        why: "instances are reused and run requests concurrently: only a once-built router may be static",
    },
    Rule {
        place: "components",
        file: "pages.rs",
        never: &["KeyValue", "records::", "serde_json", "store()"],
        why: "a page cannot fetch",
    },
    Rule {
        place: "runner",
        file: "",
        never: &["domain::", "govuk::", "web::", "records::", "advice", "training", "referrals", "commissions", "desk"],
        why: "the runner is Spin-shaped, not app-shaped",
    },
    Rule {
        place: "tests/e2e",
        file: "",
        never: &["use domain", "use web", "use records"],
        why: "the same mistake must not stand on both sides",
    },
    Rule {
        place: "tests/browser",
        file: "",
        never: &["use domain", "use web", "use records", "use govuk"],
        why: "the same mistake must not stand on both sides",
    },
];

const AREAS: &[&str] = &["advice", "training", "referrals", "commissions"];

const LONGEST_FILE_LINES: usize = 400;

#[test]
fn no_folder_knows_what_it_must_never_know() {
    let mut broken = Vec::new();
    for rule in RULES {
        for file in rust_files(rule.place) {
            if file.ends_with("tidy.rs") || !rule.is_about(&file) {
                continue;
            }
            for (number, line) in code_lines(&file) {
                for word in rule.never.iter().filter(|word| contains_word(&line, word)) {
                    broken.push(format!("{}:{number} has {word:?}; {}", file.display(), rule.why));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_areas_of_the_domain_never_import_each_other() {
    let mut broken = Vec::new();
    for area in AREAS {
        for file in rust_files(&format!("crates/domain/src/{area}")) {
            for (number, line) in code_lines(&file) {
                for other in AREAS.iter().filter(|other| *other != area) {
                    if contains_word(&line, &format!("crate::{other}")) {
                        broken.push(format!("{}:{number} of {area} imports {other}", file.display()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_component_imports_another() {
    let names: Vec<String> = folders("components");
    let mut broken = Vec::new();
    for name in &names {
        let manifest = root().join("components").join(name).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        for other in names.iter().filter(|other| *other != name) {
            if text.lines().any(|line| line.starts_with(&format!("{other}.")) || line.starts_with(&format!("{other} ")))
            {
                broken.push(format!("components/{name} depends on components/{other}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_component_of_the_manifest_has_a_folder_and_the_other_way_round() {
    let manifest = fs::read_to_string(root().join("spin.toml")).unwrap();
    for name in folders("components") {
        assert!(manifest.contains(&format!("[component.{name}]")), "spin.toml does not serve components/{name}");
    }
    for line in manifest.lines() {
        let Some(id) = line.strip_prefix("[component.").and_then(|rest| rest.strip_suffix(']')) else { continue };
        let name = id.split('.').next().unwrap();
        assert!(root().join("components").join(name).is_dir(), "components/{name} is not there");
    }
}

#[test]
fn nothing_is_left_for_later_and_no_test_is_skipped() {
    // Spelt in halves so that this file does not break its own rule.
    let never =
        [["TO", "DO"], ["FIX", "ME"], ["todo", "!("], ["unimplemented", "!("], ["#[ig", "nore"]].map(|w| w.concat());
    let mut broken = Vec::new();
    for place in ["components", "crates", "runner", "tests"] {
        for file in rust_files(place) {
            for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
                if let Some(word) = never.iter().find(|word| line.contains(*word)) {
                    broken.push(format!("{}:{} has {word}", file.display(), number + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_file_says_in_its_first_line_what_it_is_for_and_stays_short() {
    let mut broken = Vec::new();
    for place in ["components", "crates", "runner", "tests"] {
        for file in rust_files(place) {
            let text = fs::read_to_string(&file).unwrap();
            if !text.starts_with("//!") {
                broken.push(format!("{} does not begin with //!", file.display()));
            }
            let lines = text.lines().count();
            if lines > LONGEST_FILE_LINES {
                broken.push(format!("{} has {lines} lines", file.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn folders(place: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(place)).unwrap().map(|entry| entry.unwrap());
    entries.filter(|e| e.path().is_dir()).map(|e| e.file_name().into_string().unwrap()).collect()
}

/// All `.rs` files below a folder of the project; none where it does not exist (an area without code yet).
fn rust_files(place: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(place)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|e| e == "rs") => found.push(path),
                false => {}
            }
        }
    }
    found
}

/// The lines that are code: comments may speak of anything.
fn code_lines(file: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines.map(|(number, line)| (number + 1, line.to_owned())).collect()
}

/// Whether `word` stands in `line` and is not the tail of a longer name.
fn contains_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}
