//! Puts the files that every page needs, made by `crates/govuk/frontend/build.sh`, into the component as a table. Built
//! natively, for unit tests and lints, the table is empty where the files are not there.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::Error;
use std::path::Path;

/// Media types by the end of the name.
const MEDIA_TYPES: [(&str, &str); 3] =
    [("css", "text/css; charset=utf-8"), ("js", "text/javascript; charset=utf-8"), ("svg", "image/svg+xml")];

fn main() -> Result<(), Error> {
    let variable = |name: &str| env::var(name).map_err(|error| Error::other(format!("{name}: {error}")));
    let hash = variable("DEP_FRONT_DOOR_FRONTEND_HASH")?;
    let made = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../../crates/govuk/frontend/dist").join(&hash);
    println!("cargo::rerun-if-changed={}", made.display());

    let mut table = "&[\n".to_owned();
    if made.is_dir() {
        let mut names = fs::read_dir(&made)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Error>>()?;
        names.sort();
        for path in names {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let known = MEDIA_TYPES.iter().find(|(end, _)| name.ends_with(&format!(".{end}")));
            // What has another end is one of these compressed.
            let Some((_, media_type)) = known else { continue };
            let at = path.display();
            writeln!(
                table,
                "web::File {{ name: {name:?}, media_type: {media_type:?}, plain: include_bytes!(r\"{at}\"), \
                 brotli: include_bytes!(r\"{at}.br\"), gzip: include_bytes!(r\"{at}.gz\") }},"
            )
            .map_err(Error::other)?;
        }
    } else if variable("CARGO_CFG_TARGET_FAMILY")? == "wasm" {
        println!("cargo::error=the files that pages need are not there: run `sh crates/govuk/frontend/build.sh`");
    }
    table.push(']');
    fs::write(Path::new(&variable("OUT_DIR")?).join("files.rs"), table)
}
