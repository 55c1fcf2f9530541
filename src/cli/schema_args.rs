//! The arguments of `huizong schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::template;
use super::language::say;

/// Commands for schema files.
#[derive(Debug, Subcommand)]
pub enum SchemaCommand {
    /// Proposes.
    #[command(override_usage = say("huizong schema infer [选项] <文件>...", "huizong schema infer [OPTIONS] <FILE>..."), about = say("根据一份或几份空白、填好的表草拟表样文件；要人确认的地方写成注释", "Proposes a schema file from blank or filled copies of a form, with comments where a person must decide"), help_template = template(), after_help = say("示例：\n  huizong schema infer 空白表.xlsx 填好的表.xlsx --out 我的表样.toml", "Example:\n  huizong schema infer blank.xlsx filled.xlsx --out my-form.toml"))]
    Infer(InferArgs),
    /// Tries.
    #[command(override_usage = say("huizong schema try [选项] <表样> <文件>...", "huizong schema try [OPTIONS] <SCHEMA> <FILE>..."), about = say("用表样文件试读：把表画出来，标明读到了什么、没找到什么、剩下什么", "Reads files with a schema and shows the sheet marked: what was read, what was not found, what is left over"), help_template = template(), after_help = say("示例：\n  huizong schema try 我的表样.toml 填好的表.xlsx", "Example:\n  huizong schema try my-form.toml filled.xlsx"))]
    Try(TryArgs),
    /// Tests.
    #[command(override_usage = say("huizong schema test [选项] [文件]...", "huizong schema test [OPTIONS] [FILE]..."), about = say("检验表样文件自带的例子：完成值应得多少分", "Runs the examples that schema files carry: the points that actual values earn"), help_template = template(), after_help = say("示例：\n  huizong schema test 我的表样.toml\n  huizong schema test            检验程序自带的表样", "Examples:\n  huizong schema test my-form.toml\n  huizong schema test            tests the delivered forms"))]
    Test(TestArgs),
    /// Checks.
    #[command(override_usage = say("huizong schema check <文件>...", "huizong schema check <FILE>..."), about = say("检查表样文件，指出每处错误的行、列和可用的写法", "Checks schema files and names line, column and what is allowed there"), help_template = template(), after_help = say("示例：\n  huizong schema check 我的表样.toml", "Example:\n  huizong schema check my-form.toml"))]
    Check {
        /// The files.
        #[arg(value_name = say("文件", "FILE"), help_heading = say("参数", "Arguments"), required = true, help = say("表样文件", "Schema files"))]
        files: Vec<PathBuf>,
    },
    /// Lists.
    #[command(override_usage = say("huizong schema list [选项]", "huizong schema list [OPTIONS]"), about = say("列出可用的表样", "Lists the forms at hand"), help_template = template(), after_help = say("示例：\n  huizong schema list --schemas 我的表样", "Example:\n  huizong schema list --schemas my-schemas"))]
    List {
        /// Folder of schema files.
        #[arg(
            help_heading = say("选项", "Options"),long, value_name = say("文件夹", "DIR"), help = say("使用此文件夹中的表样文件，代替程序自带的", "Use the schema files of this folder instead of the delivered ones"))]
        schemas: Option<PathBuf>,
    },
    /// JSON Schema.
    #[command(override_usage = say("huizong schema json-schema [种类]", "huizong schema json-schema [KIND]"), about = say("输出 JSON Schema：表样、项目文件、词表、问题、读取结果", "Prints a JSON Schema: of forms, the project file, word lists, findings, extracted forms"), help_template = template(), after_help = say("示例：\n  huizong schema json-schema form > form.schema.json", "Example:\n  huizong schema json-schema form > form.schema.json"))]
    JsonSchema {
        /// Of what.
        #[arg(
            help_heading = say("参数", "Arguments"),value_enum, default_value = "form", hide_default_value = true, value_name = "form|project|words|finding|extract", hide_possible_values = true, help = say("哪一种；默认 form（表样）", "Of what; form by default"))]
        kind: ContractKind,
    },
}

/// What a JSON Schema is printed of.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ContractKind {
    /// A schema file.
    Form,
    /// A project file.
    Project,
    /// Word lists.
    Words,
    /// A finding of `--json`.
    Finding,
    /// A line of `extract`.
    Extract,
}

/// Arguments of `schema infer`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct InferArgs {
    /// The files.
    #[arg(value_name = say("文件", "FILE"), help_heading = say("参数", "Arguments"), required = true, help = say("同一种表的工作簿，空白的、填好的都可以，几份一起更准", "Workbooks of one form, blank or filled; several make it surer"))]
    pub files: Vec<PathBuf>,
    /// Where to.
    #[arg(long, value_name = say("文件", "FILE"), help = say("写进此文件；不写则输出到屏幕。已有的文件不覆盖", "Write it to this file instead of the terminal; a file that exists is not overwritten"))]
    pub out: Option<PathBuf>,
    /// Which sheet.
    #[arg(long, value_name = say("工作表", "SHEET"), help = say("看哪张工作表；默认看表格最全的一张", "The sheet to look at; the one with the fullest tables by default"))]
    pub sheet: Option<String>,
    /// Known forms.
    #[arg(long, value_name = say("文件夹", "DIR"), help = say("从此文件夹的表样中认词，代替程序自带的", "Take the known words from the schemas of this folder instead of the delivered ones"))]
    pub schemas: Option<PathBuf>,
}

/// Arguments of `schema try`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct TryArgs {
    /// The schema file.
    #[arg(display_order = 1, value_name = say("表样", "SCHEMA"), help_heading = say("参数", "Arguments"), help = say("表样文件（.toml）", "Schema file (.toml)"))]
    pub schema: PathBuf,
    /// The files.
    #[arg(display_order = 2, value_name = say("文件", "FILE"), help_heading = say("参数", "Arguments"), required = true, help = say("要试读的工作簿", "Workbooks to read"))]
    pub files: Vec<PathBuf>,
}

/// Arguments of `schema test`.
#[derive(Debug, Args)]
#[command(next_help_heading = say("选项", "Options"))]
pub struct TestArgs {
    /// The files.
    #[arg(value_name = say("文件", "FILE"), help_heading = say("参数", "Arguments"), conflicts_with = "schemas", help = say("表样文件；不写则检验程序自带的", "Schema files; the delivered ones if none is named"))]
    pub files: Vec<PathBuf>,
    /// Folder of schema files.
    #[arg(long, value_name = say("文件夹", "DIR"), help = say("检验此文件夹中的表样文件", "Test the schema files of this folder"))]
    pub schemas: Option<PathBuf>,
}
