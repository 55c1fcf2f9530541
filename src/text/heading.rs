//! Headings in running text: a number, a title and a full stop, wherever in a paragraph the heading begins.
//!
//! Reports number their headings in every way ((一), （一）, 1., 一、) and often go on in the same paragraph, so a heading is
//! told by its title; its number only says where one may begin.

use super::label::fold;

/// What may stand between a heading and the text behind it.
const ENDS: [char; 7] = ['。', '：', ':', '；', ';', '.', '．'];
/// Behind these a numbered heading may begin.
const SENTENCE_ENDS: [char; 6] = ['。', '；', ';', '！', '？', '”'];
/// What leads to the page in a table of contents.
const LEADERS: &str = "….·- \t";
/// A title has no more characters than this.
const LONGEST_TITLE: usize = 60;
/// A number of a heading has no more characters than this: "第十一部分".
const LONGEST_NUMBER: usize = 6;

/// Where a heading may begin in a text: in bytes, and whether that is the beginning of a line.
///
/// Inside a line only a numbered heading can be told from a sentence.
pub fn starts(text: &str) -> impl Iterator<Item = (usize, bool)> {
    let mut before = Some('\n');
    let mut in_line = false;
    text.char_indices().filter_map(move |(at, c)| {
        if c.is_whitespace() && c != '\n' {
            return None; // blanks belong to what is before them
        }
        let begins_line = before == Some('\n') || !in_line;
        let begins = begins_line || before.is_some_and(|c| SENTENCE_ENDS.contains(&c));
        before = Some(c);
        in_line = c != '\n';
        (begins && c != '\n').then_some((at, begins_line))
    })
}

/// The length of the number at the start of a text, with the blanks behind it: "（一）", "1．", "一、", "第二部分 ".
#[must_use]
pub fn number(text: &str) -> Option<usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_NUMBER);
    let end = ends.filter(|end| is_number(&text[..*end])).last()?;
    let rest = &text[end..];
    // "1.5" is an amount and no heading.
    let goes_on = rest.starts_with(|c: char| c.is_numeric()) && text[..end].ends_with(['.', '．']);
    (!goes_on).then(|| text.len() - rest.trim_start().len())
}

/// Whether a text begins with the number of a line of a list: as a heading is numbered, or "①".
#[must_use]
pub fn numbers_a_line(text: &str) -> bool {
    let text = text.trim_start();
    number(text).is_some() || text.starts_with(|c| ('①'..='⑳').contains(&c))
}

/// Whether a text is nothing but the number of a heading.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| {
        !text.is_empty()
            && text.chars().count() <= 3
            && text.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    };
    let folded = fold(text);
    if let Some(inside) = folded.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return digits(inside);
    }
    if let Some(inside) = folded.strip_prefix('第') {
        return ["部分", "章", "节"].iter().any(|kind| inside.strip_suffix(kind).is_some_and(digits));
    }
    let marked = folded.strip_suffix(['、', '.', ')']).is_some_and(digits);
    marked || (text.ends_with(char::is_whitespace) && digits(&folded))
}

/// Where a title at the start of a text may end, and where the text behind it begins, in bytes: at a full stop, a colon, a blank, the
/// end of the line.
///
/// A title that goes on is another title, and one with nothing but a page behind it is a line of a table of contents.
pub fn ends(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let line = text.split('\n').next().unwrap_or_default();
    let within = line.char_indices().take(LONGEST_TITLE);
    let parted = within.filter(|(_, c)| c.is_whitespace() || ENDS.contains(c)).map(|(at, _)| at);
    let whole = (line.chars().count() <= LONGEST_TITLE).then_some(line.len());
    parted.chain(whole).filter_map(|end| {
        let behind = line[end..].trim_start_matches(|c: char| c.is_whitespace() || ENDS.contains(&c));
        let is_page = !behind.is_empty() && behind.chars().all(|c| c.is_ascii_digit() || LEADERS.contains(c));
        (!is_page).then(|| (end, line.len() - behind.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_in_every_dress() {
        for (text, length) in [
            ("（一）部门职能", "（一）"),
            ("(1)部门职能", "(1)"),
            ("一、部门职能", "一、"),
            ("1．部门职能", "1．"),
            ("12. 部门职能", "12. "),
            ("第二部分 部门职能", "第二部分 "),
            ("三 部门职能", "三 "),
            ("（十一） 部门职能", "（十一） "),
        ] {
            assert_eq!(number(text), Some(length.len()), "{text}");
        }
        for text in ["部门职能", "1.5万元", "一件事", "2021年", "（公章）", "三公经费", "", "第一时间"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_title_ends_with_a_stop_a_blank_or_the_line() {
        let parts = |text: &str| -> Vec<(String, String)> {
            ends(text).map(|(end, behind)| (text[..end].to_owned(), text[behind..].to_owned())).collect()
        };
        let part = |title: &str, behind: &str| (title.to_owned(), behind.to_owned());
        assert_eq!(parts("自评结论。总体"), [part("自评结论", "总体"), part("自评结论。总体", "")]);
        assert_eq!(parts("自评结论： 总体")[0], part("自评结论", "总体"));
        assert_eq!(parts("自评结论\n总体"), [part("自评结论", "\n总体")]);
        assert_eq!(parts("自评结论\t3"), [part("自评结论\t3", "")]);
    }

    #[test]
    fn a_heading_may_begin_behind_a_full_stop() {
        let text = "分流工作。（三）目标。分析\n 四、问题";
        let found: Vec<(&str, bool)> = starts(text).map(|(at, line)| (&text[at..at + 3], line)).collect();
        assert_eq!(found, [("分", true), ("（", false), ("分", false), ("四", true)]);
    }
}
