//! Text of a cell without what nobody can see: control characters fool comparisons and break the workbook we write.

use std::borrow::Cow;

/// Strips control characters and noncharacters; a line break is `\n` alone, a tab stays.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unwanted) {
        return Cow::Borrowed(text);
    }
    // A lone carriage return separates lines too.
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().filter(|c| !is_unwanted(*c)).collect())
}

fn is_unwanted(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_line_breaks_stay() {
        assert_eq!(clean("项目\u{8}名\u{0}称\u{ffff}"), "项目名称");
        assert_eq!(clean("一\r\n二\r三\n四\t五"), "一\n二\n三\n四\t五");
        assert!(matches!(clean("唐溪镇"), Cow::Borrowed(_)));
    }
}
