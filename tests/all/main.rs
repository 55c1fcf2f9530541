//! The promises of the program, one module for each subject.

mod county;
mod county_pass;
mod incoming;
mod package;
mod reading;
mod refusing;
