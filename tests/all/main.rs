//! The promises of the program, one module for each subject.

mod county;
mod county_by_hand;
mod county_pass;
mod demo;
mod example_form;
mod incoming;
mod package;
mod reading;
mod real_forms;
mod refusing;
mod rules;
mod workbook_output;
