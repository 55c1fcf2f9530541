//! `huizong schema try`: a sheet as a schema sees it.

use super::exit::{Exit, Stop};
use super::schema_args::TryArgs;

pub fn try_schema(_args: &TryArgs, _quiet: bool) -> Result<Exit, Stop> {
    Ok(Exit::Done)
}
