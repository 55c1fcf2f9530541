//! The nearest of some known names to one that is not among them: a hint for a person, never an answer.

use strsim::levenshtein;

/// No name is longer, in characters; a whole paragraph in the place of a name is nobody's.
const LONGEST: usize = 64;

/// Known names, ready to be compared with.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Name>,
}

#[derive(Debug, Clone)]
struct Name {
    text: String,
    length: usize,
    mask: u64,
}

impl Names {
    /// Takes names in, folded as [`fold`](super::fold) does.
    pub fn of(folded: impl IntoIterator<Item = String>) -> Self {
        let name = |text: String| Name { mask: mask(&text), length: text.chars().count(), text };
        Self { names: folded.into_iter().map(name).collect() }
    }

    /// The position of the name that needs the fewest edits, if at most half of the longer name must be changed; the first
    /// of equals.
    #[must_use]
    pub fn nearest(&self, folded: &str) -> Option<usize> {
        let wanted = mask(folded);
        let length = folded.chars().count();
        if length > LONGEST {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for (at, name) in self.names.iter().enumerate() {
            let half = name.length.max(length) / 2;
            let limit = best.map_or(half, |(edits, _)| half.min(edits.saturating_sub(1)));
            // Every kind of character that only one side has costs at least one edit.
            let least = (name.mask & !wanted).count_ones().max((wanted & !name.mask).count_ones());
            if least as usize > limit || name.length.abs_diff(length) > limit {
                continue;
            }
            let (name_rest, rest) = differing(&name.text, folded);
            let edits = levenshtein(name_rest, rest);
            if edits <= limit && best.is_none_or(|(least, _)| edits < least) {
                best = Some((edits, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

/// One bit for each kind of character, 64 kinds.
fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | 1 << (u32::from(c) % 64))
}

/// Two names without what they begin and end with in common: names of a county share most of it, and it costs no edits.
fn differing<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let head: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let same = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    (a.get(..a.len() - tail).unwrap_or_default(), b.get(..b.len() - tail).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_differs_in_half_of_its_characters_at_most() {
        let names = Names::of(["执行率", "完成率", "偏差原因分析"].map(str::to_owned));
        for (text, nearest) in [("完成比例", Some(1)), ("偏差原因", Some(2)), ("备注", None), ("执行比率", Some(0))]
        {
            assert_eq!(names.nearest(text), nearest, "{text}");
        }
    }
}
