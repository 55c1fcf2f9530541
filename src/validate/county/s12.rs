//! S12: the score that a text names is not that of the form.

use rust_decimal::Decimal;

use super::scene::{Account, Scene, Sent};
use crate::model::number::{half_unit, plain};
use crate::model::{Code, Interval, Page, Place, Severity};
use crate::schema::Words;
use crate::text::pattern::year_of;
use crate::text::{Message, Text, fold};
use crate::validate::rule::Tally;
use crate::validate::subject::shortened;

pub static PAGE: Page = Page {
    code: Code("S12"),
    title: Text::new("报告分与表分不一致", "Score of the report is not that of the form"),
    severity: Severity::E,
    what: Text::new(
        "文字里写明的自评总分（“自评总分 96.5 分”，词表见 words.toml 的 total_scores）既不是表上的合计，也不是各行得分之和。表上自带的评价结论与本表比，自评报告与同一单位部门整体评分表比。按文字里写的小数位比较。写的是某一部分、别的年度、平均分的（part_scores）不算；一段文字写了几个不同的总分，或者没有可比的评分表的，不下结论。",
        "A text names a total score (自评总分96.5分; the words are `total_scores` in words.toml) that is neither the printed total nor the sum of the rows. A conclusion on the form is held against that form, a written report against the score table of the same department, within the decimals of the text. Scores of a part, of another year or on average (`part_scores`) do not count; of several totals in one text, or without a score table to compare with, nothing is concluded.",
    ),
    why: Text::new(
        "财政复核要求报告与底稿一致（成都市郫都区 2025 年度复核口径）。",
        "Reviewers demand that the report agrees with the working papers (standard of Pidu district, Chengdu, 2025).",
    ),
    wrong: Text::new(
        "表上合计 96.5，报告写“自评得分为98分”。",
        "The form adds up to 96.5, the report says 自评得分为98分.",
    ),
    correct: Text::new(
        "以评分表为准改正文字；表错的，先改表。",
        "Correct the text by the form; if the form is wrong, correct that first.",
    ),
    example: &[],
    fires_at: "",
};

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    for sent in scene.in_force() {
        let Some(tally) = account.of(&sent) else { continue };
        for paragraphs in sent.texts() {
            for (place, text) in paragraphs {
                judge(&sent, place, text, scene, tally);
            }
        }
    }
}

fn judge(sent: &Sent<'_>, place: &Place, text: &str, scene: &Scene<'_>, tally: &mut Tally<'_>) {
    let mut named = named(text, &sent.form.words, sent.submission().year());
    named.dedup_by_key(|score| score.value);
    let [score] = named.as_slice() else {
        if !named.is_empty() {
            tally.not_evaluated(Text::new("文字里有几个不同的总分", "the text names several totals"));
        }
        return;
    };
    let claims = claims(sent, scene);
    let Some((form, total)) = claims.first() else {
        return tally.not_evaluated(Text::new("没有可比的评分表", "there is no score table to compare with"));
    };
    let written = Interval::around(score.value, half_unit(score.value.scale()));
    if claims.iter().any(|(_, total)| written.meets(Interval::exact(*total))) {
        return tally.pass();
    }
    if score.may_be_the_most && score.value == Decimal::from(form.form.limits.total_weight) {
        return tally.not_evaluated(Text::new(
            "写的可能是满分，不是得分",
            "the text may speak of the points to be had, not of the score",
        ));
    }
    let message = Message::new(Text::new(
        "文字里写“{quote}”，{file} 工作表“{sheet}”的自评合计是 {total}",
        "the text says `{quote}`, but the total on sheet `{sheet}` of {file} is {total}",
    ))
    .with("quote", shortened(&score.quote))
    .with("file", &*form.file.source.name)
    .with("sheet", &*form.submission().sheet)
    .with("total", plain(*total));
    let advice = Text::new(
        "请以评分表为准改正文字；表上合计有误的，先改表",
        "correct the text by the form; if its total is wrong, correct that first",
    );
    let totals = form.submission().indicators.iter().filter_map(|table| table.total.as_ref());
    let related = totals.map(|total| total.score.place.clone());
    tally.fail(place, message, advice).related.extend(related);
}

/// The totals that a text may mean, each with its form: those printed and those that the rows add up to, of the form itself if
/// it is scored, else of the forms of the same department as a whole.
fn claims<'a>(sent: &Sent<'a>, scene: &Scene<'a>) -> Vec<(Sent<'a>, Decimal)> {
    let of = |form: Sent<'a>| {
        let printed = form.submission().indicators.iter().filter_map(|table| table.total.as_ref());
        let printed = printed.filter_map(|total| total.score.value().map(|score| score.amount));
        let printed: Vec<Decimal> = printed.chain(form.case.scorecard.self_sum).collect();
        printed.into_iter().map(move |total| (form, total))
    };
    if sent.case.scorecard.is_scored {
        return of(*sent).collect();
    }
    let of_unit = sent.unit().into_iter().flat_map(|unit| scene.of_unit(unit));
    of_unit.filter(|other| other.case.scorecard.is_scored && !other.form.is_of_project()).flat_map(of).collect()
}

/// A total score that a text names.
struct Named {
    value: Decimal,
    /// The clause it stands in.
    quote: String,
    /// Whether 总分 may mean what there is to be had.
    may_be_the_most: bool,
}

/// The total scores that a text names for its own year.
fn named(text: &str, words: &Words, year: Option<i16>) -> Vec<Named> {
    if !text.contains('分') {
        return Vec::new();
    }
    let folded = fold(text);
    if words.total_scores.found_in(&folded).is_none() {
        return Vec::new();
    }
    let clauses = folded.split(['。', ';', ',', '!', '?', '、']);
    clauses.filter_map(|clause| in_clause(clause, words, year)).collect()
}

/// The score of one folded clause: name, perhaps 为 or a colon, number, 分.
fn in_clause(clause: &str, words: &Words, year: Option<i16>) -> Option<Named> {
    let names = words.total_scores.names().map(fold);
    let found = names.filter_map(|name| Some((clause.find(&name)?, name)));
    let (at, name) = found.max_by_key(|(_, name)| name.len())?;
    let before = &clause[..at];
    let is_other_year = year.is_some_and(|year| years(before).any(|stated| stated != year));
    if words.part_scores.found_in(before).is_some() || is_other_year {
        return None;
    }
    let mut rest = &clause[at + name.len()..];
    while let Some(behind) =
        rest.strip_prefix(':').or_else(|| words.figures.links.iter().find_map(|link| rest.strip_prefix(link.as_str())))
    {
        rest = behind;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let value: Decimal = rest[..end].parse().ok()?;
    let unit = rest[end..].strip_prefix('分')?;
    let is_share = unit.starts_with(['值', '之', '钟']);
    (!is_share).then(|| Named { value, quote: clause.to_owned(), may_be_the_most: name.ends_with("总分") })
}

/// The years that a folded text names: 2022年.
fn years(text: &str) -> impl Iterator<Item = i16> {
    text.match_indices('年').filter_map(|(at, _)| year_of(text[..at].get(at.checked_sub(4)?..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Library;

    fn scores(text: &str) -> Vec<String> {
        let library = Library::delivered().expect("sound schemas");
        let words = &library.forms[0].words;
        named(text, words, Some(2023)).iter().map(|score| score.value.to_string()).collect()
    }

    #[test]
    fn a_total_is_told_from_the_score_of_a_part_or_of_another_year() {
        for (text, wanted) in [
            ("自评总分96.5分。路面平整", &["96.5"][..]),
            ("经自评，本部门整体支出绩效自评得分为 ９８ 分，等级为优。", &["98"]),
            ("综合评分：95.25分", &["95.25"]),
            ("2023年自评得分95分，2022年自评得分93分", &["95"]),
            ("上年自评得分93分", &[]),
            ("其中产出指标自评得分49分", &[]),
            ("自评总分值100分", &[]),
            ("按百分制自评，等级为优", &[]),
            ("自评得分95分，综合得分96分", &["95", "96"]),
        ] {
            assert_eq!(scores(text), wanted, "{text}");
        }
    }
}
