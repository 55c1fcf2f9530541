//! Q06: a dimension that the form requires has no indicator.

use crate::model::{Code, Edit, Page, Severity};
use crate::schema::Dimension;
use crate::text::{Message, Text};
use crate::validate::dimension::{self, Group};
use crate::validate::rule::{Rule, Tally};
use crate::validate::subject::{Subject, address};

pub static RULE: Rule = Rule {
    page: Page {
        code: Code("Q06"),
        title: Text::new("缺少某一类指标", "A dimension has no indicator"),
        severity: Severity::E,
        what: Text::new(
            "表样要求的某一类指标（产出、效益、满意度等，score.required_levels）一个也没有。一级、二级指标的名称里含有该类的词（words.toml 的 dimensions）就算有；有的一级指标看不出属于哪一类的，不判断。位置指第一个一级指标。",
            "Not one indicator of a dimension that the schema requires (output, benefit, satisfaction …, score.required_levels). A label of the first or second level that holds one of its words (`dimensions` in words.toml) is enough; not judged while a label of the first level names no dimension. The place is the first label.",
        ),
        why: Text::new(
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表按产出、效益、满意度设置指标。缺了是什么级别由表样规定，满意度默认只要求核实。",
            "The form attached to 财预〔2020〕10号 has indicators of output, benefit and satisfaction. How grave a lack is, the schema says; of satisfaction it is to be verified.",
        ),
        wrong: Text::new("全表没有满意度指标。", "The form has no indicator of satisfaction."),
        correct: Text::new(
            "补充该类指标；确实不适用的说明理由。",
            "Add indicators of that kind; if there can be none, state why.",
        ),
        example: &[
            Edit { cell: "B19", from: "满意度指标（10分）", to: "效益指标（10分）" },
            Edit { cell: "C19", from: "服务对象满意度指标", to: "社会效益指标" },
        ],
        fires_at: "B13",
    },
    check,
};

fn check(subject: &Subject<'_>, tally: &mut Tally<'_>) {
    let required = &subject.form.scoring.required_levels;
    let groups = dimension::groups(subject);
    let Some(first) = groups.first().filter(|_| !required.is_empty()) else { return };
    if subject.scorecard.lacks_table {
        return tally.not_evaluated(Text::new("有一张指标表没有找到，见 F04", "a table was not found, see F04"));
    }
    let strange = groups.iter().find(|group| group.named.is_empty());
    for dimension in Dimension::ALL {
        let Some(severity) = required.get(dimension) else { continue };
        if groups.iter().any(|group| has(group, dimension, subject)) {
            tally.pass();
        } else if let Some(strange) = strange {
            let why = Text::new(
                "{cell} 的一级指标看不出属于哪一类",
                "the label of the first level in {cell} names no dimension",
            );
            tally.not_evaluated(Message::new(why).with("cell", address(&strange.level1.place)));
        } else {
            let count: usize = groups.iter().map(|group| group.rows.len()).sum();
            tally.fail_as(
                *severity,
                &first.level1.place,
                Message::new(Text::new(
                    "全表 {count} 个指标中没有{name}",
                    "among the {count} indicators of the form there are no {name}",
                ))
                .with("count", count.to_string())
                .with("name", dimension.name()),
                Message::new(Text::new(
                    "请补充{name}；确实不适用的请说明理由",
                    "add {name}; if there can be none, state why",
                ))
                .with("name", dimension.name()),
            );
        }
    }
}

fn has(group: &Group<'_>, dimension: Dimension, subject: &Subject<'_>) -> bool {
    group.named.contains(&dimension)
        || group.rows.iter().any(|row| dimension::named(&row.indicator.level2, subject).contains(&dimension))
}
