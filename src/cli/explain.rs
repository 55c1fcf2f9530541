//! `huizong explain`: the page of a check.

use super::exit::{Exit, Stop};
use super::language::{lang, say, tell};
use super::print::line;
use crate::model::Page;
use crate::pipeline;
use crate::text::{Message, Text};

/// Prints the page of a code, or lists every check.
pub fn explain(code: Option<&str>) -> Result<Exit, Stop> {
    let pages = pipeline::pages();
    let Some(code) = code else {
        for page in pages {
            line(&format!("{}  {}  {}", page.code, page.severity.letter(), page.title.get(lang())))?;
        }
        return Ok(Exit::Done);
    };
    let wanted = code.replace('-', "").to_uppercase();
    if let Some(page) = pages.into_iter().find(|page| page.code.0 == wanted) {
        print(page).map(|()| Exit::Done)
    } else {
        let text = Text::new(
            "没有代码为 {code} 的检查；用 huizong explain 列出全部",
            "there is no check {code}; `huizong explain` lists them all",
        );
        Err(Stop::new(Exit::NotDone, &Message::new(text).with("code", code)))
    }
}

fn print(page: &Page) -> Result<(), Stop> {
    let severity = Message::new(Text::new("{code}  {title}（{severity}）", "{code}  {title} ({severity})"))
        .with("code", page.code.0)
        .with("title", page.title)
        .with("severity", page.severity.name());
    line(&tell(&severity))?;
    let parts = [
        (say("查什么", "What is checked"), page.what),
        (say("为什么", "Why"), page.why),
        (say("错误的例子", "A wrong example"), page.wrong),
        (say("怎样改正", "How to correct it"), page.correct),
    ];
    for (heading, text) in parts {
        line(&format!("\n{heading}\n  {}", text.get(lang())))?;
    }
    Ok(())
}
