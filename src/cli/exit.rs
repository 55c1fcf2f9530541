//! How a run ends: one table of exit codes, and errors that stop a command.

use std::io::{self, ErrorKind};
use std::process::ExitCode;

use super::language::{lang, say, tell};
use crate::pipeline::{OutputError, PublishError, RunError};
use crate::schema::SchemaError;
use crate::text::{Message, Text};

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

impl Exit {
    /// How a command ends that could not write: by the path and the rights to it, or by the device.
    pub fn of_writing(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound
            | ErrorKind::PermissionDenied
            | ErrorKind::AlreadyExists
            | ErrorKind::NotADirectory
            | ErrorKind::IsADirectory
            | ErrorKind::InvalidFilename
            | ErrorKind::ReadOnlyFilesystem => Self::CannotCreate,
            _ => Self::Io,
        }
    }
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

impl Stop {
    /// Stops because a workbook could not be written.
    pub fn of_output(error: &OutputError) -> Self {
        let exit = if error.exit_code() == Exit::CannotCreate as u8 { Exit::CannotCreate } else { Exit::Io };
        Self::new(exit, &error.message())
    }

    /// Stops because a county workbook was not published.
    pub fn of_publishing(error: &PublishError) -> Self {
        match error {
            PublishError::Output(error) => Self::of_output(error),
            PublishError::Untied(totals) => {
                let text = Text::new(
                    "两种算法的合计不一致，没有写工作簿，原有的没有动；这是程序的错误，请把下面各行和这几份文件报给开发者",
                    "totals computed in two ways differ; no workbook was written, an earlier one is untouched. This is a fault of the program: please report the lines below with these files",
                );
                let lines = totals.iter().map(|total| format!("  {}", tell(&total.message())));
                let said = [Self::new(Exit::NotDone, &text.into()).text].into_iter().chain(lines);
                Self { exit: Exit::NotDone, text: said.collect::<Vec<_>>().join("\n") }
            }
        }
    }

    /// Stops because a run cannot begin.
    pub fn of_run(error: &RunError) -> Self {
        match error {
            RunError::Reference(error) => {
                let lines = error.lines(lang()).join("\n");
                Self { exit: Exit::NotDone, text: format!("{}{lines}", say("错误：", "error: ")) }
            }
            RunError::Intake(error) => Self::new(Exit::NotDone, &error.message),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Untied;
    use rust_decimal::Decimal;

    #[test]
    fn totals_that_do_not_tie_are_told_with_unit_and_both_values_and_end_with_2() {
        let what = Text::new("复算总分", "recomputed total");
        let (by_lines, by_formulas) = (Decimal::new(9250, 2), Some(Decimal::new(9251, 2)));
        let untied = Untied { of: "示范县水利局".to_owned(), what, by_lines, by_formulas };
        let stop = Stop::of_publishing(&PublishError::Untied(vec![untied]));
        assert_eq!(stop.exit as u8, 2);
        assert!(["示范县水利局", "92.50", "92.51"].iter().all(|part| stop.text.contains(part)), "{}", stop.text);
    }
}
