//! The arguments: one table for help, parsing and messages.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::DateTime;

use super::language::{say, tell};
use super::schema_args::SchemaCommand;
use crate::model::{Severity, Wanted};
use crate::text::{Message, Text};

/// The arguments of the program.
#[derive(Debug, Parser)]
#[command(
    name = "huizong",
    version,
    about = say("汇总一个县各部门的绩效自评表：检查、复算得分、找出异常值，生成一个全县工作簿", "Merges, checks and scores the performance self-evaluation forms of a county into one workbook"),
    help_template = template(),
    override_usage = say("huizong [选项] <命令>", "huizong [OPTIONS] <COMMAND>"),
    max_term_width = 100,
    subcommand_help_heading = say("命令", "Commands"),
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = say(
        "示例：\n  huizong demo 示范县                 生成一个虚构的示范县\n  huizong run 示范县                  汇总它\n  huizong check 自评表.xlsx           报送之前自己检查一份表\n\n退出码：0 完成；1 有达到 --fail-on 级别的问题；2 没有完成；73 无法创建输出；74 读写错误；75 另一个运行正在进行",
        "Examples:\n  huizong demo shifan                 makes a fictional county\n  huizong run shifan                  consolidates it\n  huizong check form.xlsx             checks a form before it is submitted\n\nExit codes: 0 done; 1 findings at or above --fail-on; 2 not done; 73 output cannot be created; 74 I/O error; 75 another run is under way"
    ),
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = say("通用选项", "Common options"))]
pub struct Common {
    /// Language of the terminal.
    #[arg(long, global = true, value_enum, value_name = "zh|en", hide_possible_values = true, help = say("界面语言；默认随系统", "Language of the terminal; the system's by default"))]
    pub lang: Option<TerminalLanguage>,
    /// No progress, no summary.
    #[arg(long, global = true, help = say("不显示进度和小结", "No progress and no summary"))]
    pub quiet: bool,
    /// Print help.
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help = say("显示帮助", "Print help"))]
    help: Option<bool>,
    /// Print version.
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help = say("显示版本", "Print version"))]
    version: Option<bool>,
}

/// A language, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TerminalLanguage {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// Options of commands that read forms.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct Reading {
    /// Folder of schema files.
    #[arg(long, value_name = say("文件夹", "DIR"), help = say("使用此文件夹中的表样文件，代替程序自带的", "Use the schema files of this folder instead of the delivered ones"))]
    pub schemas: Option<PathBuf>,
    /// Threads.
    #[arg(long, value_name = "N", value_parser = |text: &str| whole::<u16>(text, 1, 1024), help = say("使用的线程数；默认等于处理器核数", "Number of threads; as many as there are cores by default"))]
    pub threads: Option<u16>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Consolidates a county.
    #[command(
        override_usage = say("huizong run [选项] <项目>", "huizong run [OPTIONS] <PROJECT>"),
        about = say("汇总一个县：读取全部报送文件，检查、复算，写出全县工作簿", "Consolidates a county: reads every submission, checks, recomputes, writes the county workbook"),
        help_template = template(),
        after_help = say("示例：\n  huizong run samples/shifan\n  huizong run samples/shifan --json > 问题.jsonl", "Examples:\n  huizong run samples/shifan\n  huizong run samples/shifan --json > findings.jsonl"),
    )]
    Run(RunArgs),
    /// Checks files.
    #[command(
        override_usage = say("huizong check [选项] <文件>...", "huizong check [OPTIONS] <FILE>..."),
        about = say("检查一份或几份自评表或自评报告（.xlsx、.docx、.txt），报送之前自己先看", "Checks forms and written reports (.xlsx, .docx, .txt) before they are submitted"),
        help_template = template(),
        after_help = say("示例：\n  huizong check 自评表.xlsx 自评报告.docx\n  huizong check *.xlsx --fail-on W", "Examples:\n  huizong check form.xlsx report.docx\n  huizong check *.xlsx --fail-on W"),
    )]
    Check(CheckArgs),
    /// Prints what was read.
    #[command(
        override_usage = say("huizong extract [选项] <文件>...", "huizong extract [OPTIONS] <FILE>..."),
        about = say("输出读到的每一个值及其单元格，每张表一行 JSON", "Prints every value that was read with its cell, one line of JSON per form"),
        help_template = template(),
        after_help = say("示例：\n  huizong extract 自评表.xlsx > 自评表.jsonl", "Example:\n  huizong extract form.xlsx > form.jsonl"),
    )]
    Extract(ExtractArgs),
    /// Makes blank forms.
    #[command(
        override_usage = say("huizong template [选项] <项目>", "huizong template [OPTIONS] <PROJECT>"),
        about = say("生成下发给各单位的空白表：按应报每单位一个文件夹，带填写检查、自动合计和单位标识", "Makes the blank forms to hand out: a folder for every unit by the due list, with checks, live totals and the unit's stamp"),
        help_template = template(),
        after_help = say("示例：\n  huizong template 示范县\n  huizong template 示范县 --department 101001 --out 下发\n\n已有的文件不会被覆盖。", "Examples:\n  huizong template shifan\n  huizong template shifan --department 101001 --out blank\n\nFiles that are there already are never replaced."),
    )]
    Template(TemplateArgs),
    /// Tries new rules.
    #[command(
        name = "what-if",
        override_usage = say("huizong what-if [选项] --schemas <文件夹> <项目>", "huizong what-if [OPTIONS] --schemas <DIR> <PROJECT>"),
        about = say("用新的表样文件试算上年的报送：谁会新增问题，得分和名次怎样变", "Tries new schema files on last year's submissions: who would newly fail, how scores and ranks move"),
        help_template = template(),
        after_help = say("示例：\n  huizong what-if 示范县 --schemas 新表样\n\n不写出任何文件；没有上年的报送时用本年的。", "Example:\n  huizong what-if shifan --schemas new-forms\n\nNothing is written; without submissions of last year those of the year are used."),
    )]
    WhatIf(WhatIfArgs),
    /// Schema files.
    #[command(
        after_help = say("示例：\n  huizong schema infer 空白表.xlsx --out 我的表样.toml\n  huizong schema try 我的表样.toml 填好的表.xlsx\n  huizong schema check 我的表样.toml", "Examples:\n  huizong schema infer blank.xlsx --out my-form.toml\n  huizong schema try my-form.toml filled.xlsx\n  huizong schema check my-form.toml"),
        override_usage = say("huizong schema <命令>", "huizong schema <COMMAND>"),
        about = say("表样文件：草拟、试读、检验、检查、列出", "Schema files: propose, try, test, check, list"),
        help_template = template(),
        subcommand_help_heading = say("命令", "Commands"),
        disable_help_subcommand = true,
        arg_required_else_help = true,
    )]
    Schema {
        /// What to do with them.
        #[command(subcommand)]
        command: SchemaCommand,
    },
    /// Explains a check.
    #[command(
        override_usage = say("huizong explain [选项] [代码]", "huizong explain [OPTIONS] [CODE]"),
        about = say("解释一项检查：查什么、为什么、怎样改正", "Explains a check: what it looks at, why, and how to correct what it finds"),
        help_template = template(),
        after_help = say("示例：\n  huizong explain M01\n  huizong explain 专-01 --schemas 表样\n  huizong explain          列出全部检查", "Examples:\n  huizong explain M01\n  huizong explain FUND-1 --schemas forms\n  huizong explain          lists every check"),
    )]
    Explain {
        /// The code.
        #[arg(value_name = say("代码", "CODE"), help_heading = say("参数", "Arguments"), help = say("检查代码，如 M01；不写则列出全部", "Code of a check, such as M01; lists all if left out"))]
        code: Option<String>,
        /// Where the schemas are.
        #[arg(long, value_name = say("文件夹", "DIR"), help = say("使用此文件夹中的表样文件，代替程序自带的", "Use the schema files of this folder instead of the delivered ones"))]
        schemas: Option<PathBuf>,
    },
    /// Lists rules.
    #[command(
        override_usage = say("huizong rules [选项] <项目>", "huizong rules [OPTIONS] <PROJECT>"),
        about = say("列出全部规则（自带的和表样文件里写的）：各触发几次、未检几次及原因、从未触发或每份都触发", "Lists every rule, built in or of a schema: how often it fired, was not evaluated and why, never fired, always fired"),
        help_template = template(),
        after_help = say("示例：\n  huizong rules 示范县\n  huizong rules 示范县 --schemas 新表样\n\n只读取，不写任何文件。", "Examples:\n  huizong rules shifan\n  huizong rules shifan --schemas new-forms\n\nNothing is written."),
    )]
    Rules(RulesArgs),
    /// Makes a fictional county.
    #[command(
        override_usage = say("huizong demo [选项] <文件夹>", "huizong demo [OPTIONS] <DIR>"),
        about = say("生成一个虚构的县：名录、应报、两年的自评表和埋好的差错", "Makes a fictional county: roster, due list, two years of forms, planted faults"),
        help_template = template(),
        after_help = say("示例：\n  huizong demo 示范县 --departments 60 --years 2 --seed 1", "Example:\n  huizong demo shifan --departments 60 --years 2 --seed 1"),
    )]
    Demo(DemoArgs),
}

/// Arguments of `run`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct RunArgs {
    /// The project.
    #[arg(value_name = say("项目", "PROJECT"), help_heading = say("参数", "Arguments"), help = say("项目文件夹（含 huizong.toml），或项目文件本身", "Project folder (with huizong.toml), or the project file itself"))]
    pub project: PathBuf,
    /// The time of the run.
    #[arg(long, value_name = say("时间", "TIME"), help = say("运行时间，写进工作簿；如 2024-04-01 或 2024-04-01T08:30，默认为现在", "Time of the run, written into the workbook: 2024-04-01 or 2024-04-01T08:30; now by default"), value_parser = moment)]
    pub as_of: Option<DateTime>,
    /// JSON.
    #[arg(long, help = say("每行输出一个问题（JSON）", "Print one finding per line as JSON"))]
    pub json: bool,
    /// When to fail.
    #[arg(long, value_name = "E|W|I|never", default_value = "never", hide_default_value = true, hide_possible_values = true, value_enum, ignore_case = true, help = say("有这一级别及以上的问题时退出码为 1；默认 never", "Exit with 1 if there are findings of this severity or graver; never by default"))]
    pub fail_on: FailOn,
    /// A value to explain.
    #[arg(long, value_name = say("单位/指标", "UNIT/INDICATOR"), value_parser = wanted, help = say("逐步说明异常检查怎样看这个数，没有报告的也说明；如 石桥镇/群众满意度、101001/总额", "Explain step by step how the anomaly detectors see a value, flagged or not: 101001/总额"))]
    pub explain_anomalies: Option<Wanted>,
    /// Reading.
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `what-if`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct WhatIfArgs {
    /// The project.
    #[arg(value_name = say("项目", "PROJECT"), help_heading = say("参数", "Arguments"), help = say("项目文件夹（含 huizong.toml），或项目文件本身", "Project folder (with huizong.toml), or the project file itself"))]
    pub project: PathBuf,
    /// The new rules.
    #[arg(long, required = true, value_name = say("文件夹", "DIR"), help = say("要试的表样文件所在的文件夹，代替现行的", "Folder of the schema files to try instead of those in force"))]
    pub schemas: PathBuf,
    /// Threads.
    #[arg(long, value_name = "N", value_parser = |text: &str| whole::<u16>(text, 1, 1024), help = say("使用的线程数；默认等于处理器核数", "Number of threads; as many as there are cores by default"))]
    pub threads: Option<u16>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct CheckArgs {
    /// The files.
    #[arg(value_name = say("文件", "FILE"), help_heading = say("参数", "Arguments"), required = true, help = say("要检查的文件，或放着它们的文件夹", "Files to check, or folders of them"))]
    pub files: Vec<PathBuf>,
    /// JSON.
    #[arg(long, help = say("每行输出一个问题（JSON）", "Print one finding per line as JSON"))]
    pub json: bool,
    /// When to fail.
    #[arg(long, value_name = "E|W|I|never", default_value = "E", hide_default_value = true, hide_possible_values = true, value_enum, ignore_case = true, help = say("有这一级别及以上的问题时退出码为 1；默认 E", "Exit with 1 if there are findings of this severity or graver; E by default"))]
    pub fail_on: FailOn,
    /// Reading.
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct ExtractArgs {
    /// The files.
    #[arg(value_name = say("文件", "FILE"), help_heading = say("参数", "Arguments"), required = true, help = say("要读取的文件，或放着它们的文件夹", "Files to read, or folders of them"))]
    pub files: Vec<PathBuf>,
    /// Reading.
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct RulesArgs {
    /// The project.
    #[arg(value_name = say("项目", "PROJECT"), help_heading = say("参数", "Arguments"), help = say("项目文件夹（含 huizong.toml），或项目文件本身", "Project folder (with huizong.toml), or the project file itself"))]
    pub project: PathBuf,
    /// Reading.
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct TemplateArgs {
    /// The project.
    #[arg(value_name = say("项目", "PROJECT"), help_heading = say("参数", "Arguments"), help = say("项目文件夹（含 huizong.toml），或项目文件本身", "Project folder (with huizong.toml), or the project file itself"))]
    pub project: PathBuf,
    /// One unit only.
    #[arg(long, value_name = say("代码", "CODE"), help = say("只做这个单位的（名录中的代码或名称）；默认为应报的全部单位", "Only for this unit (code or name of the roster); for every unit of the due list by default"))]
    pub department: Option<String>,
    /// One form only.
    #[arg(long, value_name = say("表样", "FORM"), help = say("只做这种表样；应报没有写表样的单位也用它", "Only this form; also for units whose due list names none"))]
    pub form: Option<String>,
    /// Where.
    #[arg(long, value_name = say("文件夹", "DIR"), help = say("放在哪个文件夹；默认为项目下的 templates", "Where to put them; templates inside the project by default"))]
    pub out: Option<PathBuf>,
    /// Folder of schema files.
    #[arg(long, value_name = say("文件夹", "DIR"), help = say("使用此文件夹中的表样文件，代替程序自带的", "Use the schema files of this folder instead of the delivered ones"))]
    pub schemas: Option<PathBuf>,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct DemoArgs {
    /// Where.
    #[arg(value_name = say("文件夹", "DIR"), help_heading = say("参数", "Arguments"), help = say("放在哪个文件夹（新的或空的）", "Where to put it (a new or empty folder)"))]
    pub folder: PathBuf,
    /// How many.
    #[arg(long, value_name = "N", default_value_t = 60, hide_default_value = true, value_parser = |text: &str| whole::<u32>(text, 1, 100_000), help = say("部门数；默认 60", "Number of departments; 60 by default"))]
    pub departments: u32,
    /// Years.
    #[arg(long, value_name = "1|2", default_value_t = 2, hide_default_value = true, value_parser = |text: &str| whole::<u8>(text, 1, 2), help = say("年数；默认 2，即带上年数据", "Number of years; 2 by default, with last year's forms"))]
    pub years: u8,
    /// Seed.
    #[arg(long, value_name = "S", default_value_t = 1, hide_default_value = true, value_parser = |text: &str| whole::<u64>(text, 0, u64::MAX), help = say("随机种子；同一种子生成同样的文件，默认 1", "Seed; the same seed gives the same files, 1 by default"))]
    pub seed: u64,
    /// `LibreOffice`.
    #[arg(long, value_name = "SOFFICE", help = say("LibreOffice 程序 soffice 的位置；给出时，三分之一的文件由它重新保存", "Path of LibreOffice's soffice; if given, every third file is re-saved by it"))]
    pub libreoffice: Option<PathBuf>,
}

/// From which severity on the exit code is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// 必须修改.
    #[value(name = "E")]
    E,
    /// 需核实 and graver.
    #[value(name = "W")]
    W,
    /// Any finding.
    #[value(name = "I")]
    I,
    /// Never.
    #[value(name = "never")]
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes the exit code 1.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            Self::E => severity == Severity::E,
            Self::W => severity <= Severity::W,
            Self::I => true,
            Self::Never => false,
        }
    }
}

fn moment(text: &str) -> Result<DateTime, String> {
    let day = || text.parse::<jiff::civil::Date>().map(|date| date.to_datetime(jiff::civil::Time::midnight()));
    text.parse::<DateTime>()
        .or_else(|_| day())
        .map_err(|_| say("应写成 2024-04-01 或 2024-04-01T08:30", "write 2024-04-01 or 2024-04-01T08:30").to_owned())
}

/// A whole number within limits.
fn whole<T: TryFrom<u64>>(text: &str, least: u64, most: u64) -> Result<T, String> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
        let text = Text::new("应是 {least} 到 {most} 之间的整数", "write a whole number from {least} to {most}");
        tell(&Message::new(text).with("least", least.to_string()).with("most", most.to_string()))
    })
}

pub fn template() -> &'static str {
    say(
        "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    )
}

/// A unit and one of its indicators.
fn wanted(text: &str) -> Result<Wanted, String> {
    match text.split_once('/') {
        Some((unit, subject)) if !unit.trim().is_empty() && !subject.trim().is_empty() => {
            Ok(Wanted { unit: unit.trim().to_owned(), subject: subject.trim().to_owned() })
        }
        _ => Err(say("要写成 单位/指标，如 101001/总额", "write UNIT/INDICATOR, such as 101001/总额").to_owned()),
    }
}
