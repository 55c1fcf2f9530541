//! Printing to the terminal; a closed pipe ends a command quietly.

use std::io::{self, Write};

use super::exit::{Exit, Stop};
use crate::text::{Message, Text};

/// Prints one line.
pub fn line(text: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}").map_err(|error| failed(&error))
}

/// Prints one record as a line of JSON.
pub fn json(record: &impl serde::Serialize) -> Result<(), Stop> {
    let text = serde_json::to_string(record).map_err(|error| {
        let message = Text::new("无法输出：{error}", "cannot be printed: {error}");
        Stop::new(Exit::Io, &Message::new(message).with("error", error.to_string()))
    })?;
    line(&text)
}

fn failed(error: &io::Error) -> Stop {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Stop { exit: Exit::Done, text: String::new() };
    }
    let message = Text::new("无法输出：{error}", "cannot be printed: {error}");
    Stop::new(Exit::Io, &Message::new(message).with("error", error))
}
