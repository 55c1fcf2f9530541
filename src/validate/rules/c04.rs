//! C04: a telephone number that cannot be one.

use crate::model::{Code, Edit, FieldValue, Page, Severity};
use crate::schema::FieldType;
use crate::text::{Message, Text, fold};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, shortened};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("C04"),
        title: Text::new("电话格式不对", "Not a telephone number"),
        severity: Severity::I,
        what: Text::new(
            "联系电话既不是 11 位手机号，也不是带区号的座机、7～8 位本地座机或 400/800 号码。分机号、几个号码、号码旁的姓名都可以，有一个号码合格即可。",
            "The telephone number is neither a mobile number of 11 digits, nor a landline with its area code, a local number of 7 or 8 digits, or a 400/800 number. Extensions, several numbers and a name beside them are fine; one good number is enough.",
        ),
        why: Text::new(
            "本工具的约定：表有疑问时要能打得通。",
            "A convention of this tool: somebody must be reached when questions come up.",
        ),
        wrong: Text::new("联系电话写“0751-12345”。", "The number is 0751-12345."),
        correct: Text::new("写完整的号码，如 0751-1234567。", "Write the whole number, such as 0751-1234567."),
        example: &[Edit { cell: "D21", from: "联系电话：0751-1234567", to: "联系电话：0751-12345" }],
        fires_at: "D21",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    for field in &subject.submission.fields {
        let Some(spec) = subject.form.field(&field.id).filter(|spec| spec.kind == FieldType::Phone) else { continue };
        let Some(FieldValue::Text(text)) = field.entry.value() else { continue };
        if numbers(&fold(text)).any(|number| is_number(&number)) {
            tally.pass();
            continue;
        }
        tally.fail(
            &field.entry.place,
            Message::new(Text::new(
                "“{label}”填的“{text}”不是电话号码（手机 11 位，座机 7～8 位、可带区号）",
                "`{label}` says `{text}`, which is no telephone number (mobile 11 digits, landline 7 or 8 with or without area code)",
            ))
            .with("label", spec.name())
            .with("text", shortened(text)),
            Text::new("请填写完整的电话号码", "write the whole number"),
        );
    }
}

/// The digits of every number in a folded text; signs between digits belong to the number.
fn numbers(folded: &str) -> impl Iterator<Item = String> {
    let part = |c: char| !(c.is_ascii_digit() || "-+()—–".contains(c));
    folded.split(part).map(|piece| piece.chars().filter(char::is_ascii_digit).collect())
}

fn is_number(digits: &str) -> bool {
    let bare = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() >= 10));
    let digits = bare.unwrap_or(digits);
    let is_mobile = |digits: &str| {
        digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10") && !digits.starts_with("12")
    };
    // The longest is an area code of four digits, a number of eight and an extension of five.
    let is_landline = digits.starts_with('0') && (10..=17).contains(&digits.len());
    let is_service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    is_mobile(digits) || is_landline || is_service || (matches!(digits.len(), 7 | 8) && !digits.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_what_only_looks_like_one() {
        for good in [
            "0751-1234567",
            "(0751)1234567",
            "13800138000",
            "1234567",
            "李明13800138000",
            "0751-1234567转8",
            "86-0751-1234567",
            "4001234567",
            "12345678/13800138000",
        ] {
            assert!(numbers(good).any(|number| is_number(&number)), "{good}");
        }
        for bad in ["0751-12345", "1380013800", "12345", "见附件", "23800138000"] {
            assert!(!numbers(bad).any(|number| is_number(&number)), "{bad}");
        }
    }
}
