//! Whether the values below a header agree with a meaning that was guessed for it.

use super::headers::HeadCell;
use super::sample::Page;
use crate::model::{CellRef, Raw};
use crate::schema::Role;
use crate::text::fold;

/// Signs between a name and its target, folded.
const SIGNS: [char; 7] = ['≥', '≤', '=', '<', '>', '≧', '≦'];
/// Words that stand in a column of signs.
const SIGN_WORDS: [&str; 3] = ["定性", "正向", "反向"];
/// Units are shorter, in characters.
const LONGEST_UNIT: usize = 8;
/// A weight is at most the whole.
const MOST_POINTS: i64 = 100;
/// Fewer numbers in a row are chance.
const FEWEST_NUMBERS: usize = 3;

/// Whether a column may mean this by what stands below its header. Where nothing stands it may, but for signs: their column is
/// known by its header or by its signs.
pub fn agrees(page: &Page<'_>, head: &HeadCell, below: u32, role: Role) -> bool {
    let values = values(page, head, below);
    let points = |raw: &Raw| match raw {
        Raw::Number { value, .. } => !value.is_sign_negative() && *value <= MOST_POINTS.into(),
        raw => raw.to_string().contains(|c: char| c.is_ascii_digit()) || fold(&raw.to_string()).chars().count() <= 2,
    };
    let unit = |raw: &Raw| {
        matches!(raw, Raw::Text(_))
            && raw.to_string().chars().count() <= LONGEST_UNIT
            && !raw.to_string().contains(SIGNS)
    };
    match role {
        Role::Sign => values.iter().any(|raw| is_sign(raw)),
        Role::Unit => values.iter().all(|raw| unit(raw)),
        Role::Weight | Role::Score => values.iter().all(|raw| points(raw)),
        _ => true,
    }
}

/// Whether only running numbers stand below a header: 1, 2, 3, from 1 again wherever it pleases.
pub fn runs(page: &Page<'_>, head: &HeadCell, below: u32) -> bool {
    let whole = |raw: &&Raw| match raw {
        Raw::Number { value, .. } if value.is_integer() => i64::try_from(value.normalize()).ok(),
        _ => None,
    };
    let numbers: Option<Vec<i64>> = values(page, head, below).iter().map(whole).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= FEWEST_NUMBERS
            && numbers[0] == 1
            && numbers.windows(2).all(|pair| pair[1] == 1 || pair[1] == pair[0] + 1)
    })
}

fn is_sign(raw: &Raw) -> bool {
    let folded = fold(&raw.to_string());
    SIGN_WORDS.contains(&folded.as_str()) || (!folded.is_empty() && folded.chars().all(|c| SIGNS.contains(&c)))
}

/// What stands below a header, down to the first row in which a wider cell reaches over the column or nothing stands at all.
fn values<'a>(page: &Page<'a>, head: &HeadCell, below: u32) -> Vec<&'a Raw> {
    let inside = |row: &u32| {
        let area = page.sheet().area(CellRef::new(*row, head.cols.0));
        !page.is_blank(*row) && area.first.col() >= head.cols.0 && area.last.col() <= head.cols.1
    };
    let rows = (below..page.rows.end).take_while(inside);
    rows.map(|row| page.sheet().raw(CellRef::new(row, head.cols.0))).filter(|raw| !raw.is_blank()).collect()
}
