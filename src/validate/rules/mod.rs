//! The rules that look at one form, one file each, and their table.

mod c01;
mod c03;
mod c04;
mod c05;
mod c06;
pub mod c07;
pub mod f03;
mod f04;
mod f10;
mod f13;
mod f15;
mod m01;
mod m02;
mod m03;
mod m04;
mod m05;
mod m06;
mod m07;
mod m09;
mod m10;
mod m12;
mod m14;
mod m15;
mod q01;
mod q02;
mod q03;
mod q04;
mod q05;
mod q06;
mod q07;
mod r01;
mod r02;
mod r03;
mod s01;
mod s02;
mod s03;
mod s04;
mod s05;
mod s06;
mod s07;
mod s08;
mod s09;
mod s10;
mod s11;
mod s13;
mod t01;
mod t02;
mod t03;
mod t04;
mod t05;
mod t07;
mod v01;
mod v02;
mod v03;
mod v04;
mod v05;
mod v06;
mod v08;
mod v09;
mod v10;
mod v11;
mod v13;
mod v14;
mod v15;
mod v16;
mod v17;
mod v18;
mod v20;

use super::rule::Rule;

/// Every rule, in the order of the catalogue; a file that is missing here is reported by the compiler as dead.
pub static RULES: &[&Rule] = &[
    &f03::RULE,
    &f04::RULE,
    &f10::RULE,
    &f13::RULE,
    &f15::RULE,
    &c01::RULE,
    &c03::RULE,
    &c04::RULE,
    &c05::RULE,
    &c06::RULE,
    &c07::RULE,
    &t01::RULE,
    &t02::RULE,
    &t03::RULE,
    &t04::RULE,
    &t05::RULE,
    &t07::RULE,
    &m01::RULE,
    &m02::RULE,
    &m03::RULE,
    &m04::RULE,
    &m05::RULE,
    &m06::RULE,
    &m07::RULE,
    &m09::RULE,
    &m10::RULE,
    &m12::RULE,
    &m14::RULE,
    &m15::RULE,
    &q01::RULE,
    &q02::RULE,
    &q03::RULE,
    &q04::RULE,
    &q05::RULE,
    &q06::RULE,
    &q07::RULE,
    &v01::RULE,
    &v02::RULE,
    &v03::RULE,
    &v04::RULE,
    &v05::RULE,
    &v06::RULE,
    &v08::RULE,
    &v09::RULE,
    &v10::RULE,
    &v11::RULE,
    &v13::RULE,
    &v14::RULE,
    &v15::RULE,
    &v16::RULE,
    &v17::RULE,
    &v18::RULE,
    &v20::RULE,
    &s01::RULE,
    &s02::RULE,
    &s03::RULE,
    &s04::RULE,
    &s05::RULE,
    &s06::RULE,
    &s07::RULE,
    &s08::RULE,
    &s09::RULE,
    &s10::RULE,
    &s11::RULE,
    &s13::RULE,
    &r01::RULE,
    &r02::RULE,
    &r03::RULE,
];
