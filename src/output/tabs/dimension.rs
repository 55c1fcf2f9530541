//! What checks are about: the dimensions of a review.

use crate::model::Code;
use crate::text::Text;

/// The dimensions by the letter of the codes of their checks; rules that forms state are the last.
pub const DIMENSIONS: [(u8, Text); 10] = [
    (b'F', Text::new("文件与表样", "files and forms")),
    (b'C', Text::new("封面", "cover")),
    (b'T', Text::new("文字", "texts")),
    (b'M', Text::new("资金", "money")),
    (b'Q', Text::new("分值", "weights")),
    (b'V', Text::new("指标值", "values")),
    (b'S', Text::new("得分", "scores")),
    (b'R', Text::new("原因说明", "reasons")),
    (b'X', Text::new("统计异常", "anomalies")),
    (0, Text::new("表样自定规则", "rules of forms")),
];

/// The position of a check's dimension. Codes of the program are a letter and two digits, those of forms never are.
pub fn of(code: Code) -> usize {
    let letter = match code.0.as_bytes() {
        [letter, b'0'..=b'9', b'0'..=b'9'] => *letter,
        _ => 0,
    };
    DIMENSIONS.iter().position(|(known, _)| *known == letter).unwrap_or(DIMENSIONS.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_a_form_is_no_check_of_the_program_whatever_it_begins_with() {
        let name = |code| DIMENSIONS[of(Code(code))].1.zh;
        assert_eq!(
            ["M01", "FUND-1", "专-01", "M-001"].map(name),
            ["资金", "表样自定规则", "表样自定规则", "表样自定规则"]
        );
    }
}
