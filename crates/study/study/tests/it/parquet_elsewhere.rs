//! The tables opened by another reader: a Python with pyarrow, polars or DuckDB, named by `BARTIZAN_PYTHON`.

use std::process::Command;

use study::Run;

use crate::tiny::{finish, order, prepared};

const SCRIPT: &str = r"
import sys
path = sys.argv[1]
try:
    import pyarrow.parquet as pq
    table = pq.read_table(path)
    rows, names = table.num_rows, table.column_names
    contract = sum(v for v in table['assumption.deal.buy.contract'].to_pylist())
    rivals = sorted(set(table['rival'].to_pylist()))
except ImportError:
    try:
        import polars
        table = polars.read_parquet(path)
        rows, names = table.height, table.columns
        contract = sum(table['assumption.deal.buy.contract'].to_list())
        rivals = sorted(set(table['rival'].to_list()))
    except ImportError:
        import duckdb
        table = duckdb.sql(f'select * from read_parquet({path!r})')
        names = table.columns
        all_rows = table.fetchall()
        rows = len(all_rows)
        contract = sum(r[names.index('assumption.deal.buy.contract')] for r in all_rows)
        rivals = sorted({r[names.index('rival')] for r in all_rows})
print(rows, len(names), repr(contract), ','.join(rivals))
";

#[test]
fn another_reader_finds_the_same_rows() {
    let Some(python) = std::env::var_os("BARTIZAN_PYTHON") else {
        println!("passed by: BARTIZAN_PYTHON is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    finish(&prepared(), &order(folder.path(), 60));
    let run = Run::open(folder.path()).unwrap();
    let output = Command::new(python)
        .args(["-c", SCRIPT])
        .arg(folder.path().join("replications.parquet"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    let told: Vec<&str> = told.split_whitespace().collect();
    assert_eq!(told.len(), 4, "{told:?} {wrong}");
    let table = run.replications();
    let drawn = table.f64("assumption.deal.buy.contract").unwrap();
    let sum: f64 = drawn.iter().flatten().sum();
    assert_eq!(told[0], "60");
    assert_eq!(told[1], table.columns().count().to_string());
    let theirs: f64 = told[2].parse().unwrap();
    assert!((theirs / sum - 1.0).abs() < 1e-12, "{theirs} against {sum}");
    assert_eq!(told[3], "maker,sceptic");
}
