//! A generation's values in the store: the settings as they came, part by part, and the index in which they are found.
//! It never knows which generation is in use.

use std::collections::HashSet;

use domain::directory::{BUCKETS, Bucket, Generation, Import, Setting};
use records::{Database, ListName, RecordsError};

/// The kind of the values.
const KIND: &str = "directory";

/// The index is made in so many goes, each for some of the buckets: all at once would need the memory of all.
const PASSES: u16 = 4;
const BUCKETS_PER_PASS: u16 = BUCKETS / PASSES;

/// How many buckets are written together.
const BUCKETS_PER_WRITE: usize = 32;

/// Draws a number for a part's value.
pub(super) async fn draw_slot(database: &Database, generation: Generation) -> Result<u64, RecordsError> {
    let slot = database.store().increment(&slots_key(generation), 1).await?;
    u64::try_from(slot).map_err(|_| damaged())
}

/// Keeps a part's settings.
pub(super) async fn keep_part(
    database: &Database,
    generation: Generation,
    slot: u64,
    settings: &[Setting],
) -> Result<(), RecordsError> {
    Ok(database.values(KIND).set_many(vec![(part_name(generation, slot)?, lines(settings).into_bytes())]).await?)
}

/// Makes the index of an import from its parts and the settings of its last row; says how many settings are in it. A
/// setting that stands in the file twice counts once, as it stands there first.
pub(super) async fn make(database: &Database, import: &Import, last: &[Setting]) -> Result<u32, RecordsError> {
    let mut count = 0;
    for pass in 0..PASSES {
        let mut slice = Slice::new(pass);
        for part in import.parts() {
            slice.add(&read(database, &part_name(import.generation, part.slot)?).await?)?;
        }
        slice.add(&lines(last))?;
        count = slice.count();
        slice.write(database, import.generation).await?;
    }
    Ok(count)
}

/// The lines of a bucket.
pub(super) async fn bucket(
    database: &Database,
    generation: Generation,
    bucket: Bucket,
) -> Result<String, RecordsError> {
    read(database, &bucket_name(generation, bucket)?).await
}

/// Deletes everything of a generation.
pub(super) async fn delete(database: &Database, generation: Generation) -> Result<(), RecordsError> {
    let slots = u64::try_from(database.store().read_counter(&slots_key(generation)).await?).unwrap_or_default();
    let parts = (1..=slots).map(|slot| part_name(generation, slot));
    let names: Result<Vec<_>, _> = parts.chain((0..BUCKETS).map(|bucket| bucket_name(generation, bucket))).collect();
    database.values(KIND).delete(&names?).await;
    Ok(database.store().delete(&slots_key(generation)).await?)
}

/// Some of the buckets, being filled.
struct Slice {
    first: Bucket,
    buckets: Vec<String>,
    seen: HashSet<u32>,
}

impl Slice {
    fn new(pass: u16) -> Self {
        let buckets = (0..BUCKETS_PER_PASS).map(|_| String::new()).collect();
        Self { first: pass * BUCKETS_PER_PASS, buckets, seen: HashSet::new() }
    }

    fn add(&mut self, lines: &str) -> Result<(), RecordsError> {
        for line in lines.lines() {
            let setting = Setting::from_line(line).ok_or_else(damaged)?;
            if !self.seen.insert(setting.urn.as_str().parse().map_err(|_| damaged())?) {
                continue;
            }
            for bucket in setting.buckets() {
                let place = bucket.checked_sub(self.first).map(usize::from);
                if let Some(lines) = place.and_then(|place| self.buckets.get_mut(place)) {
                    lines.push_str(line);
                    lines.push('\n');
                }
            }
        }
        Ok(())
    }

    fn count(&self) -> u32 {
        u32::try_from(self.seen.len()).unwrap_or(u32::MAX)
    }

    async fn write(self, database: &Database, generation: Generation) -> Result<(), RecordsError> {
        let mut values = Vec::with_capacity(BUCKETS_PER_WRITE);
        for (number, lines) in (self.first..).zip(self.buckets) {
            values.push((bucket_name(generation, number)?, lines.into_bytes()));
            if values.len() == BUCKETS_PER_WRITE {
                database.values(KIND).set_many(std::mem::take(&mut values)).await?;
            }
        }
        if values.is_empty() { Ok(()) } else { Ok(database.values(KIND).set_many(values).await?) }
    }
}

async fn read(database: &Database, name: &ListName) -> Result<String, RecordsError> {
    let value = database.values(KIND).get(name).await?.ok_or_else(damaged)?;
    String::from_utf8(value).map_err(|_| damaged())
}

/// What should be there is not, or is not what it should be: never answered as "nothing found".
pub(super) fn damaged() -> RecordsError {
    RecordsError::corrupt("a value of the directory is missing or cannot be read", KIND)
}

fn lines(settings: &[Setting]) -> String {
    settings.iter().map(|setting| setting.to_line() + "\n").collect()
}

fn slots_key(generation: Generation) -> String {
    format!("directory/slots/{generation}")
}

fn part_name(generation: Generation, slot: u64) -> Result<ListName, RecordsError> {
    Ok(ListName::parse(&format!("{generation}/part/{slot}"))?)
}

fn bucket_name(generation: Generation, bucket: Bucket) -> Result<ListName, RecordsError> {
    Ok(ListName::parse(&format!("{generation}/bucket/{bucket}"))?)
}
