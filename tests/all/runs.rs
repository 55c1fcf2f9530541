//! A run of a county from the command line: what it prints, what it waits for, and that the last good workbook outlives every
//! failure.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

use crate::commands::{book, county, edit, huizong, run};
use crate::example_form::workbook;

#[test]
fn a_county_becomes_a_workbook_and_the_same_input_the_same_bytes() {
    let (_folder, county) = county(12);
    run(&county).assert().success().stdout(contains("应报").and(contains("全县工作簿")));
    let first = fs::read(book(&county)).expect("a workbook");
    for threads in ["1", "4"] {
        run(&county).args(["--threads", threads, "--quiet"]).assert().success().stdout("");
        assert!(fs::read(book(&county)).expect("a workbook") == first, "{threads} threads");
    }
}

#[test]
fn every_line_of_json_is_a_finding() {
    let (_folder, county) = county(30);
    let output = run(&county).args(["--json"]).output().expect("findings");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.lines().count() > 20);
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).expect("JSON");
        for key in ["code", "severity", "file", "sheet", "cell", "message", "advice"] {
            assert!(record.get(key).is_some(), "{key} is missing in {line}");
        }
        assert!(["E", "W", "I"].contains(&record["severity"].as_str().expect("a severity")));
    }
}

#[test]
fn the_exit_code_says_how_it_ended() {
    let (_folder, county) = county(30);
    run(&county).args(["--fail-on", "E", "--quiet"]).assert().code(1);
    run(&county).args(["--quiet"]).assert().code(0);

    let folder = tempfile::tempdir().expect("a folder");
    let right = folder.path().join("对.xlsx");
    let wrong = folder.path().join("错.xlsx");
    fs::write(&right, workbook(&[])).expect("written");
    fs::write(&wrong, workbook(&[("G13", "120公里", "")])).expect("written");
    huizong().arg("check").arg(&right).assert().code(0).stdout(contains("复算 99.00 分"));
    huizong().arg("check").arg(&wrong).assert().code(1).stdout(contains("V02").and(contains("G13")));
    huizong().arg("check").arg(&wrong).args(["--fail-on", "never"]).assert().code(0);
    huizong().arg("check").arg(folder.path().join("没有.xlsx")).assert().code(2).stdout(contains("文件或文件夹不存在"));
}

#[test]
fn another_run_must_wait() {
    let (_folder, county) = county(6);
    let output = county.join("output");
    fs::create_dir_all(&output).expect("a folder");
    let lock = fs::File::create(output.join(".huizong.lock")).expect("a lock file");
    lock.lock().expect("the lock");
    run(&county).assert().code(75).stderr(contains("另一个 huizong 正在写"));
    drop(lock);
    run(&county).assert().code(0);
}

#[test]
fn output_that_cannot_be_created_is_said_and_the_earlier_workbook_stays() {
    let (_folder, county) = county(6);
    run(&county).assert().code(0);
    let earlier = fs::read(book(&county)).expect("a workbook");
    edit(&county, "folder = \"output\"", "folder = \"huizong.toml/output\"");
    run(&county).assert().code(73).stderr(contains("无法在"));
    assert!(fs::read(book(&county)).expect("a workbook") == earlier);
}

#[test]
fn what_an_interrupted_run_left_is_swept_up() {
    let (_folder, county) = county(6);
    let output = county.join("output");
    fs::create_dir_all(&output).expect("a folder");
    let stale = output.join(".huizong-abc123.tmp");
    fs::write(&stale, "half a workbook").expect("written");
    fs::write(output.join("我的.tmp"), "mine").expect("written");
    run(&county).assert().code(0);
    assert!(!stale.exists() && output.join("我的.tmp").exists());
}

#[test]
fn a_run_that_read_nothing_leaves_the_last_good_workbook() {
    let (_folder, county) = county(6);
    run(&county).assert().code(0);
    let good = fs::read(book(&county)).expect("a workbook");
    fs::remove_dir_all(county.join("submissions")).expect("removed");
    fs::create_dir(county.join("submissions")).expect("made");
    for garbage in [false, true] {
        if garbage {
            fs::write(county.join("submissions/a.xlsx"), "text").expect("written");
        }
        run(&county).assert().code(2).stderr(contains("没有读到任何自评表"));
        assert!(fs::read(book(&county)).expect("the workbook") == good, "the last good workbook is gone");
    }
}

/// Whether this process, and so what it starts, ignores a signal. Known on Linux only.
#[cfg(unix)]
fn is_ignored(number: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask >> (number - 1) & 1 == 1)
}

/// A run that is stopped ends by the signal itself, which a shell shows as 130 or 143, and harms no earlier workbook.
#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_the_last_good_workbook() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command as Process, Stdio};
    let (_folder, county) = county(200);
    run(&county).assert().code(0);
    let good = fs::read(book(&county)).expect("a workbook");
    for (name, number) in [("INT", 2), ("TERM", 15)] {
        if is_ignored(number) {
            eprintln!(
                "SKIPPED: {name} is ignored where these tests run, as a shell has it for what runs in the background"
            );
            continue;
        }
        let mut child = Process::new(assert_cmd::cargo::cargo_bin("huizong"))
            .arg("run")
            .arg(&county)
            .args(["--as-of", "2025-01-01", "--threads", "1"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a run");
        let id = child.id().to_string();
        assert!(Process::new("kill").args(["-s", name, &id]).status().expect("a signal").success());
        assert_eq!(child.wait().expect("an end").signal(), Some(number));
        assert!(fs::read(book(&county)).expect("the workbook") == good);
    }
}
