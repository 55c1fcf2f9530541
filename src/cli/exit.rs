//! How a run ends: one table of exit codes, and errors that stop a command.

use std::process::ExitCode;

use super::language::{say, tell};
use crate::schema::SchemaError;
use crate::text::Message;

/// How a command ended. Ordered: the worse, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Done, with findings at or above `--fail-on`.
    Findings = 1,
    /// Not done: wrong use, wrong schema, nothing readable.
    NotDone = 2,
    /// The output cannot be created.
    CannotCreate = 73,
    /// Reading or writing failed.
    Io = 74,
    /// Another run holds the lock.
    Locked = 75,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error that stops a command: how it ends and what the user is told.
#[derive(Debug)]
pub struct Stop {
    /// The exit code.
    pub exit: Exit,
    /// What is printed.
    pub text: String,
}

impl Stop {
    /// Stops with a message.
    pub fn new(exit: Exit, message: &Message) -> Self {
        Self { exit, text: format!("{}{}", say("错误：", "error: "), tell(message)) }
    }
}

impl From<SchemaError> for Stop {
    fn from(error: SchemaError) -> Self {
        Self::from(vec![error])
    }
}

impl From<Vec<SchemaError>> for Stop {
    fn from(errors: Vec<SchemaError>) -> Self {
        let shown: Vec<String> = errors.iter().map(super::snippet::show).collect();
        Self { exit: Exit::NotDone, text: shown.join("\n") }
    }
}
