//! The promises of the program, one module per room.

mod county_by_hand;
mod workbook_output;
