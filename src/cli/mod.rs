//! The terminal: arguments, progress, printing, and the clock.

mod args;
mod check;
mod climb;
mod demo;
mod dropped;
mod exit;
mod explain;
mod extract;
mod language;
mod lock;
mod picture;
mod print;
mod progress;
mod read;
mod rules;
mod run;
mod schema;
mod schema_args;
mod schema_infer;
mod schema_test;
mod schema_try;
mod snippet;
mod table;
mod template;
mod usage;
mod what_if;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use exit::{Exit, Stop};
use language::say;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    language::settle(&args);
    // A panic is answered where it is caught, in words; its own message would only frighten.
    std::panic::set_hook(Box::new(|_| {}));
    let ending = catch_unwind(AssertUnwindSafe(|| obey(&args)));
    match ending {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(stop)) => {
            if !stop.text.is_empty() {
                eprintln!("{}", stop.text);
            }
            stop.exit.into()
        }
        Err(_) => {
            eprintln!(
                "{}",
                say(
                    "错误：程序内部出错，没有写出任何结果；请把所用的命令和文件交给程序维护人员",
                    "error: the program failed and wrote no result; give the command and the files to the maintainers"
                )
            );
            Exit::NotDone.into()
        }
    }
}

fn obey(args: &[OsString]) -> Result<Exit, Stop> {
    if let Some(files) = dropped::files(args) {
        return dropped::check(&files);
    }
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(error) if !error.use_stderr() => {
            print::line(error.to_string().trim_end())?;
            return Ok(Exit::Done);
        }
        Err(error) => return Err(Stop { exit: Exit::NotDone, text: usage::explain(&error) }),
    };
    let quiet = arguments.common.quiet;
    match &arguments.command {
        Command::Run(args) => run::run(args, quiet),
        Command::Check(args) => check::check(args, quiet),
        Command::Extract(args) => extract::extract(args, quiet),
        Command::Schema { command } => schema::schema(command, quiet),
        Command::Explain { code, schemas } => explain::explain(code.as_deref(), schemas.as_deref()),
        Command::Demo(args) => demo::demo(args, quiet),
        Command::Rules(args) => rules::rules(args, quiet),
        Command::Template(args) => template::template(args, quiet),
        Command::WhatIf(args) => what_if::what_if(args, quiet),
    }
}
