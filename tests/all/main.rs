//! The promises of the program, one module for each subject.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod commands;
mod contracts;
mod county;
mod county_by_hand;
mod county_pass;
mod county_rules;
mod county_set;
mod demo;
mod document;
mod documents;
mod drift;
mod example_form;
mod families;
mod incoming;
mod infer;
mod infer_strange;
mod nothing_lost;
mod one_form;
mod overrides;
mod own_form;
mod package;
mod prescribed;
mod reading;
mod real_forms;
mod refusing;
mod reports;
mod rules;
mod sample;
mod schema_faults;
mod schema_reference;
mod spreadsheet;
mod template;
mod trial;
mod unknown;
mod workbook_output;
