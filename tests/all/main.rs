//! The promises of the program, one module for each subject.

mod county_pass;
mod demo;
mod package;
mod reading;
mod refusing;
