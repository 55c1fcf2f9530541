//! Many patterns searched for at once: the search takes as long as the text, however many patterns there are.

use super::pattern::Pattern;

/// Patterns, found by their first character.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// First character and number of every pattern that begins with plain text, sorted.
    by_character: Vec<(char, usize)>,
    /// Those characters bit by bit, by their last six bits: most characters of a text are none of them.
    characters: u64,
    /// Patterns that begin with a capture, which may stand anywhere.
    by_capture: Vec<usize>,
}

impl PatternSet {
    /// A set of patterns; each keeps its place in the list as its number.
    #[must_use]
    pub fn new(patterns: Vec<Pattern>) -> Self {
        let mut set = Self { patterns, ..Self::default() };
        for (number, pattern) in set.patterns.iter().enumerate() {
            match pattern.first_character() {
                Some(first) => {
                    set.by_character.push((first, number));
                    set.characters |= bit(first);
                }
                None => set.by_capture.push(number),
            }
        }
        set.by_character.sort_unstable();
        set
    }

    /// The patterns, in their order.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// The numbers of the patterns found anywhere in a folded text, in no order and perhaps more than once.
    pub fn found_in<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = usize> + use<'a> {
        let places = folded.char_indices().flat_map(|(at, c)| self.beginning_with(c).map(move |number| (at, number)));
        let begun =
            places.filter(|(at, number)| self.patterns[**number].begins(&folded[*at..])).map(|(_, number)| number);
        let anywhere = self.by_capture.iter().filter(|number| self.patterns[**number].find(folded).is_some());
        begun.chain(anywhere).copied()
    }

    /// The numbers of the patterns that are the whole of a folded text, in no order.
    pub fn equal_to<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = usize> + use<'a> {
        let candidates = folded.chars().take(1).flat_map(|c| self.beginning_with(c)).chain(&self.by_capture);
        candidates.copied().filter(|number| self.patterns[*number].matches(folded).is_some())
    }

    fn beginning_with(&self, c: char) -> impl Iterator<Item = &usize> {
        let known = if self.characters & bit(c) == 0 { &[] } else { self.by_character.as_slice() };
        let start = known.partition_point(|(first, _)| *first < c);
        known[start..].iter().take_while(move |(first, _)| *first == c).map(|(_, number)| number)
    }
}

const fn bit(c: char) -> u64 {
    1 << (c as u32 % u64::BITS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::fold;

    #[test]
    fn a_set_finds_what_each_of_its_patterns_finds() {
        let written = ["自评表", "项目自评表", "{n}字以内", "第{n}号", "{year}", "不超过{n}字", "表", "aab{n}", ""];
        let set = PatternSet::new(written.map(Pattern::new).to_vec());
        for text in [
            "2023年度项目支出绩效自评表",
            "（100字以内）",
            "第3号表",
            "不超过一百字",
            "aaab1",
            "自评",
            "项项目自评表",
            "",
        ] {
            let folded = fold(text);
            let each = |is: &dyn Fn(&Pattern) -> bool| -> BTreeSet<usize> {
                (0..written.len()).filter(|number| is(&set.patterns()[*number])).collect()
            };
            let found: BTreeSet<usize> = set.found_in(&folded).collect();
            assert_eq!(found, each(&|pattern| pattern.find(&folded).is_some()), "{text}");
            let equal: BTreeSet<usize> = set.equal_to(&folded).collect();
            assert_eq!(equal, each(&|pattern| pattern.matches(&folded).is_some()), "{text}");
        }
    }
}
