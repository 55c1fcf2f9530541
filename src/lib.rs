//! huizong
pub mod demo;
pub mod locate;
pub mod model;
pub mod schema;
pub mod text;
pub mod workbook;
