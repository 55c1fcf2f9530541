//! Figures in running text: a number with its measure word.
//!
//! A number is a figure only with a measure word or a percent sign. So years, dates, clock times, telephone and document
//! numbers and the numbers of headings and lists are none, without a list of exceptions.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::grid::Grid;
use super::noun::noun;
use super::number::leading;
use super::quantity::{ABOUT, ABOUT_BEHIND};
use super::running::Running;
use super::unit;
use crate::locate::Layout;
use crate::model::{Field, FieldValue, Figure, Place, Quantity, Section, Unit};
use crate::schema::{FieldType, FigureWords};

/// Between the ends of a range: "3-5个", "3至5个".
const TO: [char; 8] = ['-', '~', '～', '—', '–', '－', '至', '到'];
/// Multiples before a measure word: 3.2万人.
const MULTIPLES: [&str; 3] = ["", "万", "亿"];

/// The figures of every answered section, then of every written field.
pub fn figures(layout: &Layout<'_>, sections: &[Section], fields: &[Field], grid: &Grid<'_>) -> Vec<Figure> {
    let words = &grid.dictionary().figures;
    let mut found = Vec::new();
    for section in sections.iter().filter(|section| section.instruction.is_none()) {
        let is_printed = layout.form.section(&section.id).is_some_and(|spec| spec.printed);
        for entry in section.body.iter().filter(|_| !is_printed) {
            if let Some(text) = entry.value() {
                read(text, &section.id, &entry.place, words, &mut found);
            }
        }
    }
    for field in fields {
        let is_text = layout.form.field(&field.id).is_some_and(|spec| spec.kind == FieldType::Text);
        if let (true, Some(FieldValue::Text(text))) = (is_text, field.entry.value()) {
            read(text, &field.id, &field.entry.place, words, &mut found);
        }
    }
    found
}

/// The figures of one text.
fn read(text: &str, part: &Arc<str>, place: &Place, words: &FigureWords, found: &mut Vec<Figure>) {
    let text = Running::of(text);
    let (mut at, mut done) = (0, 0);
    while at < text.len() {
        if !text.get(at).is_some_and(|c| c.is_ascii_digit()) {
            at += 1;
            continue;
        }
        let Some(number) = Number::at(&text, at, words) else {
            at = text.number_end(at).max(at + 1);
            continue;
        };
        let (start, end) = text.clause(at, number.end);
        found.push(Figure {
            part: part.clone(),
            place: place.clone(),
            noun: noun(&text, done.max(start)..number.start, number.end, number.is_rate(), words),
            quote: text.original(start, end.min(text.len())).to_owned(),
            quantity: number.quantity,
            to: number.to,
        });
        at = number.end;
        done = number.end;
    }
}

/// A number with its measure word.
struct Number {
    quantity: Quantity,
    to: Option<Decimal>,
    /// The position of its first character, the sign included.
    start: usize,
    /// The position behind it.
    end: usize,
}

impl Number {
    /// The figure whose number begins at a position; nothing if it is none.
    fn at(text: &Running<'_>, start: usize, words: &FigureWords) -> Option<Self> {
        let (sign, before) = match text.before(start) {
            Some('-' | '−') => (-Decimal::ONE, start - 1),
            _ => (Decimal::ONE, start),
        };
        // A code, an ordinal, or the tail of a number that was not understood.
        let is_part = |c: char| c.is_ascii_alphanumeric() || c.is_numeric() || matches!(c, '.' | '第' | '〔');
        let parted = text.before(before) == Some('，') && text.before(before - 1).is_some_and(|c| c.is_ascii_digit());
        if parted || text.before(before).is_some_and(is_part) {
            return None;
        }
        let (amount, decimals, mut end) = whole(text, start)?;
        let mut to = None;
        let mut measure = behind(text, end, words);
        if measure.is_none() {
            let (upper, upper_end) = range_end(text, end, amount)?;
            (to, end) = (Some(upper), upper_end);
            measure = behind(text, end, words);
        }
        let Measure { unit, more, end: measured } = measure?;
        end = measured;
        if let Some((upper, upper_end)) = range_end(text, end, amount).filter(|_| to.is_none())
            && let Some(again) = behind(text, upper_end, words).filter(|again| again.unit == unit)
        {
            (to, end) = (Some(upper), again.end);
        }
        let before_it = ABOUT.iter().any(|word| text.ends_with(0, before, word));
        let approximate = more || before_it || ABOUT_BEHIND.iter().any(|word| text.has(end, word));
        let quantity = Quantity { amount: sign * amount, unit: Some(unit), decimals, approximate };
        Some(Self { quantity, to, start: before, end })
    }

    /// Whether it says how much of something: the noun is the name of the rate.
    fn is_rate(&self) -> bool {
        self.quantity.unit == Some(Unit::Percent)
    }
}

/// A number, its decimals, and the position behind it.
fn whole(text: &Running<'_>, start: usize) -> Option<(Decimal, u32, usize)> {
    let end = text.number_end(start);
    let written = text.text(start, end);
    let (amount, decimals, rest) = leading(&written)?;
    rest.is_empty().then_some((amount, decimals, end))
}

/// The upper end of a range that goes on at a position, and the position behind it.
fn range_end(text: &Running<'_>, at: usize, from: Decimal) -> Option<(Decimal, usize)> {
    text.get(at).filter(|c| TO.contains(c))?;
    let (upper, _, end) = whole(text, at + 1)?;
    (upper > from).then_some((upper, end))
}

/// The measure word behind a number.
struct Measure {
    unit: Unit,
    /// Whether the number is called a lower bound: 100余项.
    more: bool,
    end: usize,
}

fn behind(text: &Running<'_>, at: usize, words: &FigureWords) -> Option<Measure> {
    let more = matches!(text.get(at), Some('余' | '多'));
    let at = at + usize::from(more);
    if text.get(at) == Some('%') {
        return Some(Measure { unit: Unit::Percent, more, end: at + 1 });
    }
    let multiples = MULTIPLES.into_iter().filter(|multiple| text.has(at, multiple));
    let every = multiples.flat_map(|multiple| {
        let behind = at + multiple.chars().count();
        words.measures.iter().filter(move |word| text.has(behind, word)).map(move |word| (multiple, word.as_str()))
    });
    let length = |(multiple, word): &(&str, &str)| multiple.chars().count() + word.chars().count();
    let longest = every.max_by_key(length)?;
    let unit = unit::of(&[longest.0, longest.1].concat())??;
    Some(Measure { unit, more, end: at + length(&longest) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::SourceId;
    use crate::schema::Library;

    fn figures(text: &str) -> Vec<Figure> {
        let library = Library::delivered().expect("delivered schemas");
        let words = &library.forms[0].words.figures;
        let mut found = Vec::new();
        read(text, &Arc::from("part"), &Place::File(SourceId(0)), words, &mut found);
        found
    }

    fn shown(text: &str) -> Vec<String> {
        let to = |figure: &Figure| figure.to.map(|to| format!("~{to}")).unwrap_or_default();
        let about = |figure: &Figure| if figure.quantity.approximate { "约" } else { "" };
        let shown = |figure: &Figure| {
            let Quantity { amount, unit, .. } = &figure.quantity;
            let unit = unit.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}{amount}{}{unit} {}", about(figure), to(figure), figure.noun)
        };
        figures(text).iter().map(shown).collect()
    }

    #[test]
    fn years_dates_times_phones_codes_and_list_numbers_are_no_figures() {
        for text in [
            "2021年6月23日经编办同意",
            "2021年以来第3次召开",
            "拨打12345热线或0751-1234567",
            "示财绩〔2022〕12号文件",
            "1.建成大厅；2、开设窗口；（3）公开",
            "每日8:30至17:30开放，24小时自助服务",
            "近14天内，提前5到10分钟",
            "第12个服务点，A4个人表",
            "粤智助2.0版",
            "服务群众1，200人次",
        ] {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_figure_comes_in_every_dress() {
        for (text, wanted) in [
            ("服务群众１，２００人次", "1200人次 服务群众"),
            ("服务群众1,200人次", "1200人次 服务群众"),
            ("建成４个服务点", "4个 服务点"),
            ("新增约3.2万人", "约3.2万人 "),
            ("办理100余项事务", "约100项 事务"),
            ("满意度为98.5％", "98.5% 满意度"),
            ("合格率由90%提高到95%", "90% 合格率"),
            ("每村配备3-5名专员", "3~5名 专员"),
            ("完成率在90%至95%之间", "90~95% 完成率"),
            ("投入资金90万元", "90万元 资金"),
            ("查处违法行为12起", "12起 违法行为"),
            ("收入增长-5.5%", "-5.5% 收入"),
            ("（其中3个村）", "3个 村"),
            ("5个社区、3个村", "5个 社区"),
        ] {
            assert_eq!(shown(text).first().map(String::as_str), Some(wanted), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_text_panics_and_every_figure_stands_in_its_quotation(
            text in "\\PC{0,40}|[0-9０-９,.%个项万元约达的和、，。（）“”第年 \n-]{0,40}"
        ) {
            for figure in figures(&text) {
                prop_assert!(text.contains(&figure.quote), "{text}: {}", figure.quote);
                prop_assert!(figure.quote.chars().any(char::is_numeric), "{text}: {}", figure.quote);
                prop_assert!(text.contains(&figure.noun), "{text}: {}", figure.noun);
            }
        }
    }
}
