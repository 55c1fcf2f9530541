//! Another spreadsheet program, where it is installed.

use std::fs;
use std::process::Command;

/// What another program computes when it is told to compute everything anew; nothing, said aloud, if it is not there.
pub fn recalculated(bytes: &[u8]) -> Option<Vec<u8>> {
    const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
    let program = ["soffice", "libreoffice"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()));
    let Some(program) = program else {
        eprintln!("skipped: LibreOffice is not installed");
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out, profile) =
        (folder.path().join("表.xlsx"), folder.path().join("out"), folder.path().join("profile"));
    fs::create_dir_all(profile.join("user")).expect("a profile");
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).expect("written");
    fs::write(&file, bytes).expect("written");
    let output = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .args([&out, &file])
        .output()
        .expect("LibreOffice runs");
    Some(fs::read(out.join("表.xlsx")).unwrap_or_else(|_| panic!("{output:?}")))
}
