//! The promises of the program, one module for each subject.

mod county_rules;
// joined at integration, when `pipeline::check_bytes` exists: mod example_form; mod rules;
