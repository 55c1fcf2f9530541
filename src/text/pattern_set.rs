//! Many patterns searched for at once: the search takes as long as the text, however many patterns there are.

use super::pattern::Pattern;

/// Patterns, found by the first character of their first plain part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// First character and number of every pattern with a plain part, sorted.
    by_character: Vec<(char, usize)>,
    /// Patterns of captures alone, which may stand anywhere.
    without_literal: Vec<usize>,
}

impl PatternSet {
    /// A set of patterns; each keeps its place in the list as its number.
    #[must_use]
    pub fn new(patterns: Vec<Pattern>) -> Self {
        let mut set = Self { patterns, ..Self::default() };
        for (number, pattern) in set.patterns.iter().enumerate() {
            match pattern.first_literal().and_then(|literal| literal.chars().next()) {
                Some(first) => set.by_character.push((first, number)),
                None => set.without_literal.push(number),
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
        let by_literal = folded.char_indices().flat_map(move |(at, c)| {
            let stands_here = move |number: &usize| {
                self.patterns[*number].first_literal().is_some_and(|literal| folded[at..].starts_with(literal))
            };
            self.beginning_with(c).filter(stands_here)
        });
        let candidates = by_literal.chain(self.without_literal.iter().copied());
        candidates.filter(move |number| self.patterns[*number].find(folded).is_some())
    }

    fn beginning_with(&self, c: char) -> impl Iterator<Item = usize> {
        let start = self.by_character.partition_point(|(first, _)| *first < c);
        self.by_character[start..].iter().take_while(move |(first, _)| *first == c).map(|(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
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
            let mut found: Vec<usize> = set.found_in(&folded).collect();
            found.sort_unstable();
            found.dedup();
            let each = (0..written.len()).filter(|number| set.patterns()[*number].find(&folded).is_some());
            assert_eq!(found, each.collect::<Vec<_>>(), "{text}");
        }
    }
}
