//! A made-up extract of the national register: as wide as the real one, in Windows-1252, with all that is awkward in it.

/// How many columns the real extract has that nobody here reads.
const OTHER_COLUMNS: usize = 125;

/// The columns that are read, somewhere among the others.
const COLUMNS: [&str; 11] = [
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
    "HeadLastName",
    "Town",
    "Postcode",
];

const FIRST: [&str; 12] = [
    "Elm",
    "Oak",
    "Ashfield",
    "Meadow",
    "Hillside",
    "Riverside",
    "Kingsway",
    "Brook",
    "Park",
    "Castle",
    "Moor",
    "Lake",
];
const SECOND: [&str; 10] = ["Green", "View", "Lane", "Road", "Grange", "Heath", "Bridge", "Wood", "Vale", "Cross"];
const THIRD: [&str; 6] = [
    "Primary School",
    "Community Infant School",
    "Church of England Academy",
    "High School",
    "Nursery School",
    "Sixth Form College",
];
const TOWNS: [&str; 8] =
    ["Larkford", "Dagenham", "Wandsworth", "Stafford", "Malvern", "Kidderminster", "Barking", "Tamworth"];
const AUTHORITIES: [(&str, &str); 4] =
    [("900", "Larkshire"), ("301", "Barking and Dagenham"), ("212", "Wandsworth"), ("860", "Staffordshire")];

/// A register of so many settings, from [`Register::FIRST_URN`] on.
#[derive(Clone)]
pub(super) struct Register {
    pub(super) settings: u32,
    /// What every name begins with.
    pub(super) mark: &'static str,
    /// Rows to stand in the place of settings: which, and the whole row.
    pub(super) instead: Vec<(u32, String)>,
    /// Whether it has the columns that nobody reads.
    pub(super) wide: bool,
}

impl Register {
    pub(super) const FIRST_URN: u32 = 100_000;

    /// A small one, whose names begin with `mark`.
    pub(super) fn of(settings: u32, mark: &'static str) -> Self {
        Self { settings, mark, instead: Vec::new(), wide: false }
    }

    /// The file, byte by byte.
    pub(super) fn file(&self) -> Vec<u8> {
        let mut text = self.line(&COLUMNS.map(str::to_owned), "Other");
        for row in 0..self.settings {
            match self.instead.iter().find(|(place, _)| *place == row) {
                Some((_, instead)) => text += &format!("{instead}\r\n"),
                None => text += &self.line(&self.row(row), "Not recorded"),
            }
        }
        text.chars().map(windows_1252).collect()
    }

    fn row(&self, row: u32) -> [String; 11] {
        let of = |list: &[&str], step: u32| list[(row / step) as usize % list.len()].to_owned();
        let (code, authority) = AUTHORITIES[row as usize % AUTHORITIES.len()];
        let (first, second, third) = (of(&FIRST, 1), of(&SECOND, 12), of(&THIRD, 7));
        // A name in quotation marks, with a comma, an apostrophe of Windows and, now and then, a line break.
        let name = match row % 10 {
            0 => format!("\"St Mary’s {first} {second}, {third}\""),
            1 if row % 100 == 1 => format!("\"{} {first}\r\n{second} {third}\"", self.mark),
            2 => format!("École {} {first} {third}", self.mark),
            _ => format!("{} {first} {second} {third}", self.mark),
        };
        let status = ["Open", "Open", "Closed", "\"Open, but proposed to close\"", "Proposed to open"];
        let letters = b"ABDEFGHJLNPQRSTUWXYZ";
        let letter = |place: u32| char::from(letters[place as usize % letters.len()]);
        [
            (Self::FIRST_URN + row).to_string(),
            code.to_owned(),
            authority.to_owned(),
            (1_000 + row % 9_000).to_string(),
            name,
            "Community school".to_owned(),
            status[row as usize % status.len()].to_owned(),
            "Primary".to_owned(),
            "Headteacher".to_owned(),
            of(&TOWNS, 3),
            format!("LK{} {}{}{}", row % 99 + 1, row / 99 % 10, letter(row), letter(row / 20)),
        ]
    }

    fn line(&self, read: &[String; 11], other: &str) -> String {
        let mut cells: Vec<&str> = read.iter().map(String::as_str).collect();
        if self.wide {
            cells.extend([other; OTHER_COLUMNS]);
        }
        cells.join(",") + "\r\n"
    }
}

fn windows_1252(letter: char) -> u8 {
    match letter {
        '’' => 0x92,
        letter => u8::try_from(u32::from(letter)).expect("a letter that Windows-1252 has where Unicode has it"),
    }
}
