//! The promises of the program, one module for each subject.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod addresses;
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
mod formula;
mod incoming;
mod infer;
mod infer_strange;
mod library;
mod nothing_lost;
mod oracle;
mod own_form;
mod package;
mod papers;
mod percentages;
mod prescribed;
mod reading;
mod real_forms;
mod refusing;
mod reports;
mod rules;
mod rules_of_values;
mod sample;
mod schema_faults;
mod schema_reference;
mod spreadsheet;
mod stated;
mod suspects;
mod template;
mod trial;
mod unknown;
mod what_if;
mod workbook_output;
