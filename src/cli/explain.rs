//! `huizong explain`: the page of a check, or a rule as its form states it.

use std::path::Path;

use super::exit::{Exit, Stop};
use super::language::{lang, say, tell};
use super::print::line;
use super::schema::library;
use crate::model::{Page, Severity};
use crate::pipeline;
use crate::schema::{Form, RuleSpec};
use crate::text::{Message, Text};

/// Prints the page of a code or the rule of that id, or lists every check and every rule.
pub fn explain(code: Option<&str>, schemas: Option<&Path>) -> Result<Exit, Stop> {
    let pages = pipeline::pages();
    let library = library(schemas)?;
    let stated = || library.forms.iter().flat_map(|form| form.rules.iter().map(move |rule| (&**form, rule)));
    let Some(code) = code else {
        for page in pages {
            line(&format!("{}  {}  {}", page.code, page.severity.letter(), page.title.get(lang())))?;
        }
        for (form, rule) in stated() {
            let letter = rule.class.severity().letter();
            line(&format!("{}  {letter}  {}  ({})", rule.id, rule.name(lang()), form.head.id))?;
        }
        return Ok(Exit::Done);
    };
    let wanted = code.replace('-', "").to_uppercase();
    if let Some(page) = pages.into_iter().find(|page| page.code.0 == wanted) {
        return print(page).map(|()| Exit::Done);
    }
    let rules: Vec<(&Form, &RuleSpec)> = stated().filter(|(_, rule)| rule.id == code).collect();
    if rules.is_empty() {
        let text = Text::new(
            "没有代码为 {code} 的检查；用 huizong explain 列出全部；表样文件里写的规则，加 --schemas 指明文件夹",
            "there is no check {code}; `huizong explain` lists them all; for the rules of your own forms add --schemas",
        );
        return Err(Stop::new(Exit::NotDone, &Message::new(text).with("code", code)));
    }
    for (form, rule) in rules {
        print_rule(form, rule)?;
    }
    Ok(Exit::Done)
}

fn heading(code: &str, title: &str, severity: Severity) -> Result<(), Stop> {
    let text = Message::new(Text::new("{code}  {title}（{severity}）", "{code}  {title} ({severity})"));
    line(&tell(&text.with("code", code).with("title", title).with("severity", severity.name())))
}

fn part(heading: &str, text: &str) -> Result<(), Stop> {
    line(&format!("\n{heading}\n  {text}"))
}

fn print_rule(form: &Form, rule: &RuleSpec) -> Result<(), Stop> {
    heading(&rule.id, rule.name(lang()), rule.class.severity())?;
    let of = format!("{} ({})", form.head.title.get(lang()), form.file);
    part(say("哪个表样的规则", "Rule of the form"), &of)?;
    part(say("什么须为真", "What must be true"), &rule.formula)?;
    if let Some(when) = &rule.when {
        part(say("什么情况下才判断", "Judged only where"), when)?;
    }
    part(say("不成立时说", "What is said where it is false"), rule.message.get(lang()))?;
    match &rule.advice {
        Some(advice) => part(say("怎样改正", "How to correct it"), advice.get(lang())),
        None => Ok(()),
    }
}

fn print(page: &Page) -> Result<(), Stop> {
    heading(page.code.0, page.title.get(lang()), page.severity)?;
    part(say("查什么", "What is checked"), page.what.get(lang()))?;
    part(say("为什么", "Why"), page.why.get(lang()))?;
    part(say("错误的例子", "A wrong example"), page.wrong.get(lang()))?;
    part(say("怎样改正", "How to correct it"), page.correct.get(lang()))
}
