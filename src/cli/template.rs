//! `huizong template`: blank forms to hand out.

use super::args::TemplateArgs;
use super::exit::{Exit, Stop};
use super::language::{lang, tell};
use super::print::line;
use super::progress::{Progress, WRITING};
use super::schema::library_of;
use crate::pipeline::{self, HandedOut, TemplateError, Wanted};
use crate::text::{Message, Text};

/// Where the forms go below the project.
const FOLDER: &str = "templates";
/// How many files are named.
const SHOWN: usize = 10;

/// Makes the forms and says how many there are.
pub fn template(args: &TemplateArgs, quiet: bool) -> Result<Exit, Stop> {
    let project = pipeline::project(&args.project)?;
    let library = library_of(&project, args.schemas.as_deref())?;
    let roster = pipeline::roster(&project, &library).map_err(|error| Stop::of_run(&error))?;
    let wanted = Wanted { department: args.department.as_deref(), form: args.form.as_deref() };
    let handouts = pipeline::due_templates(&project, &roster, &library, wanted).map_err(|error| stop(&error))?;
    let folder = args.out.clone().unwrap_or_else(|| project.resolve(FOLDER.as_ref()));
    let progress = Progress::begin(handouts.list.len(), quiet, WRITING);
    let handed_out = pipeline::templates(&handouts, &project, &folder, &|| progress.step());
    progress.end();
    let handed_out = handed_out.map_err(|error| stop(&error))?;
    if !quiet {
        let text = Text::new(
            "已在 {folder} 生成 {new} 份空白表{same}\n下一步：把各单位文件夹发给各单位；收回后放进报送文件夹，运行 huizong run",
            "made {new} blank forms in {folder}{same}\nnext: send every unit its folder; put what comes back into the folder of submissions and run `huizong run`",
        );
        let same = Message::new(Text::new("，另有 {count} 份已在那里", ", {count} more were there already"));
        let same =
            if handed_out.same == 0 { String::new() } else { tell(&same.with("count", handed_out.same.to_string())) };
        let message = Message::new(text).with("folder", folder.display().to_string());
        line(&tell(&message.with("new", handed_out.new.to_string()).with("same", same)))?;
        if !handouts.written.is_empty() {
            let text = Text::new(
                "应报中的{names}是文字报告，没有空白表，请各单位自行撰写，报送 .docx",
                "due too is {names}: a written report has no blank workbook; units write it themselves and submit a .docx",
            );
            let titles: Vec<String> =
                handouts.written.iter().map(|form| form.head.title.get(lang()).to_owned()).collect();
            line(&tell(&Message::new(text).with("names", listed(&titles))))?;
        }
        if !handouts.without_form.is_empty() {
            let text = Text::new(
                "{count} 个单位的应报没有写明表样，没有生成：{names}；请补上，或用 --form 指定",
                "for {count} units the due list names no form and none was made: {names}; add it, or use --form",
            );
            let names = listed(&handouts.without_form);
            let count = handouts.without_form.len().to_string();
            line(&tell(&Message::new(text).with("count", count).with("names", names)))?;
        }
    }
    kept(&handed_out)
}

/// Files that stood in the way are told, and were not touched.
fn kept(handed_out: &HandedOut) -> Result<Exit, Stop> {
    if handed_out.kept.is_empty() {
        return Ok(Exit::Done);
    }
    let text = Text::new(
        "{count} 份没有生成：同名文件已存在且内容不同（可能已有人填写），没有覆盖。确认不需要的请移走或删去后重新运行，或用 --out 换一个文件夹：{names}",
        "{count} forms were not made: files of their names are there with other content, perhaps filled in, and were left as they are. Move away what is not needed and run again, or choose another folder with --out: {names}",
    );
    let names: Vec<String> = handed_out.kept.iter().map(|path| path.display().to_string()).collect();
    let message = Message::new(text).with("count", names.len().to_string()).with("names", listed(&names));
    Err(Stop::new(Exit::CannotCreate, &message))
}

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > SHOWN { format!("{shown} …") } else { shown }
}

fn stop(error: &TemplateError) -> Stop {
    let exit = match error {
        TemplateError::Write { source, .. } => Exit::of_writing(source),
        _ => Exit::NotDone,
    };
    Stop::new(exit, &error.message())
}
