//! What a file really is, told from its bytes: extensions lie, and the remedy depends on the truth.

use std::io::{Cursor, Read};

use super::plain;
use crate::text::Text;

/// A kind of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Zeros,
    Encrypted,
    OldExcel,
    AncientExcel,
    BinaryExcel,
    OpenDocument,
    OldWord,
    Slides,
    OtherOle,
    Csv,
    Html,
    SpreadsheetXml,
    Mhtml,
    OtherXml,
    Pdf,
    Ofd,
    Picture,
    Rar,
    SevenZip,
    Zip,
    Gzip,
    Rtf,
    Unknown,
}

/// Which way to go with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// A zip: what it holds decides.
    Zip,
    /// Plain text.
    Text,
    /// Something else, known by its first bytes.
    Foreign(Kind),
}

impl Kind {
    /// What is wrong, in a clerk's words.
    pub(super) const fn message(self) -> Text {
        match self {
            Self::Empty => Text::new("文件是空的（0 字节）", "the file is empty (0 bytes)"),
            Self::Zeros => Text::new("文件内容全部是零，没有数据", "the file consists of zeros and holds no data"),
            Self::Encrypted => Text::new("文件有打开密码，无法读取", "the file is protected by a password"),
            Self::OldExcel => Text::new(
                "文件是旧版 Excel 或 WPS 表格格式（.xls/.et），本版只读 .xlsx",
                "the file is in the old Excel or WPS format (.xls/.et); this version reads .xlsx only",
            ),
            Self::AncientExcel => Text::new(
                "文件是很早的 Excel 格式（Excel 4.0 及以前或导出程序所写），本版只读 .xlsx",
                "the file is in a very old Excel format (Excel 4.0 or before); this version reads .xlsx only",
            ),
            Self::BinaryExcel => Text::new(
                "文件是 Excel 二进制格式（.xlsb），本版只读 .xlsx",
                "the file is a binary Excel workbook (.xlsb); this version reads .xlsx only",
            ),
            Self::OpenDocument => Text::new(
                "文件是 OpenDocument 格式（.ods/.odt），不是 .xlsx",
                "the file is an OpenDocument file (.ods/.odt), not .xlsx",
            ),
            Self::OldWord => {
                Text::new("文件是 Word 或 WPS 文字文档（.doc/.wps）", "the file is a Word or WPS document (.doc/.wps)")
            }
            Self::Slides => Text::new("文件是演示文稿（PPT）", "the file is a presentation"),
            Self::OtherOle => Text::new(
                "文件是旧版 Office 文件，但不是可读的表格，或已损坏",
                "the file is an old Office file, but no readable workbook, or damaged",
            ),
            Self::Csv => Text::new(
                "文件是 CSV 文本表格，不是 Excel 工作簿",
                "the file is a table in plain text (CSV), not an Excel workbook",
            ),
            Self::Html => Text::new(
                "文件是网页（HTML），只是扩展名像 Excel，多为系统导出",
                "the file is a web page (HTML) that some system exported",
            ),
            Self::SpreadsheetXml => {
                Text::new("文件是 XML 表格 2003 格式，不是 .xlsx", "the file is an XML Spreadsheet 2003, not .xlsx")
            }
            Self::Mhtml => Text::new("文件是单个文件网页（MHTML）", "the file is a single-file web page (MHTML)"),
            Self::OtherXml => Text::new("文件是 XML 文本，不是 Excel 工作簿", "the file is XML, not an Excel workbook"),
            Self::Pdf => Text::new("文件是 PDF，不是 Excel 工作簿", "the file is a PDF, not an Excel workbook"),
            Self::Ofd => Text::new(
                "文件是 OFD 版式文档，不是 Excel 工作簿",
                "the file is an OFD document, not an Excel workbook",
            ),
            Self::Picture => Text::new("文件是图片，不是 Excel 工作簿", "the file is a picture, not an Excel workbook"),
            Self::Rar => Text::new("文件是 RAR 压缩包", "the file is a RAR archive"),
            Self::SevenZip => Text::new("文件是 7z 压缩包", "the file is a 7z archive"),
            Self::Zip => {
                Text::new("文件是 ZIP 压缩包，本身不是工作簿", "the file is a ZIP archive and no workbook itself")
            }
            Self::Gzip => Text::new("文件是 GZ 压缩包", "the file is a gzip archive"),
            Self::Rtf => Text::new("文件是 RTF 文字文档", "the file is an RTF document"),
            Self::Unknown => {
                Text::new("无法识别的文件，不是 Excel 工作簿，或已损坏", "the file is of an unknown kind, or damaged")
            }
        }
    }

    /// The next step.
    pub(super) const fn advice(self) -> Text {
        match self {
            Self::Encrypted => Text::new(
                "请打开文件，在“文件—信息—保护工作簿”（WPS：文件—文档加密）中取消密码，保存后重新报送",
                "open the file, remove the password under File, Info, Protect Workbook, save it and submit it again",
            ),
            Self::OldExcel
            | Self::AncientExcel
            | Self::BinaryExcel
            | Self::OpenDocument
            | Self::Html
            | Self::SpreadsheetXml
            | Self::Mhtml
            | Self::Csv => Text::new(
                "请用 Excel 或 WPS 打开后，“另存为”Excel 工作簿（.xlsx），核对无误再报送",
                "open it in Excel or WPS, save it as an Excel workbook (.xlsx), check it and submit that",
            ),
            Self::OldWord | Self::Rtf => Text::new(
                "文字报告请用 Word 或 WPS 打开，另存为 .docx 后报送；自评表请填入下发的 Excel 表样（.xlsx）",
                "of a written report, open it in Word or WPS, save it as .docx and submit that; fill in a form in the Excel form (.xlsx) that was handed out",
            ),
            Self::Slides | Self::Pdf | Self::Ofd | Self::Picture => Text::new(
                "请将内容填入下发的 Excel 自评表（.xlsx）后报送；文字报告请报送 .docx",
                "fill in the Excel form (.xlsx) that was handed out and submit that; submit a written report as .docx",
            ),
            Self::Rar | Self::SevenZip | Self::Zip | Self::Gzip => {
                Text::new("请解压后，报送里面的 .xlsx 文件", "unpack it and submit the .xlsx files inside")
            }
            Self::Empty | Self::Zeros => Text::new(
                "请打开原件，确认内容已经保存，再重新上传",
                "open the original, make sure that its content was saved, and upload it again",
            ),
            Self::OtherOle | Self::OtherXml | Self::Unknown => Text::new(
                "请确认原表能用 Excel 或 WPS 打开，另存为 .xlsx 后重新上传",
                "make sure that the original opens in Excel or WPS, save it as .xlsx and upload it again",
            ),
        }
    }
}

/// First bytes that settle the matter.
const MAGIC: [(&[u8], Kind); 15] = [
    (b"%PDF-", Kind::Pdf),
    (b"Rar!\x1a\x07", Kind::Rar),
    (b"7z\xbc\xaf\x27\x1c", Kind::SevenZip),
    (b"\x1f\x8b", Kind::Gzip),
    (b"{\\rtf", Kind::Rtf),
    (b"\x89PNG", Kind::Picture),
    (b"\xff\xd8\xff", Kind::Picture),
    (b"GIF8", Kind::Picture),
    (b"II*\0", Kind::Picture),
    (b"MM\0*", Kind::Picture),
    (b"\x09\x00\x04\x00", Kind::AncientExcel),
    (b"\x09\x02\x06\x00", Kind::AncientExcel),
    (b"\x09\x04\x06\x00", Kind::AncientExcel),
    (b"\x09\x08\x08\x00", Kind::AncientExcel),
    (b"\x09\x08\x10\x00", Kind::AncientExcel),
];

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Tells what the bytes are.
pub(super) fn sniff(bytes: &[u8]) -> Sniffed {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Sniffed::Zip;
    }
    let kind = if bytes.is_empty() {
        Some(Kind::Empty)
    } else if bytes.iter().all(|&b| b == 0) {
        Some(Kind::Zeros)
    } else if bytes.starts_with(OLE) {
        Some(compound(bytes))
    } else {
        MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map_or_else(|| written(bytes), |(_, kind)| Some(*kind))
    };
    kind.map_or(Sniffed::Text, Sniffed::Foreign)
}

/// Streams of a compound file that tell its kind; an encrypted workbook has no other stream that matters.
const STREAMS: [(&str, Kind); 5] = [
    ("EncryptedPackage", Kind::Encrypted),
    ("Workbook", Kind::OldExcel),
    ("Book", Kind::OldExcel),
    ("WordDocument", Kind::OldWord),
    ("PowerPoint Document", Kind::Slides),
];

fn compound(bytes: &[u8]) -> Kind {
    let known = match cfb::CompoundFile::open(Cursor::new(bytes)) {
        Ok(mut file) => match STREAMS.iter().find(|(name, _)| file.exists(name)) {
            Some((name, Kind::OldExcel)) if file.open_stream(name).is_ok_and(has_password) => return Kind::Encrypted,
            known => known,
        },
        // A damaged directory still shows the names of its streams, in UTF-16.
        Err(_) => STREAMS.iter().find(|(name, _)| {
            let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|window| window == name)
        }),
    };
    known.map_or(Kind::OtherOle, |(_, kind)| *kind)
}

/// Whether the records of an old workbook say that what follows is encrypted; they stand near its beginning.
fn has_password(stream: impl Read) -> bool {
    const LOOK: u64 = 1 << 16;
    const FILE_PASS: u16 = 0x2f;
    let mut records = Vec::new();
    if stream.take(LOOK).read_to_end(&mut records).is_err() {
        return false;
    }
    let mut rest = records.as_slice();
    while let [id_low, id_high, length_low, length_high, after @ ..] = rest {
        if u16::from_le_bytes([*id_low, *id_high]) == FILE_PASS {
            return true;
        }
        let length = u16::from_le_bytes([*length_low, *length_high]);
        rest = after.get(usize::from(length)..).unwrap_or_default();
    }
    false
}

/// What kind of writing it is, judged by the first few kilobytes; nothing if it is plain text.
fn written(bytes: &[u8]) -> Option<Kind> {
    const LOOK: usize = 4096;
    let Some(head) = plain::beginning(bytes.get(..LOOK).unwrap_or(bytes)) else { return Some(Kind::Unknown) };
    let lower = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).to_lowercase();
    if lower.starts_with("mime-version:") || lower.contains("content-type: multipart/related") {
        Some(Kind::Mhtml)
    } else if lower.starts_with("<?xml") && lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Some(Kind::SpreadsheetXml)
    } else if lower.starts_with('<')
        && ["<html", "<!doctype html", "<table", "<meta"].iter().any(|tag| lower.contains(tag))
    {
        Some(Kind::Html)
    } else if lower.starts_with("<?xml") {
        Some(Kind::OtherXml)
    } else {
        None
    }
}

/// What a zip without a workbook in it holds, told from the names of its parts (folded).
pub(super) fn zip_kind(has: impl Fn(&str) -> bool) -> Kind {
    if has("xl/workbook.bin") {
        Kind::BinaryExcel
    } else if has("ppt/presentation.xml") {
        Kind::Slides
    } else if has("ofd.xml") {
        Kind::Ofd
    } else if has("mimetype") && has("content.xml") || has("content.xml") && has("meta-inf/manifest.xml") {
        Kind::OpenDocument
    } else {
        Kind::Zip
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    #[test]
    fn every_kind_of_writing_is_called_by_its_name() {
        let gbk = GB18030.encode("单位名称,分值\n唐溪镇,95\n").0.into_owned();
        let cases: [(&[u8], Kind); 12] = [
            (b"", Kind::Empty),
            (&[0; 512], Kind::Zeros),
            (b"%PDF-1.7\n", Kind::Pdf),
            (b"Rar!\x1a\x07\x01\x00", Kind::Rar),
            (b"7z\xbc\xaf\x27\x1c\x00", Kind::SevenZip),
            (b"\x09\x08\x10\x00\x00\x06\x05\x00", Kind::AncientExcel),
            (b"<html><body><table>", Kind::Html),
            (b"\xef\xbb\xbf<!DOCTYPE html>", Kind::Html),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Kind::SpreadsheetXml,
            ),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Kind::Mhtml),
            (b"<?xml version=\"1.0\"?><a/>", Kind::OtherXml),
            (b"\x01\x02\x03\x04\x80\x90", Kind::Unknown),
        ];
        for (bytes, kind) in cases {
            assert_eq!(sniff(bytes), Sniffed::Foreign(kind), "{bytes:?}");
        }
        for text in ["一、部门职能\n负责养护".as_bytes(), &gbk, b"\xff\xfea\0,\0b\0"] {
            assert_eq!(sniff(text), Sniffed::Text, "{text:?}");
        }
        assert_eq!(sniff(b"PK\x03\x04rest"), Sniffed::Zip);
    }

    #[test]
    fn a_text_cut_inside_a_character_is_still_a_text() {
        let text = "绩效".repeat(1000);
        assert_eq!(written(text.as_bytes()), None);
        let gbk = GB18030.encode(&text).0.into_owned();
        assert_eq!(written(&gbk[..gbk.len() - 1]), None);
    }

    #[test]
    fn a_damaged_compound_file_is_still_known_by_its_stream_names() {
        let mut bytes = OLE.to_vec();
        bytes.extend([0xff; 600]);
        bytes.extend("Workbook\0".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(compound(&bytes), Kind::OldExcel);
    }
}
