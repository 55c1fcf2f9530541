//! The promises of the program, one module for each subject.

mod demo;
mod package;
mod reading;
mod refusing;
