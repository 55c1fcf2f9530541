//! Dates and times as people and spreadsheet programs write them.

use jiff::civil::{Date, DateTime, Time};

/// Reads "2024-03-20 09:15", "2024/3/20 9:15:30", "2024年3月20日", "2024-03-20T09:15"; a date alone is its midnight.
pub(super) fn parse(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_whitespace() || c == 'T').unwrap_or(text.len());
    let (day, clock) = text.split_at(split);
    let [year, month, day] = numbers(day.trim_end_matches('日'), &['-', '/', '.', '年', '月'])?;
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    let clock = clock.trim_start_matches('T').trim();
    if clock.is_empty() {
        return Some(date.to_datetime(Time::midnight()));
    }
    let colons = &[':', '：'];
    let [hour, minute, second] = match numbers::<2>(clock, colons) {
        Some([hour, minute]) => [hour, minute, 0],
        None => numbers::<3>(clock, colons)?,
    };
    let time = Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()?;
    Some(date.to_datetime(time))
}

/// Exactly `N` numbers between separators.
fn numbers<const N: usize>(text: &str, separators: &[char]) -> Option<[i16; N]> {
    let parts: Option<Vec<i16>> =
        text.split(separators).map(|n| n.bytes().all(|b| b.is_ascii_digit()).then(|| n.parse().ok())?).collect();
    parts?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_is_read_however_it_is_written() {
        let at = date(2024, 3, 20).at(9, 15, 0, 0);
        for text in
            ["2024-03-20 09:15", "2024/3/20 9:15", "2024.3.20 9:15:00", "2024-03-20T09:15:00", "2024年3月20日 9：15"]
        {
            assert_eq!(parse(text), Some(at), "{text}");
        }
        assert_eq!(parse("2024-03-20"), Some(date(2024, 3, 20).at(0, 0, 0, 0)));
        for text in ["", "昨天", "2024-02-30", "2024-03", "2024-03-20 25:00", "+2024-3-2", "45371"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
