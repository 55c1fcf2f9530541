//! The version of a form: a short fingerprint of what it prints and asks for.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::form::Form;

/// Hexadecimal digits of a version.
const DIGITS: usize = 8;

impl Form {
    /// The version. It changes with what a person sees of the form (labels, columns, rows, prescribed indicators, years), and
    /// not with aliases, thresholds or comments: a form that was handed out stays right while the bureau learns new spellings.
    #[must_use]
    pub fn version(&self) -> String {
        let mut seen = String::new();
        let mut say = |text: &str| {
            seen.push_str(text);
            seen.push('\n');
        };
        say(&self.head.id);
        say(&String::from(self.head.years));
        say(self.head.titles.names().next().unwrap_or_default());
        for (id, field) in &self.fields {
            say(id);
            say(field.label.name());
            field.options.iter().for_each(|option| say(option));
        }
        for table in &self.tables {
            say(&table.id);
            say(table.block.name());
            table.columns.iter().filter(|column| !column.optional).for_each(|column| say(column.header.name()));
            table.rows.iter().for_each(|row| say(row.label.name()));
            table.outline.iter().for_each(|level| say(level));
            for indicator in &table.indicators {
                say(indicator.name.name());
                say(&indicator.weight.map(|weight| weight.0.normalize().to_string()).unwrap_or_default());
                say(&indicator.basis);
            }
        }
        self.sections.iter().for_each(|section| say(section.heading.name()));
        let digest = Sha256::digest(seen.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        digest.chars().take(DIGITS).collect()
    }
}
