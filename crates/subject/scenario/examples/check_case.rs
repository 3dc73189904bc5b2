//! Prints every mistake of a case, one a line.

fn main() {
    for path in std::env::args().skip(1) {
        match scenario::load(std::path::Path::new(&path)) {
            Ok(loaded) => {
                for warning in &loaded.warnings {
                    println!("{}", warning.one_line());
                }
                println!("{path}: well; {} slots, {} assumptions", loaded.case.slots.rows().len(), loaded.explain.assumptions.len());
            }
            Err(mistakes) => {
                for mistake in &mistakes {
                    println!("{}", mistake.one_line());
                }
            }
        }
    }
}
