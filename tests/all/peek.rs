#[test]
fn peek() {
    let n: usize = std::env::var("N").unwrap().parse().unwrap();
    let seed: u64 = std::env::var("SEED").unwrap().parse().unwrap();
    let lo = std::env::var("LO").ok().map(Into::into);
    let t = std::time::Instant::now();
    let s = huizong::demo::generate(
        std::path::Path::new(&std::env::var("OUT").unwrap()),
        &huizong::demo::Options { departments: n, years: 2, seed, libreoffice: lo },
    );
    println!("{s:?} {:?}", t.elapsed());
}
#[test]
fn seeds() {
    for seed in 0..300 {
        let d = tempfile::tempdir().unwrap();
        for n in [30, 31] {
            if let Err(e) = huizong::demo::generate(
                &d.path().join(n.to_string()),
                &huizong::demo::Options { departments: n, years: 1, seed, libreoffice: None },
            ) {
                println!("SEED {seed} {n}: {e}");
            }
        }
    }
}
