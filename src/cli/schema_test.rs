//! `huizong schema test`: the examples that schemas carry.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::exit::{Exit, Stop};
use super::language::{lang, say, tell};
use super::print::line;
use super::schema::{beside, read_text};
use super::schema_args::TestArgs;
use crate::model::number::plain;
use crate::pipeline::{self, PointsTried, RuleTried, Tried};
use crate::schema::{SchemaError, delivered_files, is_words, read_file};
use crate::text::{Message, Text};

/// A schema file: name, text, the texts beside it.
type Source = (String, String, Vec<String>);

/// Computes the examples of the schemas that are named, of a folder, or delivered. Done with findings if one fails.
pub fn test(args: &TestArgs, quiet: bool) -> Result<Exit, Stop> {
    let (mut tried, mut failed) = (0, 0);
    for (name, text, beside) in sources(args)? {
        let library = read_file(&name, &text, &beside)?;
        let results: Vec<Tried> = library.forms.iter().flat_map(|form| pipeline::examples(form)).collect();
        let wrong: Vec<&Tried> = results.iter().filter(|result| !result.passes()).collect();
        for result in &wrong {
            let fault = SchemaError {
                file: name.clone(),
                source: text.clone(),
                span: span(&text, result),
                message: message(result),
            };
            line(&super::snippet::show(&fault))?;
        }
        tried += results.len();
        failed += wrong.len();
        if !quiet {
            line(&tell(&counts(results.len(), wrong.len()).with("name", name)))?;
        }
    }
    if !quiet {
        line(&tell(&counts(tried, failed).with("name", say("合计", "total"))))?;
    }
    Ok(if failed > 0 { Exit::Findings } else { Exit::Done })
}

fn sources(args: &TestArgs) -> Result<Vec<Source>, Stop> {
    let read = |path: &PathBuf| Ok((path.display().to_string(), read_text(path)?, beside(path)));
    let files = match &args.schemas {
        None if args.files.is_empty() => {
            let delivered = delivered_files().into_iter().filter(|(name, _)| !is_words(Path::new(name)));
            return Ok(delivered.map(|(name, text)| (name, text, Vec::new())).collect());
        }
        None => args.files.clone(),
        Some(folder) => {
            super::schema::library(Some(folder))?.forms.iter().map(|form| PathBuf::from(&form.file)).collect()
        }
    };
    files.iter().map(read).collect()
}

/// Where the example stands: its actual value, behind the name of what carries it; of a rule its id.
fn span(text: &str, tried: &Tried) -> Option<Range<usize>> {
    match tried {
        Tried::Points(tried) => span_of_points(text, tried),
        Tried::Rule(tried) => {
            let id = toml::Value::String(tried.of.clone()).to_string();
            text.find(&id).map(|at| at..at + id.len())
        }
    }
}

fn span_of_points(text: &str, tried: &PointsTried) -> Option<Range<usize>> {
    let quoted = |word: &str| toml::Value::String(word.to_owned()).to_string();
    let carrier = text.find(&quoted(&tried.of))?;
    let given = quoted(&tried.given);
    let start = carrier + text[carrier..].find(&format!("actual = {given}"))?;
    Some(start..start + "actual = ".len() + given.len())
}

fn message(tried: &Tried) -> Message {
    match tried {
        Tried::Points(tried) => message_of_points(tried),
        Tried::Rule(tried) => message_of_rule(tried),
    }
}

fn message_of_rule(tried: &RuleTried) -> Message {
    let text = if tried.holds {
        Text::new(
            "规则“{of}”的 good 例子（{given}）应当通过，结果是{outcome}{why}",
            "good example of rule `{of}` ({given}) should pass; the outcome is: {outcome}{why}",
        )
    } else {
        Text::new(
            "规则“{of}”的 bad 例子（{given}）应当不通过，结果是{outcome}{why}",
            "bad example of rule `{of}` ({given}) should fail; the outcome is: {outcome}{why}",
        )
    };
    let why = tried
        .why
        .as_ref()
        .map(|why| tell(&Message::new(Text::new("：{why}", " ({why})")).with("why", why.get(lang()))));
    Message::new(text)
        .with("of", tried.of.as_str())
        .with("given", tried.given.as_str())
        .with("outcome", tried.outcome.name())
        .with("why", why.unwrap_or_default())
}

fn message_of_points(tried: &PointsTried) -> Message {
    let text = match tried.computed {
        Some(_) => Text::new(
            "“{of}”的例子：完成值 {given} 应得 {promised} 分，算得 {computed} 分；{working}",
            "example of `{of}`: {given} should earn {promised} points, computed are {computed}; {working}",
        ),
        None => Text::new(
            "“{of}”的例子：完成值 {given} 应得 {promised} 分，算不出来；{working}",
            "example of `{of}`: {given} should earn {promised} points, none could be computed; {working}",
        ),
    };
    Message::new(text)
        .with("of", tried.of.as_str())
        .with("given", tried.given.as_str())
        .with("promised", plain(tried.promised))
        .with("computed", tried.computed.map(plain).unwrap_or_default())
        .with("working", tried.working.get(lang()))
}

fn counts(tried: usize, failed: usize) -> Message {
    let text = match (tried, failed) {
        (0, _) => Text::new("{name}：没有例子", "{name}: no examples"),
        (_, 0) => Text::new("{name}：{tried} 个例子，全部通过", "{name}: {tried} examples, all pass"),
        _ => Text::new("{name}：{tried} 个例子，{failed} 个不对", "{name}: {tried} examples, {failed} fail"),
    };
    Message::new(text).with("tried", tried.to_string()).with("failed", failed.to_string())
}
