//! The tabs of the workbook: one file each, and this one table.

pub mod anomalies;
pub mod by_unit;
pub mod contents;
pub mod corrections;
mod dimension;
pub mod drift;
pub mod evidence;
pub mod findings;
pub mod funds;
pub mod grades;
pub mod indicators;
mod judged;
mod live;
pub mod matrix;
pub mod overview;
pub mod own;
pub mod pages;
pub mod ranking;
pub mod record;
pub mod repeats;
pub mod reporting;
pub mod scores;
pub mod spread;
pub mod texts;
pub mod units;
pub mod unread;
mod urgent;

use rust_xlsxwriter::XlsxError;

use super::material::Material;
use super::sheet::Sheet;
use crate::model::County;
use crate::schema::OwnTab;
use crate::text::{Lang, Text};

/// A tab: its name, what it is for, and how it is written.
pub struct Tab {
    /// Its name.
    pub name: Text,
    /// What it is for, in one sentence.
    pub about: Text,
    /// Whether it shows a chart.
    pub(super) has_chart: bool,
    /// How it is written.
    pub(super) write: Write,
}

/// A tab that is written: one of the program's, or one of the bureau's own.
#[derive(Clone, Copy)]
pub enum Chosen<'a> {
    /// One of [`TABS`].
    Built(&'static Tab),
    /// A tab of the bureau's own.
    Own(&'a OwnTab),
}

impl<'a> Chosen<'a> {
    /// Its name.
    pub fn name(self, lang: Lang) -> &'a str {
        match self {
            Self::Built(tab) => tab.name.get(lang),
            Self::Own(own) => &own.name,
        }
    }

    /// What it is for, in one sentence.
    pub fn about(self, lang: Lang) -> &'a str {
        const OWN: Text = Text::new("本单位自设的表", "a tab of the bureau's own");
        match self {
            Self::Built(tab) => tab.about.get(lang),
            Self::Own(own) if own.note.is_empty() => OWN.get(lang),
            Self::Own(own) => &own.note,
        }
    }

    /// Whether it shows a chart.
    pub(super) const fn has_chart(self) -> bool {
        matches!(self, Self::Built(tab) if tab.has_chart)
    }

    /// Whether it is this one of the program's tabs.
    pub fn is(self, name: Text) -> bool {
        matches!(self, Self::Built(tab) if tab.name == name)
    }
}

/// How a tab is written.
#[derive(Clone, Copy)]
pub(super) enum Write {
    /// It speaks of a county.
    County(fn(&Material, &County, &mut Sheet) -> Result<(), XlsxError>),
    /// It speaks of submissions, in a county or on their own.
    Any(fn(&Material, &mut Sheet) -> Result<(), XlsxError>),
}

/// Every tab, in the order of the workbook.
pub static TABS: [Tab; 22] = [
    Tab {
        name: contents::NAME,
        about: Text::new("各工作表的作用，怎样看这份工作簿", "every tab, and how to read the workbook"),
        has_chart: false,
        write: Write::County(contents::write),
    },
    Tab {
        name: overview::NAME,
        about: Text::new(
            "全县一页：报送、资金、得分、问题，先看哪里",
            "the county on one page, and where to look first",
        ),
        has_chart: true,
        write: Write::County(overview::write),
    },
    Tab {
        name: units::NAME,
        about: Text::new("每份报送一行：资金、得分、问题数、联系人", "one row per submission"),
        has_chart: false,
        write: Write::County(units::write),
    },
    Tab {
        name: ranking::NAME,
        about: Text::new(
            "按得分、执行率、填报质量排名；不能排名的列在最后",
            "by score, execution rate and filling quality",
        ),
        has_chart: false,
        write: Write::County(ranking::write),
    },
    Tab {
        name: grades::NAME,
        about: Text::new(
            "自评、复算、复核等级的交叉表，按份数和资金",
            "claimed against recomputed and reviewed grades",
        ),
        has_chart: false,
        write: Write::County(grades::write),
    },
    Tab {
        name: funds::NAME,
        about: Text::new(
            "按来源、股室、上级单位和报送汇总资金，与上年对照",
            "money by source, section, superior unit and submission",
        ),
        has_chart: false,
        write: Write::County(funds::write),
    },
    Tab {
        name: indicators::NAME,
        about: Text::new("每条指标一行，可筛选，可追到原表单元格", "every indicator, traceable to its cell"),
        has_chart: false,
        write: Write::Any(indicators::write),
    },
    Tab {
        name: matrix::NAME,
        about: Text::new(
            "共有指标的完成率，单位一行、指标一列",
            "how much of shared targets was reached, unit by unit",
        ),
        has_chart: false,
        write: Write::County(matrix::write),
    },
    Tab {
        name: spread::NAME,
        about: Text::new("共有指标的平均数、中位数、四分位数和分布", "mean, median, quartiles of shared indicators"),
        has_chart: false,
        write: Write::County(spread::write),
    },
    Tab {
        name: scores::NAME,
        about: Text::new(
            "自评得分与复算得分不一致或无法复算的行，附算式",
            "lines whose score differs or cannot be recomputed",
        ),
        has_chart: false,
        write: Write::Any(scores::write),
    },
    Tab {
        name: anomalies::NAME,
        about: Text::new(
            "合乎格式但不合常理的数，按对合计的影响排序",
            "values that cannot be right, by their weight in the totals",
        ),
        has_chart: false,
        write: Write::County(anomalies::write),
    },
    Tab {
        name: evidence::NAME,
        about: Text::new("异常指标逐条比的是哪些数", "the numbers that anomalies were held against"),
        has_chart: false,
        write: Write::County(evidence::write),
    },
    Tab {
        name: findings::NAME,
        about: Text::new("每个问题一行：在哪个单元格、怎么改", "every finding: where it is and how to correct it"),
        has_chart: false,
        write: Write::Any(findings::write),
    },
    Tab {
        name: by_unit::NAME,
        about: Text::new("同样的问题按单位归在一起，可收起，可发给单位", "the same findings unit by unit"),
        has_chart: false,
        write: Write::County(by_unit::write),
    },
    Tab {
        name: corrections::NAME,
        about: Text::new("每个问题的整改进展，与整改台账一致", "how far every finding is corrected"),
        has_chart: false,
        write: Write::County(corrections::write),
    },
    Tab {
        name: reporting::NAME,
        about: Text::new("应报与实报对照：未报、逾期、重复、名册外", "what was due and what came in"),
        has_chart: false,
        write: Write::County(reporting::write),
    },
    Tab {
        name: repeats::NAME,
        about: Text::new("重复报送的两份哪里不同，逐格列出", "where two submissions of one form differ, cell by cell"),
        has_chart: false,
        write: Write::County(repeats::write),
    },
    Tab {
        name: texts::NAME,
        about: Text::new("各单位的文字回答和报告章节，上下对照", "answers and report sections, one below the other"),
        has_chart: false,
        write: Write::County(texts::write),
    },
    Tab {
        name: pages::NAME,
        about: Text::new("本次出现的每种问题是什么、怎样改", "what the checks that found something look at"),
        has_chart: false,
        write: Write::County(pages::write),
    },
    Tab {
        name: unread::NAME,
        about: Text::new("没有读取的内容，逐格列出", "what no form took in, cell by cell"),
        has_chart: false,
        write: Write::County(unread::write),
    },
    Tab {
        name: drift::NAME,
        about: Text::new("报来的表与表样的出入，怎么处理", "where files differ from their forms, and what to do"),
        has_chart: false,
        write: Write::Any(drift::write),
    },
    Tab {
        name: record::NAME,
        about: Text::new("程序版本、表样、口径、各项检查结果、文件清单", "version, forms, conventions, checks, files"),
        has_chart: false,
        write: Write::County(record::write),
    },
];

/// The tabs of the report of files that are checked on their own: findings first.
#[must_use]
pub fn report() -> Vec<Chosen<'static>> {
    let names = [findings::NAME, scores::NAME, indicators::NAME, drift::NAME];
    names.iter().filter_map(|name| TABS.iter().find(|tab| tab.name == *name)).map(Chosen::Built).collect()
}
