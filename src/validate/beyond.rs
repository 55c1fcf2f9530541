//! What a rule may look at beside the submission itself: last year, the other forms of the unit, the bureau's lists.

use crate::formula::Operand;
use crate::model::{Body, Submission};
use crate::schema::rules::Origin;
use crate::text::Text;

/// What is known of a unit beside one of its submissions.
#[derive(Clone, Copy, Default)]
pub struct Beyond<'a> {
    /// Whether the county is at hand at all; a file that is checked on its own has none.
    pub is_county: bool,
    /// The same unit's submission of the year before.
    pub last_year: Option<&'a Submission>,
    /// The other submissions of the unit: of the same project where it has several.
    pub others: &'a [&'a Submission],
    /// The unit in the roster.
    pub body: Option<&'a Body>,
    /// The unit's row of the ledger: the figure of a column.
    pub ledger: Option<&'a dyn Fn(&str) -> Operand>,
}

impl<'a> Beyond<'a> {
    /// The other submission in which a name is looked up, or why there is none.
    pub fn submission(&self, origin: &Origin) -> Result<&'a Submission, Operand> {
        let unknown = |text: Text| Err(Operand::Unknown(text.into()));
        match origin {
            _ if !self.is_county => unknown(Text::new("汇总全县时才能查", "can be judged in a run of the county only")),
            Origin::LastYear => {
                self.last_year.map_or_else(|| unknown(Text::new("没有上年的表", "there is no form of last year")), Ok)
            }
            Origin::Form(id) => {
                let mut found = self.others.iter().filter(|other| other.form == *id);
                match (found.next(), found.next()) {
                    (Some(only), None) => Ok(only),
                    (Some(_), Some(_)) => {
                        unknown(Text::new("本单位有几份这样的表，不知指哪一份", "the unit has several such forms"))
                    }
                    (None, _) => unknown(Text::new("本单位没有报这样的表", "the unit has no such form")),
                }
            }
            Origin::Here | Origin::Roster | Origin::Ledger => unknown(Text::new("不是表上的内容", "is on no form")),
        }
    }

    /// A value of one of the bureau's lists.
    pub fn listed(&self, origin: &Origin, column: &str) -> Operand {
        let unknown = |text: Text| Operand::Unknown(text.into());
        if !self.is_county {
            return unknown(Text::new("汇总全县时才能查", "can be judged in a run of the county only"));
        }
        if *origin == Origin::Ledger {
            let text = Text::new("底册里没有这个单位或项目", "the ledger has no such unit or project");
            return self.ledger.map_or_else(|| unknown(text), |row| row(column));
        }
        let Some(body) = self.body else {
            return unknown(Text::new("单位不在名录里", "the unit is not in the roster"));
        };
        let text = match column {
            "单位代码" => &*body.code,
            "单位名称" => &*body.name,
            "主管部门" => &body.parent,
            "类别" => &body.category,
            "归口股室" => &body.section,
            _ => &body.phone,
        };
        if text.trim().is_empty() { Operand::Blank } else { Operand::Text(text.to_owned()) }
    }
}
