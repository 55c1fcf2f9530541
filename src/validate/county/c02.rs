//! C02: name and code of the unit do not belong together by the roster.

use super::scene::{Account, Scene, Sent};
use crate::model::{Body, Code, FieldValue, Page, Severity};
use crate::text::{Message, Text, fold};
use crate::validate::rule::Tally;

pub static PAGE: Page = Page {
    code: Code("C02"),
    title: Text::new("单位名称与代码不符", "Name and code of the unit do not match"),
    severity: Severity::W,
    what: Text::new(
        "封面上的单位写作“代码-名称”时，与单位名录核对：代码是这个单位的、名称却不是它的名称或别名，或者名称是它的、代码却不是，都要核实。代码只写了前几位（如 219 之于 219001），名称多写或少写了县名、括号里的说明、上级单位，都不算。名称和代码指向名录中两个不同单位的，由 F12 报告。只写名称或只写代码的不查；没有名录的不查。",
        "Where the cover names the unit as code and name, both are held against the roster: a code of this unit with a name that is neither its name nor an alias, or its name with another code, is to be verified. The first digits of the code (219 for 219001) will do, and so will a name with or without the county, a remark in brackets or the unit above. Code and name of two different units are told by F12. A cover with only one of both is left out; without a roster nothing is checked.",
    ),
    why: Text::new(
        "本工具的约定：汇总按名录的代码归集，代码或名称写错，下一次就可能归到别的单位。",
        "A convention of this tool: figures are gathered by the codes of the roster; a wrong code or name may go to another unit next time.",
    ),
    wrong: Text::new(
        "名录里示范县教育局的代码是 101001，封面写“101010-示范县教育局”。",
        "The roster has 101001 for 示范县教育局, the cover says 101010-示范县教育局.",
    ),
    correct: Text::new(
        "按名录改正封面；名称是另一种写法的，在名录的别名一栏补上。",
        "Correct the cover by the roster, or add the other name to the roster as an alias.",
    ),
    example: &[],
    fires_at: "",
};

pub fn check(scene: &Scene<'_>, account: &mut Account<'_>) {
    if scene.context.roster.units.is_empty() {
        return;
    }
    for sent in scene.in_force() {
        if let Some(tally) = account.of(&sent) {
            judge(&sent, scene, tally);
        }
    }
}

fn judge(sent: &Sent<'_>, scene: &Scene<'_>, tally: &mut Tally<'_>) {
    let field = sent.form.attributing_field().and_then(|id| sent.submission().field(id));
    let Some(entry) = field.map(|field| &field.entry) else { return };
    let Some(FieldValue::CodeName { code: Some(code), name }) = entry.value() else { return };
    let Some(body) = sent.unit().and_then(|unit| scene.context.roster.unit(unit)) else {
        return tally.not_evaluated(Text::new("单位不在名录中，见 F12", "the unit is not in the roster, see F12"));
    };
    let code_fits = same_code(code, &body.code);
    let name_fits = is_called(name, body, scene.context.name);
    let text = match (code_fits, name_fits) {
        (true, true) => return tally.pass(),
        (true, false) => Text::new(
            "封面写“{written}”；名录里代码 {code} 是“{name}”，名称不符",
            "the cover says `{written}`; in the roster code {code} is `{name}`, so the name does not match",
        ),
        (false, true) => Text::new(
            "封面写“{written}”；名录里“{name}”的代码是 {code}，代码不符",
            "the cover says `{written}`; in the roster the code of `{name}` is {code}, so the code does not match",
        ),
        (false, false) => Text::new(
            "封面写“{written}”，本表按下发标识认定为 {code} {name}，代码和名称都不符",
            "the cover says `{written}`; by its stamp this form is that of {code} {name}, and neither code nor name matches",
        ),
    };
    let message =
        Message::new(text).with("written", entry.raw.to_string()).with("code", &*body.code).with("name", &*body.name);
    let advice = Message::new(Text::new(
        "请按名录写“{code}-{name}”；名称是别称的，在名录中补别名",
        "write `{code}-{name}` as the roster has it, or add the other name to the roster as an alias",
    ))
    .with("code", &*body.code)
    .with("name", &*body.name);
    tally.fail(&entry.place, message, advice);
}

/// Whether one code is the other, or its first digits: a department's code leads those of its units.
fn same_code(written: &str, known: &str) -> bool {
    let (written, known) = (fold(written), fold(known));
    written.starts_with(&known) || known.starts_with(&written)
}

/// Whether a name is one of the unit's, the county, remarks in brackets and what stands before or behind it aside.
fn is_called(written: &str, body: &Body, county: &str) -> bool {
    let county = fold(county);
    let bare = |name: &str| {
        let folded = fold(name);
        let head = folded.split('(').next().unwrap_or_default();
        head.replace(&county, "")
    };
    let written = bare(written);
    let names = std::iter::once(&*body.name).chain(body.aliases.iter().map(String::as_str)).map(bare);
    let mut known = names.filter(|name| !name.is_empty());
    !written.is_empty() && known.any(|name| written.contains(&name) || name.contains(&written))
}
