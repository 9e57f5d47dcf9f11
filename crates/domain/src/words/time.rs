//! A time of day as a clock shows it; never on which day, nor where.

use jiff::civil::Time;

use crate::input::{Shape, Text, Word};
use crate::problems::{Code, Fault};

/// A time of day: `09:30`, also `9:30`, `9.30` and `0930`.
impl Word for Time {
    const SHAPE: Shape = Shape::Text(Text::like("^([01][0-9]|2[0-3]):[0-5][0-9]$", "09:30"));

    fn parse(typed: &str) -> Result<Self, Fault> {
        let refused = || Fault::ask_again(Code::InvalidFormat);
        let typed = typed.trim();
        let (hour, minute) = typed
            .split_once([':', '.'])
            .or_else(|| typed.split_at_checked(typed.len().checked_sub(2)?))
            .ok_or_else(refused)?;
        let number = |text: &str| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<i8>().ok().filter(|_| digits).ok_or_else(refused)
        };
        if minute.len() != 2 {
            return Err(refused());
        }
        Self::new(number(hour)?, number(minute)?, 0, 0).map_err(|_| refused())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for typed in ["09:30", "9:30", "9.30", "0930", " 930 "] {
            assert_eq!(<Time as Word>::parse(typed), Ok(Time::constant(9, 30, 0, 0)), "{typed}");
        }
        for typed in ["24:00", "12:60", "9", "", "9:3", "half past nine", "-9:30", "9:30:00"] {
            assert_eq!(<Time as Word>::parse(typed).unwrap_err().code(), Code::InvalidFormat, "{typed}");
        }
    }
}
