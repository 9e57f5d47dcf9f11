//! Keys the host makes where none is given. Never overwrites one, never shows one.

use data_encoding::BASE64URL_NOPAD;
use std::fs::{DirBuilder, File, Permissions, read_to_string};
use std::io::{Error, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;
use tempfile::Builder;

const KEY_BYTES: usize = 32;
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// A key from its file.
pub(crate) struct Key {
    pub(crate) text: String,
    /// The file was not there before.
    pub(crate) made: bool,
}

/// Reads the key at `path`, making it first if there is none.
pub(crate) fn read_or_make(path: &Path) -> Result<Key, Error> {
    match read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        found => Ok(Key { text: found?, made: false }),
    }
}

fn read(path: &Path) -> Result<String, Error> {
    let text = read_to_string(path)?.trim().to_owned();
    if text.is_empty() {
        // A component would take an empty key for none, or for a weak one: better no start than that.
        return Err(Error::new(ErrorKind::InvalidData, "is empty"));
    }
    Ok(text)
}

fn make(path: &Path) -> Result<Key, Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder)?;
    let mut bytes = [0; KEY_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::other(error.to_string()))?;
    let text = BASE64URL_NOPAD.encode(&bytes);

    // Written whole under another name and put in place only if nothing is there: a crash leaves no half key, and a
    // second process finds the first one's.
    let mut draft = Builder::new().permissions(Permissions::from_mode(FILE_MODE)).tempfile_in(folder)?;
    writeln!(draft, "{text}")?;
    draft.as_file().sync_all()?;
    match draft.persist_noclobber(path) {
        Ok(_) => {
            File::open(folder)?.sync_all()?;
            Ok(Key { text, made: true })
        }
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Ok(Key { text: read(path)?, made: false }),
        Err(failed) => Err(failed.error),
    }
}
