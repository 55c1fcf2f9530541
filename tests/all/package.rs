//! Workbooks made part by part, as no program would write them.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The sheet of [`Parts::new`].
pub const SHEET: &str = "xl/worksheets/sheet1.xml";
/// Its shared strings: `唐溪镇`, a rich text, a padded one, one with escapes.
pub const STRINGS: &str = "xl/sharedStrings.xml";
/// Its workbook part.
pub const WORKBOOK: &str = "xl/workbook.xml";
/// Its relations.
pub const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
/// Its styles; see [`Parts::formats`].
pub const STYLES: &str = "xl/styles.xml";

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a package, in their order.
#[derive(Clone)]
pub struct Parts(pub Vec<(String, Vec<u8>)>);

impl Parts {
    /// A right workbook of one sheet with these rows.
    pub fn new(rows: &str) -> Self {
        let strings = concat!(
            "<si><t>唐溪镇</t></si>",
            "<si><r><t>项目</t></r><r><rPr><b/></rPr><t>名称</t></r><rPh sb=\"0\" eb=\"2\"><t>xiangmu</t></rPh></si>",
            "<si><t xml:space=\"preserve\"> 前后 </t></si>",
            "<si><t>第一行_x000D_\n第二行_x005F_x000A_</t></si>",
            "<si/>",
            "<si><t>最后</t></si>",
        );
        Self(Vec::new())
            .with(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            )
            .with(
                "_rels/.rels",
                &format!(
                    "<Relationships><Relationship Id=\"r\" Type=\"{RELATION}/officeDocument\" Target=\"{WORKBOOK}\"/></Relationships>"
                ),
            )
            .with(
                WORKBOOK,
                &format!("<workbook xmlns=\"{MAIN}\"><sheets><sheet name=\"自评表\" r:id=\"rId1\"/></sheets></workbook>"),
            )
            .with(
                RELATIONS,
                &format!(
                    "<Relationships><Relationship Id=\"rId1\" Type=\"{RELATION}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                     <Relationship Id=\"rId2\" Type=\"{RELATION}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
                     <Relationship Id=\"rId3\" Type=\"{RELATION}/styles\" Target=\"/xl/styles.xml\"/></Relationships>"
                ),
            )
            .with(STRINGS, &format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"6\">{strings}</sst>"))
            .formats(&["General"])
            .with(SHEET, &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"))
    }

    /// One row of cells, the first row.
    pub fn row(cells: &str) -> Self {
        Self::new(&format!("<row r=\"1\">{cells}</row>"))
    }

    /// Replaces a part, or adds it.
    pub fn with(mut self, name: &str, content: &str) -> Self {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = content.as_bytes().to_vec(),
            None => self.0.push((name.to_owned(), content.as_bytes().to_vec())),
        }
        self
    }

    /// Changes the text of a part; what is replaced must be there.
    pub fn edit(self, name: &str, from: &str, to: &str) -> Self {
        let text = self.0.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone());
        let text = String::from_utf8(text.expect("the part")).expect("a text");
        assert!(text.contains(from), "{name} lacks {from}");
        let text = text.replace(from, to);
        self.with(name, &text)
    }

    /// Removes a part.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// The number formats of the styles: a code, or a number for a built-in one.
    pub fn formats(self, codes: &[&str]) -> Self {
        let (mut own, mut styles) = (String::new(), String::new());
        for (index, code) in codes.iter().enumerate() {
            let id = code.parse::<usize>().unwrap_or(200 + index);
            if code.parse::<usize>().is_err() {
                let _ = write!(own, "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", code.replace('"', "&quot;"));
            }
            let _ = write!(styles, "<xf numFmtId=\"{id}\"/>");
        }
        let text = format!("<styleSheet><numFmts>{own}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>");
        self.with(STYLES, &text)
    }

    /// The package, every part compressed.
    pub fn zip(&self) -> Vec<u8> {
        self.zip_by(CompressionMethod::Deflated)
    }

    /// The package, no part compressed: its bytes can be damaged with an aim.
    pub fn stored(&self) -> Vec<u8> {
        self.zip_by(CompressionMethod::Stored)
    }

    fn zip_by(&self, method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::DEFAULT.compression_method(method)).expect("a new part");
            zip.write_all(content).expect("written");
        }
        zip.finish().expect("a zip").into_inner()
    }
}

/// Replaces every occurrence of some bytes by others of the same length.
pub fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut found = 0;
    for start in 0..=bytes.len() - from.len() {
        if bytes[start..].starts_with(from) {
            bytes[start..start + to.len()].copy_from_slice(to);
            found += 1;
        }
    }
    assert!(found > 0, "nothing to replace");
    bytes
}

/// Where the entry of a part begins in the directory of a package.
pub fn central(bytes: &[u8], name: &str) -> usize {
    let header =
        |start: &usize| bytes[*start..].starts_with(b"PK\x01\x02") && bytes[*start + 46..].starts_with(name.as_bytes());
    (0..bytes.len()).find(header).expect("an entry of that name")
}

/// A compound file with these streams, as old Office programs write them.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    for (name, content) in streams {
        file.create_stream(name).expect("a stream").write_all(content).expect("written");
    }
    file.flush().expect("written");
    file.into_inner().into_inner()
}
