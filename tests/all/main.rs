//! The promises of the program, one module for each subject.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod commands;
mod contracts;
mod county;
mod county_by_hand;
mod county_pass;
mod county_rules;
mod demo;
mod example_form;
mod incoming;
mod infer;
mod nothing_lost;
mod package;
mod prescribed;
mod reading;
mod real_forms;
mod refusing;
mod rules;
mod sample;
mod trial;
mod workbook_output;
