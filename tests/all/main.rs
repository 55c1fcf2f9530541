//! The promises of the program, one module for each subject.

// joined at integration, when `pipeline::check_bytes` exists: mod example_form; mod rules;
