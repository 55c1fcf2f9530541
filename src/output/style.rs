//! How the workbook looks: one accent colour, thin lines, a colour for each severity.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::model::Severity;
use crate::text::{Lang, Text};

/// The accent: a sober blue.
pub const ACCENT: Color = Color::RGB(0x1F_4E_79);
/// A light shade of the accent, for labels and totals.
pub const SHADE: Color = Color::RGB(0xE9_EF_F6);
const LINE: Color = Color::RGB(0xC9_D1_DA);
const INK: Color = Color::RGB(0x22_2B_35);
const QUIET_INK: Color = Color::RGB(0x6B_77_85);
const FONT: Text = Text::new("微软雅黑", "Calibri");
const POINTS: f64 = 10.0;
const MONEY: &str = "#,##0.00";
const PERCENT: &str = "0.00%";
const SCORE: &str = "0.00";
const COUNT: &str = "#,##0";

/// What a cell holds, which decides its number format and its alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A short text on the left.
    Text,
    /// A long text that breaks into lines.
    Wrap,
    /// A short text in the middle: codes, names of states.
    Middle,
    /// An amount in 万元.
    Money,
    /// A ratio, shown as a percentage.
    Percent,
    /// Points.
    Score,
    /// A number with the decimals it has.
    Number,
    /// A count.
    Count,
    /// A link.
    Link,
    /// A long text that a person types: nothing in it becomes a date or a formula.
    Input,
    /// A column's title.
    Header,
    /// A count on a card of the first tab.
    FigureCount,
    /// An amount on a card.
    FigureMoney,
    /// A percentage on a card.
    FigurePercent,
    /// Points on a card.
    FigureScore,
}

impl Look {
    const ALL: [Self; 15] = [
        Self::Text,
        Self::Wrap,
        Self::Middle,
        Self::Money,
        Self::Percent,
        Self::Score,
        Self::Number,
        Self::Count,
        Self::Link,
        Self::Input,
        Self::Header,
        Self::FigureCount,
        Self::FigureMoney,
        Self::FigurePercent,
        Self::FigureScore,
    ];
}

/// Whether a cell stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It does not.
    Plain,
    /// Grave.
    Bad,
    /// To be looked at.
    Warn,
    /// To be noted.
    Note,
    /// In order.
    Good,
    /// Less important than the rest.
    Quiet,
    /// A total or a label.
    Total,
}

impl Tone {
    const ALL: [Self; 7] = [Self::Plain, Self::Bad, Self::Warn, Self::Note, Self::Good, Self::Quiet, Self::Total];

    /// The tone of a severity.
    #[must_use]
    pub const fn of(severity: Severity) -> Self {
        match severity {
            Severity::E => Self::Bad,
            Severity::W => Self::Warn,
            Severity::I => Self::Note,
        }
    }

    /// Ink and paper.
    const fn colors(self) -> (Color, Option<Color>) {
        match self {
            Self::Plain => (INK, None),
            Self::Bad => (Color::RGB(0xA6_1B_1B), Some(Color::RGB(0xFB_E3_E1))),
            Self::Warn => (Color::RGB(0x8A_5A_00), Some(Color::RGB(0xFF_F2_CC))),
            Self::Note => (ACCENT, Some(Color::RGB(0xE3_EE_F9))),
            Self::Good => (Color::RGB(0x2B_6B_3F), Some(Color::RGB(0xE4_F3_E8))),
            Self::Quiet => (QUIET_INK, None),
            Self::Total => (ACCENT, Some(SHADE)),
        }
    }
}

/// Every format of a workbook, made once.
pub struct Styles {
    cells: Vec<Format>,
    /// The title of a tab.
    pub title: Format,
    /// A line of explanation.
    pub note: Format,
    /// A line of explanation that breaks into lines.
    pub wrapped_note: Format,
    /// The heading of a block.
    pub heading: Format,
    /// A link to another tab.
    pub inner_link: Format,
    /// The link beside a title.
    pub back_link: Format,
}

impl Styles {
    /// The formats in the font of a language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let base =
            Format::new().set_font_name(FONT.get(lang)).set_font_size(POINTS).set_align(FormatAlign::VerticalCenter);
        let cells = Look::ALL.iter().flat_map(|look| Tone::ALL.map(|tone| cell(&base, *look, tone))).collect();
        Self {
            cells,
            title: base.clone().set_font_size(16).set_bold().set_font_color(ACCENT),
            note: base.clone().set_font_color(QUIET_INK),
            wrapped_note: base.clone().set_font_color(QUIET_INK).set_text_wrap().set_align(FormatAlign::Left),
            heading: base
                .clone()
                .set_font_size(11.5)
                .set_bold()
                .set_font_color(ACCENT)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(ACCENT),
            back_link: base.clone().set_font_color(ACCENT).set_underline(FormatUnderline::Single),
            inner_link: base
                .clone()
                .set_font_color(ACCENT)
                .set_underline(FormatUnderline::Single)
                .set_border(FormatBorder::Thin)
                .set_border_color(LINE),
        }
    }

    /// Every format, in a fixed order.
    pub fn all(&self) -> impl Iterator<Item = &Format> {
        self.cells.iter().chain([
            &self.title,
            &self.note,
            &self.wrapped_note,
            &self.heading,
            &self.inner_link,
            &self.back_link,
        ])
    }

    /// The format of a look in a tone.
    #[must_use]
    pub fn cell(&self, look: Look, tone: Tone) -> &Format {
        let at = look as usize * Tone::ALL.len() + tone as usize;
        self.cells.get(at).unwrap_or(&self.note)
    }
}

fn cell(base: &Format, look: Look, tone: Tone) -> Format {
    let (ink, paper) = tone.colors();
    let mut format = base.clone().set_font_color(ink).set_border(FormatBorder::Thin).set_border_color(LINE);
    if let Some(paper) = paper {
        format = format.set_background_color(paper);
    }
    if tone == Tone::Total {
        format = format.set_bold();
    }
    match look {
        Look::Text => format,
        Look::Wrap => format.set_text_wrap(),
        Look::Input => format.set_text_wrap().set_num_format("@"),
        Look::Middle => format.set_align(FormatAlign::Center).set_text_wrap(),
        Look::Money => format.set_num_format(MONEY),
        Look::Percent => format.set_num_format(PERCENT),
        Look::Score => format.set_num_format(SCORE),
        Look::Number => format.set_num_format("General").set_align(FormatAlign::Right),
        Look::Count => format.set_num_format(COUNT),
        Look::Link => format.set_font_color(ACCENT).set_underline(FormatUnderline::Single).set_text_wrap(),
        Look::Header => format
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(ACCENT)
            .set_text_wrap()
            .set_align(FormatAlign::Center),
        Look::FigureCount => figure(format, COUNT),
        Look::FigureMoney => figure(format, MONEY),
        Look::FigurePercent => figure(format, PERCENT),
        Look::FigureScore => figure(format, SCORE),
    }
}

fn figure(format: Format, number: &str) -> Format {
    format.set_font_size(14).set_bold().set_align(FormatAlign::Center).set_num_format(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour (WCAG 2.1).
    fn luminance(color: Color) -> f64 {
        let Color::RGB(rgb) = color else { return 1.0 }; // white
        let channel = |shift: u32| {
            let part = f64::from((rgb >> shift) & 0xff) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    #[test]
    fn every_ink_stands_out_from_its_paper() {
        let tones = Tone::ALL.map(Tone::colors).map(|(ink, paper)| (ink, paper.unwrap_or(Color::White)));
        let others = [(Color::White, ACCENT), (ACCENT, Color::White), (QUIET_INK, Color::White), (INK, SHADE)];
        for (ink, paper) in tones.into_iter().chain(others) {
            let (one, other) = (luminance(ink), luminance(paper));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(contrast >= 4.5, "{ink:?} on {paper:?}: {contrast:.2}");
        }
    }
}
