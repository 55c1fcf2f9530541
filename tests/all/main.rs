//! The promises of the program, one module for each subject.

mod county_by_hand;
mod demo;
mod package;
mod reading;
mod refusing;
mod workbook_output;
