//! `cargo bench --bench anomaly [-- --repetitions N]`: how well the ladder finds errors that are known, beside the methods in
//! use elsewhere. The generator and its mix of errors stand in `generator.rs`.

#![allow(clippy::print_stdout)]

mod generator;
mod measures;
mod methods;

use std::collections::BTreeMap;
use std::time::Instant;

use generator::{Kind, MIX, Made, Plan, county};
use huizong::anomaly::ladder::{Cause, Ladder, Verdict};
use measures::{Measures, interval, measure, threshold};
use methods::METHODS;

const USUAL: Plan = Plan { departments: 60, history: 85, errors: 20, whole: 2 };

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let named = arguments.iter().position(|argument| argument == "--repetitions");
    let repetitions = named.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(200);
    println!("Anomaly benchmark, {repetitions} repetitions, mean ± half of the 95 % interval");
    let mix: Vec<String> = MIX.iter().map(|(kind, share)| format!("{} {share} %", kind.name())).collect();
    println!(
        "Mix of single errors (2 % of all numbers): {}; and one department in fifty wholly in yuan\n",
        mix.join(", ")
    );
    methods_beside("60 departments, 85 % with last year", &USUAL, repetitions);
    methods_beside("the same in the first year", &Plan { history: 0, ..USUAL }, repetitions);
    by_kind(repetitions);
    by_size(repetitions);
    by_share(repetitions);
    clean(repetitions);
    false_by_step(repetitions);
    goals(repetitions);
    time();
}

fn counties(plan: &Plan, repetitions: u64) -> impl Iterator<Item = Made> {
    let plan = *plan;
    (0..repetitions).map(move |seed| county(&plan, seed))
}

fn wrong(made: &Made) -> Vec<bool> {
    made.planted.iter().map(Option::is_some).collect()
}

fn shown((mean, half): (f64, f64)) -> String {
    format!("{mean:.3}±{half:.3}")
}

fn of_method(plan: &Plan, repetitions: u64, method: usize) -> Vec<Measures> {
    counties(plan, repetitions).map(|made| measure(&METHODS[method].1(&made.numbers), &wrong(&made))).collect()
}

fn methods_beside(title: &str, plan: &Plan, repetitions: u64) {
    println!("{title}");
    println!(
        "{:<18}{:>36}{:>42}{:>14}{:>14}{:>14}{:>14}",
        "",
        "precision at 10 / 20 / 50",
        "recall at 0.1 / 0.5 / 1 % false",
        "AUPRC",
        "recall",
        "precision",
        "false/1200"
    );
    for (at, (name, _)) in METHODS.iter().enumerate() {
        let all = of_method(plan, repetitions, at);
        let three = |of: fn(&Measures) -> [f64; 3]| {
            [0, 1, 2].map(|place| shown(interval(all.iter().map(|m| of(m)[place])))).join(" ")
        };
        let one = |of: fn(&Measures) -> f64| shown(interval(all.iter().map(of)));
        println!(
            "{name:<18}{:>36}{:>42}{:>14}{:>14}{:>14}{:>14}",
            three(|m| m.precision_at),
            three(|m| m.recall_at),
            one(|m| m.area),
            one(|m| m.recall),
            one(|m| m.precision),
            one(|m| m.false_flags),
        );
    }
    println!();
}

/// Recall of every kind at 0.5 % false flags, and at the shipped setting; how often the cause is named.
fn by_kind(repetitions: u64) {
    for (title, plan) in [("with last year", USUAL), ("first year", Plan { history: 0, ..USUAL })] {
        println!(
            "Recall by kind, {title}: at 0.5 % false | at the shipped setting | best of the others at 0.5 % | cause named"
        );
        let mut found: BTreeMap<Kind, [Vec<f64>; 4]> = BTreeMap::new();
        for made in counties(&plan, repetitions) {
            let wrong = wrong(&made);
            let scores: Vec<Vec<f64>> = METHODS.iter().map(|(_, method)| method(&made.numbers)).collect();
            let cuts: Vec<f64> = scores.iter().map(|scores| threshold(scores, &wrong, 0.005)).collect();
            let ladder = Ladder::of(&made.numbers);
            for (at, kind) in made.planted.iter().enumerate().filter_map(|(at, kind)| Some((at, (*kind)?))) {
                let all = found.entry(kind).or_default();
                let hit = |yes: bool| if yes { 1.0 } else { 0.0 };
                all[0].push(hit(scores[0][at] > cuts[0]));
                all[1].push(hit(scores[0][at] >= 1.0));
                all[2].push(scores.iter().zip(&cuts).skip(1).map(|(s, cut)| hit(s[at] > *cut)).fold(0.0, f64::max));
                if scores[0][at] >= 1.0 {
                    all[3].push(hit(ladder.verdict(at).is_some_and(|verdict| names(kind, verdict.cause))));
                }
            }
        }
        for (kind, all) in found {
            let cells = all.map(|values| shown(interval(values)));
            println!("  {:<24}{}", kind.name(), cells.map(|cell| format!("{cell:>16}")).concat());
        }
        println!();
    }
}

fn names(kind: Kind, cause: Cause) -> bool {
    match kind {
        Kind::Sign => cause == Cause::Sign,
        Kind::Swapped => cause == Cause::Swapped,
        Kind::Zero => cause == Cause::Zero,
        Kind::Copied => matches!(cause, Cause::Copied(_)),
        Kind::Tenfold => cause == Cause::Power(1),
        _ => kind.power().is_some_and(|power| cause == Cause::Power(power)),
    }
}

fn by_size(repetitions: u64) {
    println!(
        "By number of departments: recall at 0.5 % false with last year | shipped recall, precision | first year recall, precision"
    );
    for departments in [5, 10, 20, 60, 120] {
        let with = of_method(&Plan { departments, ..USUAL }, repetitions, 0);
        let first = of_method(&Plan { departments, history: 0, ..USUAL }, repetitions, 0);
        let of =
            |all: &[Measures], part: fn(&Measures) -> f64| format!("{:>16}", shown(interval(all.iter().map(part))));
        println!(
            "  {departments:>4}{}{}{}{}{}",
            of(&with, |m| m.recall_at[1]),
            of(&with, |m| m.recall),
            of(&with, |m| m.precision),
            of(&first, |m| m.recall),
            of(&first, |m| m.precision)
        );
    }
    println!();
}

fn by_share(repetitions: u64) {
    println!(
        "By share of departments wholly in yuan (60 departments): recall of these | cause named | the same in the first year"
    );
    for whole in [2, 5, 10, 20, 40] {
        let cells = [85, 0].map(|history| {
            let (mut found, mut named) = (Vec::new(), Vec::new());
            for made in counties(&Plan { history, whole, ..USUAL }, repetitions) {
                let ladder = Ladder::of(&made.numbers);
                for at in (0..made.numbers.len()).filter(|at| made.planted[*at] == Some(Kind::WholeDepartment)) {
                    let verdict = ladder.verdict(at).filter(Verdict::is_flagged);
                    found.push(f64::from(u8::from(verdict.is_some())));
                    named.extend(verdict.map(|verdict| f64::from(u8::from(verdict.cause == Cause::Power(4)))));
                }
            }
            format!("{:>16}{:>16}", shown(interval(found)), shown(interval(named)))
        });
        println!("  {whole:>4} %{}", cells.concat());
    }
    println!();
}

fn clean(repetitions: u64) {
    println!("False flags in a clean county, for 1,200 values:");
    for (at, (name, _)) in METHODS.iter().enumerate() {
        let cells = [85, 0].map(|history| {
            let plan = Plan { errors: 0, whole: 0, history, ..USUAL };
            shown(interval(of_method(&plan, repetitions, at).iter().map(|m| m.false_flags)))
        });
        println!("  {name:<18} with last year {:>16}   first year {:>16}", cells[0], cells[1]);
    }
    println!();
}

/// Which steps flag clean numbers, for 1,200 of them.
fn false_by_step(repetitions: u64) {
    println!("False flags of the ladder by step and kind of number, usual county, for 1,200 clean values:");
    for (title, history) in [("with last year", 85), ("first year", 0)] {
        let mut counted: BTreeMap<String, f64> = BTreeMap::new();
        let mut clean = 0.0;
        for made in counties(&Plan { history, ..USUAL }, repetitions) {
            let ladder = Ladder::of(&made.numbers);
            clean += made.planted.iter().map(|planted| f64::from(u8::from(planted.is_none()))).sum::<f64>();
            for verdict in ladder.flagged().into_iter().filter(|verdict| made.planted[verdict.at].is_none()) {
                let of = &made.numbers[verdict.at];
                let note = if verdict.is_note { " (note)" } else { "" };
                *counted.entry(format!("{:?} {:?}{note}", verdict.step, of.measure)).or_default() += 1.0;
            }
        }
        let parts: Vec<String> = counted.iter().map(|(what, n)| format!("{what} {:.2}", 1200.0 * n / clean)).collect();
        println!("  {title}: {}", parts.join(", "));
    }
    println!();
}

fn goals(repetitions: u64) {
    let with: Vec<Vec<Measures>> = (0..METHODS.len()).map(|method| of_method(&USUAL, repetitions, method)).collect();
    let mean = |all: &[Measures], part: fn(&Measures) -> f64| interval(all.iter().map(part)).0;
    let ladder = mean(&with[0], |m| m.recall_at[1]);
    let best = with[1..].iter().map(|all| mean(all, |m| m.recall_at[1])).fold(0.0, f64::max);
    let first = of_method(&Plan { history: 0, ..USUAL }, repetitions, 0);
    let clean = of_method(&Plan { errors: 0, whole: 0, ..USUAL }, repetitions, 0);
    let (mut ceiling, mut units, mut shared) = (Vec::new(), Vec::new(), Vec::new());
    let mut sure = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    for whole in [2, 40] {
        for made in counties(&Plan { whole, ..USUAL }, repetitions) {
            let ladder = Ladder::of(&made.numbers);
            for (at, kind) in made.planted.iter().enumerate().filter_map(|(at, kind)| Some((at, (*kind)?))) {
                let verdict = ladder.verdict(at).filter(Verdict::is_flagged);
                let hit = |yes: bool| f64::from(u8::from(yes));
                let slot = match kind {
                    Kind::TenThousandfold => Some(0),
                    Kind::TenThousandth => Some(1),
                    Kind::Hundredfold => Some(2),
                    Kind::Sign => Some(3),
                    _ => None,
                };
                if let Some(slot) = slot.filter(|_| whole == 2) {
                    sure[slot].push(hit(verdict.is_some()));
                }
                if made.ceiling[at] && matches!(kind, Kind::Hundredfold | Kind::Fraction) {
                    ceiling.push(hit(verdict.is_some()));
                }
                if let (Some(power), Some(verdict), true) = (kind.power(), &verdict, made.numbers[at].last.is_some()) {
                    if whole == 2 { &mut units } else { &mut shared }.push(hit(verdict.cause == Cause::Power(power)));
                }
            }
        }
    }
    let [ten_thousand, part, hundred, sign] = sure.map(|values| interval(values).0);
    let rows = [
        ("recall at 0.5 % false, with last year", 0.93, ladder, true),
        ("... above the best of the others", 0.20, ladder - best, true),
        ("recall of x10^4 at the shipped setting", 0.95, ten_thousand, true),
        ("recall of /10^4", 0.95, part, true),
        ("recall of x100", 0.95, hundred, true),
        ("recall of sign", 0.95, sign, true),
        ("first year: recall at the shipped setting", 0.75, mean(&first, |m| m.recall), true),
        ("first year: precision", 0.90, mean(&first, |m| m.precision), true),
        ("false flags in a clean county of 1,200 values", 2.0, mean(&clean, |m| m.false_flags), false),
        ("recall at the shipped setting, with last year", 0.90, mean(&with[0], |m| m.recall), true),
        ("recall of x100 and /100 at the ceiling", 1.0, interval(ceiling).0, true),
        ("cause of unit errors named, with last year", 0.95, interval(units).0, true),
        ("... where 40 % of the departments share it", 0.95, interval(shared).0, true),
    ];
    println!("{:<50}{:>8}{:>10}", "goal", "asked", "measured");
    for (name, asked, measured, at_least) in rows {
        let met = if at_least { measured >= asked } else { measured <= asked };
        println!("{name:<50}{asked:>8.2}{measured:>10.3}  {}", if met { "met" } else { "NOT MET" });
    }
    println!();
}

fn time() {
    let made = county(&Plan { departments: 1000, ..USUAL }, 1);
    let begun = Instant::now();
    let flagged = Ladder::of(&made.numbers).flagged().len();
    println!(
        "1,000 departments, {} numbers: {:.3} s, {flagged} flags",
        made.numbers.len(),
        begun.elapsed().as_secs_f64()
    );
}
