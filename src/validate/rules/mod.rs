//! The rules that look at one form, one file each, and their table.

mod c01;
mod c06;
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
mod s01;
mod s02;
mod s03;
mod s04;
mod s05;
mod s06;
mod s07;
mod s08;
mod t01;
mod t02;
mod t03;
mod t04;
mod t05;
mod t07;
mod v01;
mod v02;
mod v03;
mod v05;
mod v15;

use super::rule::Rule;

/// Every rule, in the order of the catalogue; a file that is missing here is reported by the compiler as dead.
pub static RULES: &[&Rule] = &[
    &f03::RULE,
    &f04::RULE,
    &f10::RULE,
    &f13::RULE,
    &f15::RULE,
    &c01::RULE,
    &c06::RULE,
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
    &v05::RULE,
    &v15::RULE,
    &s01::RULE,
    &s02::RULE,
    &s03::RULE,
    &s04::RULE,
    &s05::RULE,
    &s06::RULE,
    &s07::RULE,
    &s08::RULE,
    &r01::RULE,
];
