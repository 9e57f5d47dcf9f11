//! The local authorities of England by the code that the Department for Education gives them, so that an answer can say
//! who can help. A code that is not here is still a code: authorities merge and split faster than software.
//!
//! Source: "Get Information about Schools", the columns "LA (code)" and "LA (name)", as sentences say the names.

/// The authority's name, as a sentence uses it.
pub(super) fn name(code: &str) -> Option<&'static str> {
    AUTHORITIES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// Every authority's code and name, in the order of their names.
#[must_use]
pub fn authorities() -> &'static [(&'static str, &'static str)] {
    AUTHORITIES
}

/// In the order in which a page lists them.
const AUTHORITIES: &[(&str, &str)] = &[
    ("301", "Barking and Dagenham"),
    ("302", "Barnet"),
    ("370", "Barnsley"),
    ("800", "Bath and North East Somerset"),
    ("822", "Bedford"),
    ("303", "Bexley"),
    ("330", "Birmingham"),
    ("889", "Blackburn with Darwen"),
    ("890", "Blackpool"),
    ("350", "Bolton"),
    ("839", "Bournemouth, Christchurch and Poole"),
    ("867", "Bracknell Forest"),
    ("380", "Bradford"),
    ("304", "Brent"),
    ("846", "Brighton and Hove"),
    ("801", "Bristol"),
    ("305", "Bromley"),
    ("825", "Buckinghamshire"),
    ("351", "Bury"),
    ("381", "Calderdale"),
    ("873", "Cambridgeshire"),
    ("202", "Camden"),
    ("823", "Central Bedfordshire"),
    ("895", "Cheshire East"),
    ("896", "Cheshire West and Chester"),
    ("201", "City of London"),
    ("908", "Cornwall"),
    ("840", "County Durham"),
    ("331", "Coventry"),
    ("306", "Croydon"),
    ("942", "Cumberland"),
    ("841", "Darlington"),
    ("831", "Derby"),
    ("830", "Derbyshire"),
    ("878", "Devon"),
    ("371", "Doncaster"),
    ("838", "Dorset"),
    ("332", "Dudley"),
    ("307", "Ealing"),
    ("845", "East Sussex"),
    ("308", "Enfield"),
    ("881", "Essex"),
    ("390", "Gateshead"),
    ("916", "Gloucestershire"),
    ("203", "Greenwich"),
    ("204", "Hackney"),
    ("876", "Halton"),
    ("205", "Hammersmith and Fulham"),
    ("850", "Hampshire"),
    ("309", "Haringey"),
    ("310", "Harrow"),
    ("805", "Hartlepool"),
    ("311", "Havering"),
    ("884", "Herefordshire"),
    ("919", "Hertfordshire"),
    ("312", "Hillingdon"),
    ("313", "Hounslow"),
    ("206", "Islington"),
    ("207", "Kensington and Chelsea"),
    ("886", "Kent"),
    ("810", "Kingston upon Hull"),
    ("314", "Kingston upon Thames"),
    ("382", "Kirklees"),
    ("340", "Knowsley"),
    ("208", "Lambeth"),
    ("888", "Lancashire"),
    ("383", "Leeds"),
    ("856", "Leicester"),
    ("855", "Leicestershire"),
    ("209", "Lewisham"),
    ("925", "Lincolnshire"),
    ("341", "Liverpool"),
    ("821", "Luton"),
    ("352", "Manchester"),
    ("887", "Medway"),
    ("315", "Merton"),
    ("806", "Middlesbrough"),
    ("826", "Milton Keynes"),
    ("391", "Newcastle upon Tyne"),
    ("316", "Newham"),
    ("926", "Norfolk"),
    ("812", "North East Lincolnshire"),
    ("813", "North Lincolnshire"),
    ("940", "North Northamptonshire"),
    ("802", "North Somerset"),
    ("392", "North Tyneside"),
    ("815", "North Yorkshire"),
    ("929", "Northumberland"),
    ("892", "Nottingham"),
    ("891", "Nottinghamshire"),
    ("353", "Oldham"),
    ("931", "Oxfordshire"),
    ("874", "Peterborough"),
    ("879", "Plymouth"),
    ("851", "Portsmouth"),
    ("870", "Reading"),
    ("317", "Redbridge"),
    ("807", "Redcar and Cleveland"),
    ("318", "Richmond upon Thames"),
    ("354", "Rochdale"),
    ("372", "Rotherham"),
    ("857", "Rutland"),
    ("355", "Salford"),
    ("333", "Sandwell"),
    ("343", "Sefton"),
    ("373", "Sheffield"),
    ("893", "Shropshire"),
    ("871", "Slough"),
    ("334", "Solihull"),
    ("933", "Somerset"),
    ("803", "South Gloucestershire"),
    ("393", "South Tyneside"),
    ("852", "Southampton"),
    ("882", "Southend-on-Sea"),
    ("210", "Southwark"),
    ("342", "St Helens"),
    ("860", "Staffordshire"),
    ("356", "Stockport"),
    ("808", "Stockton-on-Tees"),
    ("861", "Stoke-on-Trent"),
    ("935", "Suffolk"),
    ("394", "Sunderland"),
    ("936", "Surrey"),
    ("319", "Sutton"),
    ("866", "Swindon"),
    ("357", "Tameside"),
    ("894", "Telford and Wrekin"),
    ("883", "Thurrock"),
    ("880", "Torbay"),
    ("211", "Tower Hamlets"),
    ("358", "Trafford"),
    ("384", "Wakefield"),
    ("335", "Walsall"),
    ("320", "Waltham Forest"),
    ("212", "Wandsworth"),
    ("877", "Warrington"),
    ("937", "Warwickshire"),
    ("869", "West Berkshire"),
    ("941", "West Northamptonshire"),
    ("938", "West Sussex"),
    ("213", "Westminster"),
    ("943", "Westmorland and Furness"),
    ("359", "Wigan"),
    ("865", "Wiltshire"),
    ("868", "Windsor and Maidenhead"),
    ("344", "Wirral"),
    ("872", "Wokingham"),
    ("336", "Wolverhampton"),
    ("885", "Worcestershire"),
    ("816", "York"),
    ("811", "the East Riding of Yorkshire"),
    ("921", "the Isle of Wight"),
    ("420", "the Isles of Scilly"),
];

#[cfg(test)]
mod tests {
    use super::{AUTHORITIES, name};
    use crate::words::LaCode;

    #[test]
    fn every_code_is_a_code_and_stands_once_in_the_order_of_the_names() {
        assert!(AUTHORITIES.is_sorted_by(|(_, one), (_, next)| one < next));
        let codes: std::collections::BTreeSet<_> = AUTHORITIES.iter().map(|(code, _)| code).collect();
        assert_eq!(codes.len(), AUTHORITIES.len());
        assert!(AUTHORITIES.iter().all(|(code, name)| LaCode::parse(code).is_ok() && !name.is_empty()));
        assert_eq!(AUTHORITIES.len(), 153, "as many as there are in England since 2023");
    }

    #[test]
    fn an_authority_is_found_by_its_code() {
        for (code, expected) in [
            ("301", Some("Barking and Dagenham")),
            ("212", Some("Wandsworth")),
            ("860", Some("Staffordshire")),
            ("885", Some("Worcestershire")),
            ("909", None),
            ("900", None),
        ] {
            assert_eq!(name(code), expected, "{code}");
        }
    }
}
