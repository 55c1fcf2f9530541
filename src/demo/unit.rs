//! The county while it grows: one unit after the other writes its files.

use fastrand::Rng;
use rust_xlsxwriter::utility::row_col_to_cell;

use super::canvas::{Drawn, HIDDEN};
use super::filling::{ADJUSTED, EXECUTED, Field, Filling};
use super::folder::Folder;
use super::lists::{Booked, Due, Planted};
use super::overall;
use super::people::{self, Department};
use super::plant::{FAULTS, Fault, Site};
use super::slots::{Sending, Slot};
use super::style::Style;
use super::submission::{self, Naming, Work};
use super::{DemoError, YEAR, rng};

/// The folder of this year's files.
const FOLDER: &str = "submissions";

/// So many faultless forms are kept for those who copy.
const KEPT: usize = 8;

/// Everything that was written so far.
pub struct County {
    /// Where it is written.
    pub folder: Folder,
    /// What is due.
    pub due: Vec<Due>,
    /// Every file of this year and when it was received.
    pub receipts: Vec<(String, String)>,
    /// Every fault.
    pub planted: Vec<Planted>,
    /// What the bureau has in its books.
    pub booked: Vec<Booked>,
    /// The files without any fault.
    pub good: Vec<String>,
    /// How many files of last year there are.
    pub last_year: usize,
    /// Faults that found no place yet and wait for the next unit.
    waiting: Vec<&'static Fault>,
    /// Faultless forms that were sent, for those who copy.
    sent: Vec<Filling>,
    seed: u64,
    two_years: bool,
}

impl County {
    /// Nothing yet.
    pub const fn new(folder: Folder, seed: u64, two_years: bool) -> Self {
        Self {
            folder,
            due: Vec::new(),
            receipts: Vec::new(),
            planted: Vec::new(),
            booked: Vec::new(),
            good: Vec::new(),
            last_year: 0,
            waiting: Vec::new(),
            sent: Vec::new(),
            seed,
            two_years,
        }
    }

    /// Writes what one unit of the roster sends.
    pub fn unit(&mut self, index: usize, unit: &Department, slot: &Slot) -> Result<(), DemoError> {
        let mut rng = rng(self.seed, &[2, index as u64]);
        let works = submission::works(unit, YEAR, &mut rng);
        for work in &works {
            let due = Due { code: unit.code.clone(), form: unit.form.id(), project: work.plan.name.clone() };
            self.due.push(due);
        }
        if self.two_years {
            let late = if slot.is_clean() { &[][..] } else { &self.waiting };
            let with_units = slot.faults.iter().chain(late).any(|fault| fault.needs_last_year());
            self.before(unit, &works, with_units, &mut rng)?;
        }
        if slot.missing {
            for work in &works {
                self.book(unit, &work.plan.name, &work.years[1]);
            }
            let note = format!("{} {}", unit.code, unit.name);
            self.plant("F06", "", ("", String::new()), note);
            return Ok(());
        }
        self.send(unit, works, slot, &mut rng).map(|_| ())
    }

    /// Writes the form of a unit that is not in the roster.
    pub fn outsider(&mut self, index: usize) -> Result<(), DemoError> {
        let mut rng = rng(self.seed, &[2, index as u64]);
        let Some(unit) = people::county(index + 1, self.seed).pop() else { return Ok(()) };
        let mut works = submission::works(&unit, YEAR, &mut rng);
        works.truncate(1);
        let sent = self.send(&unit, works, &Slot::default(), &mut rng)?;
        for (path, sheet, cell) in sent {
            self.plant("F12", &path, (&sheet, cell), format!("名册里没有 {} {}", unit.code, unit.name));
        }
        Ok(())
    }

    /// Last year's forms.
    fn before(&mut self, unit: &Department, works: &[Work], with_units: bool, rng: &mut Rng) -> Result<(), DemoError> {
        let naming = Naming::pick(rng);
        for work in works {
            let mut filling = work.years[0].clone();
            let mut style = Style::pick(rng);
            style.units[0] |= with_units;
            submission::address(&mut filling, unit, &style);
            let mut drawn = submission::draw(&filling, &style)?;
            let path = format!("submissions-{}/{}.xlsx", filling.year, naming.form(unit, &work.plan, filling.year));
            self.folder.write(&path, &drawn.workbook.save_to_buffer()?)?;
            self.last_year += 1;
        }
        Ok(())
    }

    /// This year's forms; returns for each its path, its sheet and the cell of the unit.
    fn send(
        &mut self,
        unit: &Department,
        works: Vec<Work>,
        slot: &Slot,
        rng: &mut Rng,
    ) -> Result<Vec<(String, String, String)>, DemoError> {
        let mut faults = slot.faults.clone();
        if !slot.is_clean() {
            faults.append(&mut self.waiting);
            // Faults build on what others before them in the list have left as it was.
            faults.sort_by_key(|fault| FAULTS.iter().position(|other| other.code == fault.code));
        }
        let has = |code: &str| faults.iter().any(|fault| fault.code == code);
        let (nameless, dated) = (has("C01"), has("C05"));
        let mut style = Style::pick(rng);
        style.signed |= dated;
        // Values of two years are compared only where they have a unit.
        style.units[0] |= faults.iter().any(|fault| fault.needs_last_year());
        let desk = Desk {
            unit,
            // Somebody who fills in several forms keeps to one's habits.
            style,
            naming: if nameless { Naming::CODED } else { Naming::pick(rng) },
            received: received(slot.sendings.contains(&Sending::Late), rng),
        };
        let (mut sent, mut own) = (Vec::new(), Vec::new());
        for (number, work) in works.into_iter().enumerate() {
            let mut filling = work.years[1].clone();
            submission::address(&mut filling, unit, &desk.style);
            let clean = filling.clone();
            let before = self.two_years.then_some(&work.years[0]);
            let mut site = Site::new(&mut filling, work.plan.kind, rng, before, &self.sent);
            let mut marks = Vec::new();
            // A form with an earlier date than its draft would be the older of the two.
            let waits = |fault: &Fault| fault.code == "C05" && slot.sendings.contains(&Sending::Draft);
            faults.retain(|fault| waits(fault) || site.plant(fault).map(|planted| marks.extend(planted)).is_none());
            let mut drawn = submission::draw(&filling, &desk.style)?;
            let bytes = drawn.workbook.save_to_buffer()?;
            let stem = desk.naming.form(unit, &work.plan, filling.year);
            let mut ending = "";
            if number == 0 {
                for sending in &slot.sendings {
                    ending = match sending {
                        Sending::Late => ending,
                        Sending::Damaged => self.damaged(&stem, &bytes, rng)?,
                        Sending::Stranger => self.stranger(&desk, ending, rng)?,
                        Sending::Overall => self.overall(&desk, ending)?,
                        Sending::Draft => self.draft(&desk, &stem, &submission::draft(&work.plan, &clean, rng), rng)?,
                    };
                }
            }
            let path = format!("{stem}{ending}.xlsx");
            self.write(&path, &bytes, desk.received.clone())?;
            if marks.is_empty() && slot.sendings.is_empty() {
                self.good.push(format!("{FOLDER}/{path}"));
                own.push(filling.clone());
            }
            self.book(unit, &work.plan.name, &filling);
            for mark in marks {
                let (sheet, cell) = place(&drawn, mark.field);
                self.plant(mark.code, &path, (&sheet, cell), mark.note);
            }
            if slot.sendings.contains(&Sending::Late) {
                let note = format!("{} 收到，已过截止日期", desk.received);
                self.plant("F07", &path, ("", String::new()), note);
            }
            let (sheet, cell) = place(&drawn, Field::Unit);
            sent.push((path, sheet, cell));
        }
        self.waiting.append(&mut faults);
        self.sent.append(&mut own);
        // The newest will do, and a large county has many.
        self.sent.drain(..self.sent.len().saturating_sub(KEPT));
        Ok(sent)
    }

    /// Enters a project into the bureau's books.
    fn book(&mut self, unit: &Department, project: &str, filling: &Filling) {
        let adjusted = filling.booked.unwrap_or_else(|| filling.money.total(ADJUSTED));
        let executed = filling.money.total(EXECUTED);
        self.booked.push(Booked { code: unit.code.clone(), project: project.to_owned(), adjusted, executed });
    }

    /// A first copy that broke off on the way; returns how the second is called.
    fn damaged(&mut self, stem: &str, bytes: &[u8], rng: &mut Rng) -> Result<&'static str, DemoError> {
        let path = format!("{stem}.xlsx");
        self.write(&path, &bytes[..bytes.len() * 3 / 5], early(rng))?;
        self.plant("F01", &path, ("", String::new()), "文件损坏，打不开；同一份表后来重发");
        Ok("（重发）")
    }

    /// A workbook that is no form.
    fn stranger(&mut self, desk: &Desk, ending: &'static str, rng: &mut Rng) -> Result<&'static str, DemoError> {
        let path = format!("{}.xlsx", desk.naming.beside(desk.unit, "联系人表"));
        let bytes = submission::contacts(desk.unit, rng)?.save_to_buffer()?;
        self.write(&path, &bytes, desk.received.clone())?;
        self.plant("F02", &path, ("", String::new()), "不是已知的表样");
        Ok(ending)
    }

    /// The evaluation of the whole department.
    fn overall(&mut self, desk: &Desk, ending: &'static str) -> Result<&'static str, DemoError> {
        let path = format!("{}.xlsx", desk.naming.beside(desk.unit, overall::TITLE));
        let bytes = overall::draw(desk.unit, YEAR)?.save_to_buffer()?;
        self.write(&path, &bytes, desk.received.clone())?;
        for (code, sheet, cell, note) in overall::FAULTS {
            self.plant(code, &path, (sheet, cell.to_owned()), note);
        }
        Ok(ending)
    }

    /// A draft that was sent first; returns how the final form is called.
    fn draft(&mut self, desk: &Desk, stem: &str, filling: &Filling, rng: &mut Rng) -> Result<&'static str, DemoError> {
        let path = format!("{stem}（初稿）.xlsx");
        let bytes = submission::draw(filling, &desk.style)?.workbook.save_to_buffer()?;
        self.write(&path, &bytes, early(rng))?;
        self.plant(
            "F05",
            &path,
            ("", String::new()),
            format!("同一单位同一项目报了两次，以后收到的 {stem}（定稿）.xlsx 为准"),
        );
        Ok("（定稿）")
    }

    fn write(&mut self, path: &str, bytes: &[u8], received: String) -> Result<(), DemoError> {
        self.folder.write(&format!("{FOLDER}/{path}"), bytes)?;
        self.receipts.push((path.to_owned(), received));
        Ok(())
    }

    fn plant(&mut self, code: &'static str, file: &str, (sheet, cell): (&str, String), note: impl Into<String>) {
        self.planted.push(Planted { code, file: file.to_owned(), sheet: sheet.to_owned(), cell, note: note.into() });
    }
}

/// Who sends, and how.
struct Desk<'a> {
    unit: &'a Department,
    style: Style,
    naming: Naming,
    received: String,
}

/// The sheet and the cell of a field.
fn place(drawn: &Drawn, field: Field) -> (String, String) {
    if field == Field::HiddenSheet {
        return (HIDDEN.to_owned(), String::new());
    }
    let place = drawn.places.iter().find(|(other, ..)| *other == field);
    let cell = place.map(|(_, row, column)| row_col_to_cell(*row, *column)).unwrap_or_default();
    (drawn.sheet.clone(), cell)
}

/// A time in office hours: the second half of March 2024, or early April for those who are late.
fn received(late: bool, rng: &mut Rng) -> String {
    if late {
        return at("2024-04", [2, 3, 8, 9][rng.usize(..4)], rng);
    }
    at("2024-03", [14, 15, 18, 19, 20, 21, 22, 25, 26, 27, 28, 29][rng.usize(..12)], rng)
}

/// A time before any of the others.
fn early(rng: &mut Rng) -> String {
    at("2024-03", [4, 5, 6, 7, 8, 11, 12, 13][rng.usize(..8)], rng)
}

fn at(month: &str, day: u32, rng: &mut Rng) -> String {
    format!("{month}-{day:02} {:02}:{:02}", rng.u32(9..=17), rng.u32(..60))
}
