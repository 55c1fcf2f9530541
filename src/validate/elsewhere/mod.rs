//! The pages of codes that the reading rooms emit: they find them before there is a form to check.

mod f01;
mod f02;
mod f08;
mod f09;

use crate::model::Page;

/// The pages.
pub static PAGES: [&Page; 4] = [&f01::PAGE, &f02::PAGE, &f08::PAGE, &f09::PAGE];
