//! Labels as a schema lists them: the usual name first, then its aliases.

use serde::{Deserialize, Serialize};

use crate::text::pattern::{Captures, fill, is_of_year};
use crate::text::{Label, Pattern, PatternSet, fold, parted};

/// The names of one thing on a form. Blanks, width, numbering, brackets and a trailing colon do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
#[schemars(with = "Vec<String>")]
pub struct LabelSet {
    written: Vec<String>,
    keys: Vec<String>,
    patterns: Vec<Pattern>,
}

impl From<Vec<String>> for LabelSet {
    fn from(written: Vec<String>) -> Self {
        let (patterns, keys): (Vec<&String>, Vec<&String>) = written.iter().partition(|text| text.contains('{'));
        Self {
            patterns: patterns.into_iter().map(|text| Pattern::new(text)).collect(),
            keys: keys.into_iter().map(|text| Label::of(text).key).collect(),
            written,
        }
    }
}

impl From<LabelSet> for Vec<String> {
    fn from(set: LabelSet) -> Self {
        set.written
    }
}

impl LabelSet {
    /// The usual name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.written.first().map_or("", String::as_str)
    }

    /// The usual name as a form of some year prints it: {year} and {year-1} are years, {n} is a number.
    #[must_use]
    pub fn printed(&self, year: i16, number: usize) -> String {
        fill(self.name(), year, number)
    }

    /// Whether no name is listed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether a label is one of these.
    #[must_use]
    pub fn matches(&self, label: &Label) -> bool {
        self.matches_in(label, None)
    }

    /// Whether a label is one of these on a form of some year, where {year} and {year-1} say which year is meant.
    #[must_use]
    pub fn matches_in(&self, label: &Label, year: Option<i16>) -> bool {
        self.keys.iter().any(|key| *key == label.key || *key == label.full)
            || self.patterns.iter().any(|pattern| {
                pattern.matches(&label.key).is_some_and(|found| year.is_none_or(|year| is_of_year(&found, year)))
            })
    }

    /// The names as they are compared, without those that hold a capture.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// The names as the schema writes them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(String::as_str)
    }

    /// Whether some of the names are patterns.
    #[must_use]
    pub const fn has_patterns(&self) -> bool {
        !self.patterns.is_empty()
    }

    /// What stands behind the first colon of a folded text, if the whole of what stands before it is one of these names.
    #[must_use]
    pub fn value_behind<'a>(&self, folded: &'a str) -> Option<&'a str> {
        let label = Label::before_colon(folded)?;
        let (_, value) = parted(folded)?;
        self.matches(&label).then_some(value)
    }
}

/// Texts that a schema recognises by pattern, anywhere in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
#[schemars(with = "Vec<String>")]
pub struct Phrases {
    written: Vec<String>,
    patterns: PatternSet,
}

impl From<Vec<String>> for Phrases {
    fn from(written: Vec<String>) -> Self {
        Self { patterns: PatternSet::new(written.iter().map(|text| Pattern::new(text)).collect()), written }
    }
}

impl From<Phrases> for Vec<String> {
    fn from(phrases: Phrases) -> Self {
        phrases.written
    }
}

impl Phrases {
    /// The first phrase of the list that is found in a folded text.
    #[must_use]
    pub fn found_in(&self, folded: &str) -> Option<&str> {
        self.patterns.found_in(folded).min().map(|at| self.written[at].as_str())
    }

    /// The first phrase of the list that is the whole of a folded text.
    #[must_use]
    pub fn equal_to(&self, folded: &str) -> Option<&str> {
        self.patterns.equal_to(folded).min().map(|at| self.written[at].as_str())
    }

    /// Whether a folded text begins with one of the phrases.
    #[must_use]
    pub fn begins(&self, folded: &str) -> bool {
        self.patterns().iter().any(|pattern| pattern.strip(folded).is_some())
    }

    /// What is left of a folded text when the phrase it begins with is taken away.
    #[must_use]
    pub fn strip<'a>(&self, folded: &'a str) -> Option<&'a str> {
        self.patterns().iter().find_map(|pattern| pattern.strip(folded))
    }

    /// Whether a folded text is a piece of one of the phrases, as they are written.
    #[must_use]
    pub fn hold(&self, folded: &str) -> bool {
        self.written.iter().any(|phrase| fold(phrase).contains(folded))
    }

    /// What the first phrase found in a text captures.
    #[must_use]
    pub fn captures(&self, text: &str) -> Option<Captures> {
        let folded = fold(text);
        self.patterns().iter().find_map(|pattern| pattern.find(&folded))
    }

    /// The first phrase as a form of some year prints it: {year} is the year.
    #[must_use]
    pub fn printed(&self, year: i16) -> String {
        self.written.first().map_or_else(String::new, |text| fill(text, year, 1))
    }

    /// The words of the first phrase, without its captures and the signs beside them: 年度 of "（{year}年度）".
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        let mut rest = self.written.first().map_or("", String::as_str);
        while let Some((before, (_, after))) = rest.split_once('{').and_then(|(b, t)| Some((b, t.split_once('}')?))) {
            words.push_str(before);
            rest = after;
        }
        words.push_str(rest);
        words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }

    /// The phrases as the schema writes them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(String::as_str)
    }

    /// Whether no phrase is listed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// The phrases as patterns, in the order of the list.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        self.patterns.patterns()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_behind_a_label_in_one_cell_is_split_off() {
        let labels = LabelSet::from(vec!["项目负责人".to_owned()]);
        assert_eq!(labels.value_behind(&fold("项目负责人（签字）：张三")), Some("张三"));
        assert_eq!(labels.value_behind(&fold("项目负责人")), None);
        assert!(labels.matches(&Label::of("项目负责人：")));
    }

    #[test]
    fn a_label_is_the_whole_of_what_stands_before_the_colon() {
        let labels = LabelSet::from(["单位", "机", "办人"].map(str::to_owned).to_vec());
        for other in ["计量单位：万元", "结算单位：某公司", "手机：13800000000", "经办人：张三", "本单位意见：同意"]
        {
            assert_eq!(labels.value_behind(&fold(other)), None, "{other}");
        }
        for own in ["单位：甲", "其中：单位：甲", "其中，单位：甲", "（二）单位（盖章）：甲", "1、单 位：甲"]
        {
            assert_eq!(labels.value_behind(&fold(own)), Some("甲"), "{own}");
        }
    }
}
