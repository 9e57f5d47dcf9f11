//! Computes the hash that is part of the name of every file that pages need, from everything those files are made of:
//! the lock file with govuk-frontend's version and checksum, our own sources, and the program that makes them. So every
//! component knows the names, although only one of them serves the files.

use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Files and folders below `frontend` that the files are made of. `build.mjs` hashes the same in the same way.
const MADE_OF: [&str; 4] = ["build.mjs", "package-lock.json", "package.json", "src"];
/// As much of the hash as tells one build from another.
const HASH_BYTES: usize = 8;

fn main() -> Result<(), Error> {
    // Where it is run, not where it was compiled: a folder may be moved, and its builds with it.
    let folder =
        std::env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| Error::other("cargo did not say where it builds"))?;
    let frontend = Path::new(&folder).join("frontend");
    let mut files = Vec::new();
    for name in MADE_OF {
        println!("cargo::rerun-if-changed=frontend/{name}");
        collect(&frontend.join(name), &mut files)?;
    }
    let name = |file: &PathBuf| -> Result<String, Error> {
        Ok(file.strip_prefix(&frontend).map_err(Error::other)?.to_string_lossy().replace('\\', "/"))
    };
    let mut names = files.iter().map(name).collect::<Result<Vec<_>, _>>()?;
    names.sort();
    let mut hash = Sha256::new();
    for name in &names {
        let content = fs::read(frontend.join(name))?;
        hash.update(format!("{name}\n{}\n", content.len()));
        hash.update(content);
    }
    let hash: String = hash.finalize().iter().take(HASH_BYTES).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=FRONTEND_HASH={hash}");
    println!("cargo::metadata=hash={hash}");
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}
