//! How labels and names are compared: by what they say, not by how they are typed.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

/// A key for comparing two texts: full width folded to half width, every blank and line break removed, lower case.
///
/// A match key only; the text itself is always kept as it was written.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\x7f' if c.is_ascii_whitespace() || c.is_ascii_control() => {}
            '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
            '\u{3000}' => {}
            '\u{ff01}'..='\u{ff5e}' => folded.push(half_width(c).to_ascii_lowercase()),
            c if is_its_own_fold(c) => folded.push(c),
            _ => return fold_by_normal_form(text),
        }
    }
    folded
}

/// The same for every character there is.
fn fold_by_normal_form(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Common ideographs and signs that no normal form and no case changes: most labels hold little else.
#[must_use]
pub const fn is_its_own_fold(c: char) -> bool {
    matches!(
        c,
        '\u{4e00}'
            ..='\u{9fff}'
                | '、'
                | '。'
                | '《'
                | '》'
                | '【'
                | '】'
                | '“'
                | '”'
                | '—'
                | '·'
                | '×'
                | '≤'
                | '≥'
                | '□'
                | '√'
    )
}

/// The ASCII character that a full width one stands for.
fn half_width(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Whether two names of bodies or projects are the same when blanks, width and case do not count.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// Longer texts are answers, not labels.
pub const LONGEST_LABEL: usize = 60;

/// A label of a form, taken apart: "其中：产出指标（50分）：" is the key 产出指标 with the weight 50.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// What the label says, for comparing: no blanks, numbering, 其中, brackets or trailing colon.
    pub key: String,
    /// The same with its brackets.
    pub full: String,
    /// A weight in points from a bracket: "(50分)", "(20分*执行率)".
    pub weight: Option<Decimal>,
    /// What other brackets say: "(万元)", "(A)", "(盖章)".
    pub brackets: Vec<String>,
}

impl Label {
    /// Takes a label apart.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_folded(&fold(text))
    }

    /// What stands before the first colon of a folded text; nothing if that is too long to be a label.
    #[must_use]
    pub fn before_colon(folded: &str) -> Option<Self> {
        let (head, _) = parted(folded)?;
        (head.chars().count() <= LONGEST_LABEL).then(|| Self::of_folded(head))
    }

    /// Takes a label apart that is folded already.
    #[must_use]
    pub fn of_folded(folded: &str) -> Self {
        let full = without_numbering(trim_colon(folded)).to_owned();
        let mut key = full.as_str();
        let mut label = Self::default();
        while let Some((head, inside)) = last_bracket(key) {
            if head.is_empty() {
                break;
            }
            match weight_of(inside) {
                Some(weight) => label.weight = label.weight.or(Some(weight)),
                None => label.brackets.push(inside.to_owned()),
            }
            key = trim_colon(head);
        }
        label.brackets.reverse();
        label.key = key.to_owned();
        label.full = full;
        label
    }
}

/// Label and value of one text: what stands before and behind its first colon. "其中：" is no label of its own.
#[must_use]
pub fn parted(text: &str) -> Option<(&str, &str)> {
    let lead = ["其中：", "其中:"].iter().find(|lead| text.trim_start().starts_with(**lead));
    let skip = lead.map_or(0, |lead| text.len() - text.trim_start().len() + lead.len());
    let colon = skip + text[skip..].find([':', '：'])?;
    let behind = text[colon..].chars().next()?.len_utf8();
    Some((&text[skip..colon], &text[colon + behind..]))
}

fn trim_colon(text: &str) -> &str {
    text.trim_end_matches([':', ';', '\u{fe55}'])
}

/// Removes what numbers or marks a label: "其中:", "1、", "一、", "(一)", "①", "★".
fn without_numbering(text: &str) -> &str {
    let mut rest = text;
    loop {
        let before = rest;
        rest = rest.trim_start_matches(['★', '☆', '*', '●', '■', '▲', '※', '—', '-', ':']);
        if let Some(tail) = rest.strip_prefix("其中") {
            rest = tail.trim_start_matches([':', ',', '、']);
        }
        rest = strip_number(rest);
        if rest == before || rest.is_empty() {
            return if rest.is_empty() { before } else { rest };
        }
    }
}

fn strip_number(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bracketed = text.strip_prefix('(');
    let body = bracketed.unwrap_or(text);
    let after = body.trim_start_matches(is_number);
    if after.len() == body.len() || body.len() - after.len() > 6 {
        return text;
    }
    let tail = if bracketed.is_some() { after.strip_prefix(')') } else { after.strip_prefix(['、', '.', ')']) };
    match tail {
        Some(tail) if !tail.starts_with(|c: char| c.is_ascii_digit()) => tail,
        _ => text,
    }
}

/// Splits off the last bracket, also one that was never closed.
fn last_bracket(text: &str) -> Option<(&str, &str)> {
    if let Some(body) = text.strip_suffix(')') {
        let mut depth = 1;
        for (at, c) in body.char_indices().rev() {
            match c {
                ')' => depth += 1,
                '(' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some((&body[..at], &body[at + 1..]));
            }
        }
        return None;
    }
    let open = text.rfind('(')?;
    (!text[open..].contains(')')).then(|| (&text[..open], &text[open + 1..]))
}

fn weight_of(inside: &str) -> Option<Decimal> {
    let (number, rest) = inside.split_once('分')?;
    if !(rest.is_empty() || rest.starts_with(['*', '×', 'x'])) {
        return None;
    }
    number.trim_start_matches("共").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_of_folding_changes_nothing() {
        let own = ('\u{1}'..='\u{ffff}').filter(|c| is_its_own_fold(*c));
        for c in ('\0'..='\x7f').chain('\u{ff00}'..='\u{ff5f}').chain(['\u{3000}']).chain(own) {
            let text = format!("项{c}目{c}");
            assert_eq!(fold(&text), fold_by_normal_form(&text), "{c:?}");
        }
    }

    #[test]
    fn labels_are_the_same_however_they_are_typed() {
        for written in [
            "项目名称",
            "项 目 名 称",
            "项目\n名称：",
            "１、项目名称",
            "（一）项目名称:",
            "项目名称（盖章）",
            "★项目名称",
            "项目　名称",
        ] {
            assert_eq!(Label::of(written).key, "项目名称", "{written}");
        }
        assert_eq!(Label::of("其中：本年财政拨款").key, "本年财政拨款");
        assert_eq!(Label::of("财政供养人员情况（人").key, "财政供养人员情况");
        assert_eq!(Label::of("2022年决算数").key, "2022年决算数");
    }

    #[test]
    fn a_bracket_gives_weight_and_unit() {
        let label = Label::of("预算执行情况（万元）（20分）");
        assert_eq!((label.key.as_str(), label.weight), ("预算执行情况", Some(Decimal::from(20))));
        assert_eq!(label.brackets, ["万元"]);
        assert_eq!(Label::of("得分(20分*执行率)").weight, Some(Decimal::from(20)));
        assert_eq!(Label::of("预算数(A)").key, "预算数");
    }
}
