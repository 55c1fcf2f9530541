//! The nearest of some known names to one that is not among them: a hint for a person, never an answer.

use strsim::levenshtein;

use super::label::fold;

/// No name is longer, in characters; a whole paragraph in the place of a name is nobody's.
const LONGEST: usize = 64;

/// A shorter word is too common to be found inside a longer one, or to be taken for another.
const SHORTEST: usize = 3;

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
    /// Takes names in, folded as [`fold`] does.
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

/// The known word that a folded word resembles most: one holds the other, or at most two of five characters differ.
///
/// Each known word comes with whatever it stands for; patterns with `{...}` resemble nothing.
pub fn resembling<'a, T>(word: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Option<(&'a str, T)> {
    let length = word.chars().count();
    let near = known.into_iter().filter(|(name, _)| !name.contains('{')).filter_map(|(name, value)| {
        let folded = fold(name);
        let other = folded.chars().count();
        let (longer, shorter) = (length.max(other), length.min(other));
        let held = shorter >= SHORTEST && (folded.contains(word) || word.contains(folded.as_str()));
        let edits = if held { longer - shorter } else { levenshtein(word, &folded) };
        let resembles = held || (longer >= SHORTEST && edits * 5 <= longer * 2);
        resembles.then_some((edits * 100 / longer.max(1), name, value))
    });
    near.min_by_key(|(distance, ..)| *distance).map(|(_, name, value)| (name, value))
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

    #[test]
    fn a_word_resembles_the_one_it_holds_or_nearly_is() {
        let known = || [("全年执行数", 1), ("全年预算数", 2), ("得分", 3), ("{n}年", 4)];
        assert_eq!(resembling("全年预算数额", known()), Some(("全年预算数", 2)));
        assert_eq!(resembling("全年实际执行数", known()), Some(("全年执行数", 1)));
        assert_eq!(resembling("评分", known()), None);
        assert_eq!(resembling("备注", known()), None);
    }
}
