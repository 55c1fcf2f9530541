//! Q02: the weights of the first level are not those that the form prescribes.

use rust_decimal::Decimal;

use crate::model::number::{plain, sum};
use crate::model::{Code, Edit, Entry, Page, Place, Severity, State};
use crate::schema::{ByDimension, Dimension, Points};
use crate::text::{Message, Text};
use crate::validate::dimension::{self, Group};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("Q02"),
        title: Text::new("一级指标分值不合规定", "Weights of the first level not as prescribed"),
        severity: Severity::W,
        what: Text::new(
            "产出、效益、满意度（有的还有成本）各类指标的分值合计，与表样规定的任何一组（score.level_weights，余地 limit.level_room）都不相符。报告时对照差得最少的一组。表样没有规定的不查；一级指标名称看不出属于哪一类，或有分值不明的，不判断。",
            "What the output, benefit and satisfaction indicators (and cost, on some forms) weigh together is none of the sharings that the schema allows (score.level_weights, room limit.level_room); the nearest is quoted. Not checked where the schema says nothing, not judged where a label of the first level names no dimension or a weight is not known.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）：预算执行 10 分、产出 50 分、效益 30 分、满意度 10 分，特殊情况可以调整；单列成本指标和不设满意度指标的分法是本工具的约定。",
            "财预〔2020〕10号: execution 10, output 50, benefit 30, satisfaction 10; they may be changed in special cases. The sharings with cost indicators and without satisfaction are a convention of this tool.",
        ),
        wrong: Text::new("产出指标合计 60 分，效益 20 分，满意度 10 分。", "Output 60, benefit 20, satisfaction 10."),
        correct: Text::new(
            "按规定重新分配分值；属于特殊情况的说明理由。",
            "Share the points out as prescribed; if this is a special case, state why.",
        ),
        example: &[
            Edit { cell: "B13", from: "产出指标（50分）", to: "产出指标（60分）" },
            Edit { cell: "H13", from: "15", to: "25" },
            Edit { cell: "I13", from: "15", to: "25" },
            Edit { cell: "B17", from: "效益指标（30分）", to: "效益指标（20分）" },
            Edit { cell: "H18", from: "15", to: "5" },
            Edit { cell: "I18", from: "15", to: "5" },
        ],
        fires_at: "B13",
    },
    check,
};

/// What the indicators of one dimension weigh.
struct Weighed<'a> {
    dimension: Dimension,
    /// The label of its first indicator; nothing if there is none.
    label: Option<&'a Entry<String>>,
    weight: Decimal,
    cells: Vec<Place>,
}

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let sharings = &subject.form.scoring.level_weights;
    let groups = dimension::groups(subject);
    let has_weights = groups.iter().flat_map(|group| &group.rows).any(|row| row.indicator.weight.is_asked());
    if sharings.is_empty() || !has_weights {
        return;
    }
    let Some(weighed) = weighed(&groups, tally) else { return };
    let room = subject.form.limits.level_room.0;
    let off = |sharing: &ByDimension<Points>| -> Vec<(usize, Decimal)> {
        let wanted = |dimension| sharing.get(dimension).map_or(Decimal::ZERO, |points| points.0);
        let pairs = weighed.iter().enumerate().map(|(at, own)| (at, wanted(own.dimension)));
        pairs.filter(|(at, wanted)| (weighed[*at].weight - wanted).abs() > room).collect()
    };
    let Some(nearest) = sharings.iter().map(off).min_by_key(Vec::len) else { return };
    if nearest.is_empty() {
        return tally.pass();
    }
    for (at, wanted) in nearest {
        let own = &weighed[at];
        // A dimension without an indicator is told by Q06.
        let Some(label) = own.label else { continue };
        tally
            .fail(
                &label.place,
                Message::new(Text::new(
                    "{name}的分值合计 {weight}，规定 {wanted}",
                    "the {name} weigh {weight} points together, prescribed are {wanted}",
                ))
                .with("name", own.dimension.name())
                .with("weight", plain(own.weight))
                .with("wanted", plain(wanted)),
                Text::new(
                    "请按规定重新分配分值；属于特殊情况的请说明理由",
                    "share the points out as prescribed; if this is a special case, state why",
                ),
            )
            .related
            .extend(own.cells.iter().cloned());
    }
}

/// What each dimension weighs; nothing, and the tally is told, if an indicator belongs nowhere or a weight is not known.
fn weighed<'a>(groups: &[Group<'a>], tally: &mut Tally<'_>) -> Option<Vec<Weighed<'a>>> {
    if let Some(strange) = groups.iter().find(|group| group.dimension().is_none()) {
        let why =
            Text::new("{cell} 的一级指标看不出属于哪一类", "the label of the first level in {cell} names no dimension");
        tally.not_evaluated(Message::new(why).with("cell", address(&strange.level1.place)));
        return None;
    }
    let weights = groups.iter().flat_map(|group| &group.rows).map(|row| &row.indicator.weight);
    let is_open = |weight: &&Entry<_>| matches!(weight.state, State::Blank | State::Unreadable);
    if let Some(open) = weights.into_iter().find(is_open) {
        let why = Text::new("{cell} 的分值未填或无法识别", "the weight in {cell} is not known");
        tally.not_evaluated(Message::new(why).with("cell", address(&open.place)));
        return None;
    }
    let of = |dimension: Dimension| {
        let own: Vec<&Group<'a>> = groups.iter().filter(|group| group.dimension() == Some(dimension)).collect();
        let weights = || own.iter().flat_map(|group| &group.rows).map(|row| &row.indicator.weight);
        Some(Weighed {
            dimension,
            label: own.first().map(|group| group.level1),
            weight: sum(weights().filter_map(Entry::value).map(|weight| weight.amount))?,
            cells: weights().filter(|weight| weight.value().is_some()).map(|weight| weight.place.clone()).collect(),
        })
    };
    Dimension::ALL.into_iter().map(of).collect()
}
