//! `huizong run --explain-anomalies`: how the detectors see one value.

use super::language::{lang, say, tell};
use crate::model::{Climb, ClimbStep, Climbed, County, Wanted};
use crate::text::{Message, Text};

/// How many names are listed where none fits.
const SHOWN: usize = 30;

/// What is said of the values that were asked for, line by line.
pub fn lines(county: &County, climbed: &Climbed, wanted: &Wanted) -> Vec<String> {
    match climbed {
        Climbed::Values(values) => values.iter().flat_map(|climb| of_value(county, climb)).collect(),
        Climbed::NoUnit(Some(nearest)) => {
            let text = Text::new(
                "没有叫“{unit}”的单位报过数，是不是“{nearest}”",
                "no unit `{unit}` has reported, perhaps `{nearest}`",
            );
            vec![tell(&Message::new(text).with("unit", wanted.unit.as_str()).with("nearest", nearest.as_str()))]
        }
        Climbed::NoUnit(None) => {
            let text = Text::new(
                "没有叫“{unit}”的单位报过数；写单位代码或名册上的全称",
                "no unit `{unit}` has reported; write its code or its name as in the roster",
            );
            vec![tell(&Message::new(text).with("unit", wanted.unit.as_str()))]
        }
        Climbed::NoSubject(names) => {
            let text = Text::new(
                "“{unit}”没有叫“{subject}”的数；有：{names}",
                "`{unit}` has no value `{subject}`; it has {names}",
            );
            let names = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("、");
            let message = Message::new(text).with("unit", wanted.unit.as_str());
            vec![tell(&message.with("subject", wanted.subject.as_str()).with("names", names))]
        }
    }
}

fn of_value(county: &County, climb: &Climb) -> Vec<String> {
    let entry = county.entries.get(climb.entry);
    let head = Message::new(Text::new(
        "\n{unit} · {project} · “{subject}”的{column}：{value}（{cell}）",
        "\n{unit} · {project} · {column} of `{subject}`: {value} ({cell})",
    ))
    .with("unit", entry.map_or("", |entry| entry.unit_name.as_str()))
    .with("project", entry.map_or("", |entry| entry.project.as_str()))
    .with("subject", climb.subject.as_str())
    .with("column", climb.column)
    .with("value", climb.value.as_str())
    .with("cell", climb.cell.as_str());
    let steps = climb.steps.iter().enumerate().map(|(number, step)| of_step(number, step));
    [tell(&head)].into_iter().chain(steps).collect()
}

fn of_step(number: usize, step: &ClimbStep) -> String {
    let mark = match step.flags {
        Some(true) => say("报告", "flag"),
        Some(false) => say("正常", "fine"),
        None => say("未做", "none"),
    };
    format!("  {}. [{mark}] {}{}{}", number + 1, step.name.get(lang()), say("：", ": "), tell(&step.text))
}
