//! What is wrong with the arguments, said in the language of the terminal.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::language::{lang, say};
use crate::text::{Lang, Message, Text};

/// The message for a wrong command line; help and version come as they are.
pub fn explain(error: &clap::Error) -> String {
    // Whoever types nothing wants to know what there is.
    if lang() == Lang::En || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return error.to_string();
    }
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::Number(number)) => number.to_string(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let text = match error.kind() {
        ErrorKind::UnknownArgument => Text::new("不认识的参数 {arg}", "unknown argument {arg}"),
        ErrorKind::InvalidSubcommand => Text::new("没有 {sub} 这个命令", "there is no command {sub}"),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            Text::new("参数 {arg} 后面要写一个值", "the argument {arg} needs a value")
        }
        ErrorKind::InvalidValue => {
            Text::new("参数 {arg} 不能是 {value}；可用：{valid}", "{arg} cannot be {value}; allowed: {valid}")
        }
        ErrorKind::ValueValidation => Text::new("参数 {arg} 不能是 {value}{why}", "{arg} cannot be {value}{why}"),
        ErrorKind::MissingRequiredArgument => Text::new("缺少参数 {arg}", "the argument {arg} is missing"),
        ErrorKind::MissingSubcommand => Text::new("缺少命令", "a command is missing"),
        ErrorKind::ArgumentConflict => Text::new("参数 {arg} 重复或互相冲突", "the argument {arg} conflicts"),
        _ => Text::new("命令行有误", "wrong command line"),
    };
    let why = std::error::Error::source(error).map(|source| format!("：{source}")).unwrap_or_default();
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    let mut out = Message::new(text)
        .with("arg", context(ContextKind::InvalidArg))
        .with("sub", context(ContextKind::InvalidSubcommand))
        .with("value", context(ContextKind::InvalidValue))
        .with("valid", context(ContextKind::ValidValue))
        .with("why", why)
        .get(lang());
    if let Some(suggestion) = suggestion {
        out.push_str(
            &Message::new(Text::new("；是不是 {it}？", "; did you mean {it}?")).with("it", suggestion).get(lang()),
        );
    }
    let see = Message::new(Text::new("用 {command} --help 查看用法", "see {command} --help"));
    let see = see.with("command", command(&context(ContextKind::Usage))).get(lang());
    format!("{}{out}\n{see}\n", say("错误：", "error: "))
}

/// The command that a line of usage begins with: "huizong run" of "huizong run [选项] <项目>".
fn command(usage: &str) -> String {
    let words = usage.split_whitespace().skip_while(|word| *word != "huizong");
    let words: Vec<&str> = words.take_while(|word| !word.starts_with(['[', '<'])).collect();
    if words.is_empty() { "huizong".to_owned() } else { words.join(" ") }
}
