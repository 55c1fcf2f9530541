//! huizong
pub mod locate;
pub mod model;
pub mod output;
pub mod schema;
pub mod text;
pub mod workbook;
