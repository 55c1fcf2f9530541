//! `huizong schema test`: the examples that schemas carry.

use super::exit::{Exit, Stop};
use super::schema_args::TestArgs;

pub fn test(_args: &TestArgs, _quiet: bool) -> Result<Exit, Stop> {
    Ok(Exit::Done)
}
