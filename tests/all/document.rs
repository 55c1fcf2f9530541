//! Word documents made part by part.

use std::fmt::Write as _;

use crate::package::Parts;

/// The body of [`Document::new`].
pub const BODY: &str = "word/document.xml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document whose body holds these elements.
pub fn document(body: &str) -> Parts {
    with_parts(body, &[])
}

/// The same with further parts: kind, root element, content.
pub fn with_parts(body: &str, beside: &[(&str, &str, &str)]) -> Parts {
    let mut parts = Parts(Vec::new())
        .with("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        .with(
            "_rels/.rels",
            &format!(
                "<Relationships><Relationship Id=\"r\" Type=\"{RELATION}/officeDocument\" Target=\"{BODY}\"/></Relationships>"
            ),
        )
        .with(BODY, &format!("<w:document xmlns:w=\"{MAIN}\"><w:body>{body}<w:sectPr/></w:body></w:document>"));
    let mut relations = String::new();
    for (number, (kind, root, content)) in beside.iter().enumerate() {
        let name = format!("{kind}{number}.xml");
        let _ = write!(relations, "<Relationship Id=\"r{number}\" Type=\"{RELATION}/{kind}\" Target=\"{name}\"/>");
        parts = parts.with(&format!("word/{name}"), &format!("<w:{root} xmlns:w=\"{MAIN}\">{content}</w:{root}>"));
    }
    parts.with("word/_rels/document.xml.rels", &format!("<Relationships>{relations}</Relationships>"))
}

/// A paragraph of one run.
pub fn paragraph(text: &str) -> String {
    if text.is_empty() {
        return "<w:p/>".to_owned();
    }
    format!(
        "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(text)
    )
}

/// A document with a paragraph for every line.
pub fn of_lines(text: &str) -> Parts {
    document(&text.lines().map(paragraph).collect::<String>())
}

/// A table; a cell is its text with its properties before it: "gridSpan=2|vMerge=restart|项目名称".
pub fn table(rows: &[&[&str]]) -> String {
    let mut text = "<w:tbl><w:tblPr/><w:tblGrid/>".to_owned();
    for row in rows {
        text.push_str("<w:tr><w:trPr/>");
        for cell in *row {
            let mut parts: Vec<&str> = cell.split('|').collect();
            let content = parts.pop().unwrap_or_default();
            let properties: String = parts
                .iter()
                .map(|part| match part.split_once('=') {
                    Some((name, value)) => format!("<w:{name} w:val=\"{value}\"/>"),
                    None => format!("<w:{part}/>"),
                })
                .collect();
            let lines: String = content.split('\n').map(paragraph).collect();
            let _ = write!(text, "<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>");
        }
        text.push_str("</w:tr>");
    }
    text + "</w:tbl>"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
