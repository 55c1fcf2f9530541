//! huizong
pub mod demo;
pub mod extract;
pub mod locate;
pub mod model;
pub mod record;
pub mod schema;
pub mod score;
pub mod text;
pub mod workbook;
