//! `huizong demo`: a fictional county to try everything on.

use super::args::DemoArgs;
use super::exit::{Exit, Stop};
use super::language::tell;
use super::print::line;
use crate::pipeline;
use crate::text::{Message, Text};
