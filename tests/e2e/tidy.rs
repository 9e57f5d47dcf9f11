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
        place: "crates/store",
        file: "",
        never: &["spin_sdk", "http::", "maud", "govuk", "axum", "web::"],
        why: "an error says what happened, not which status it becomes",
    },
    Rule {
        place: "crates/casework",
        file: "",
        never: &[
            "domain::advice",
            "domain::training",
            "domain::referrals",
            "domain::commissions",
            "store::advice",
            "store::training",
            "store::referrals",
            "store::commissions",
        ],
        why: "the fourth copy of a mechanism is none",
    },
    Rule {
        place: "crates/govuk/src",
        file: "",
        never: &["domain::", "web::", "records::", "serde"],
        why: "looks only",
    },
    Rule {
        place: "crates/web",
        file: "",
        never: &[
            "domain::advice",
            "domain::training",
            "domain::referrals",
            "domain::commissions",
            "store::advice",
            "store::training",
            "store::directory",
            "store::messages",
        ],
        why: "plumbing knows no referrals; of what is kept it knows people alone, for who is asking",
    },
    Rule {
        place: "components",
        file: "",
        never: INSPECTING,
        why: "an error says what happened; nobody takes a problem apart again",
    },
    Rule {
        place: "crates/casework",
        file: "",
        never: INSPECTING,
        why: "an error says what happened; nobody takes a problem apart again",
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

/// What somebody would write who takes a problem apart.
const INSPECTING: &[&str] =
    &["problem.status()", "problem.kind()", "problem.detail_text()", "problem.sentences()", "problem.state()"];

/// The places of the house.
const COMPONENTS: &[&str] = &["advice", "desk", "messages", "sign-in", "site", "training"];
const CRATES: &[&str] = &["casework", "domain", "govuk", "oidc", "records", "store", "web"];

/// Which area of the store may use which others: a booking looks for its setting and its trainer, an enquiry is given to a
/// colleague, and mail lies in the records of all.
const LINKS: &[(&str, &[&str])] = &[
    ("advice", &["messages", "people"]),
    ("training", &["messages", "people", "directory"]),
    ("people", &["messages"]),
    ("directory", &[]),
    ("messages", &["advice", "people", "training"]),
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
fn an_area_of_the_store_uses_no_other_but_through_its_named_links() {
    let mut broken = Vec::new();
    for (area, may) in LINKS {
        let own = root().join(format!("crates/store/src/{area}.rs"));
        assert!(own.is_file(), "{}", own.display());
        for file in rust_files(&format!("crates/store/src/{area}")).into_iter().chain([own]) {
            for (number, line) in code_lines(&file) {
                for (other, _) in LINKS.iter().filter(|(other, _)| other != area && !may.contains(other)) {
                    if contains_word(&line, &format!("crate::{other}")) {
                        broken.push(format!("{}:{number} of {area} uses {other}", file.display()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_house_has_the_places_that_the_design_names_and_no_others() {
    for (place, expected) in [("components", COMPONENTS), ("crates", CRATES)] {
        let mut found = folders(place);
        found.sort();
        assert_eq!(found, expected, "{place}");
    }
}

#[test]
fn every_path_of_a_service_is_routed_to_it_and_stands_in_the_table_of_services() {
    let table = fs::read_to_string(root().join("crates/domain/src/services.rs")).unwrap();
    let manifest = fs::read_to_string(root().join("spin.toml")).unwrap();
    let triggers = manifest
        .split("[[trigger.http]]")
        .skip(1)
        .map(|trigger| (quoted(trigger, "route"), quoted(trigger, "component")));
    let triggers: Vec<_> = triggers.filter(|(route, _)| route != "/...").collect();
    assert!(triggers.len() > 10);
    for service in table.split("    Service {\n").skip(1) {
        let component = service.split('"').nth(1).unwrap();
        let prefixes = service.split("prefixes: &[").nth(1).unwrap().split(']').next().unwrap();
        let prefixes: Vec<&str> = prefixes.split('"').skip(1).step_by(2).collect();
        let routed = triggers.iter().filter(|(_, to)| to == component);
        let routed: Vec<&str> = routed.map(|(route, _)| route.trim_end_matches("/...")).collect();
        assert_eq!(routed, prefixes, "spin.toml and the table of services about {component}");
        let routes = fs::read_to_string(root().join(format!("components/{component}/src/routes.rs"))).unwrap();
        let paths: Vec<&str> = routes.split('"').skip(1).step_by(2).filter(|path| path.starts_with('/')).collect();
        assert!(paths.len() > 5, "{component}");
        for path in paths {
            let owned = prefixes.iter().any(|prefix| {
                path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
            });
            assert!(owned, "{path} of {component} is routed to it by none of {prefixes:?}");
        }
    }
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

/// The text that a key of the manifest has.
fn quoted(table: &str, key: &str) -> String {
    let line = table.lines().find(|line| line.starts_with(key)).unwrap();
    line.split('"').nth(1).unwrap().to_owned()
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
