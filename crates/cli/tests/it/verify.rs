//! `bartizan verify` over tables of one row.

use std::fs;
use std::path::Path;

use crate::command::in_folder;

const HEADER: &str = "id,group,quantity,inputs,value,unit,rel_tol,abs_tol\n";
const PAGE: &str = "before\n<!-- measured: sensitivity -->\n<!-- /measured -->\nafter\n";

/// A folder with one row of Brier scores, right or wrong, and a page with a mark for it.
fn folder(value: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("tables")).unwrap();
    fs::create_dir_all(folder.path().join("book/models")).unwrap();
    let row = format!("s1,score,brier,p=0.5 0.5;outcome=0 1,{value},1,1e-12,0\n");
    fs::write(
        folder.path().join("tables/sensitivity.csv"),
        HEADER.to_owned() + &row,
    )
    .unwrap();
    fs::write(page(folder.path()), PAGE).unwrap();
    folder
}

fn page(folder: &Path) -> std::path::PathBuf {
    folder.join("book/models/page.md")
}

#[test]
fn a_page_is_looked_at_brought_up_to_date_and_then_fresh() {
    let folder = folder("0.25");
    let book = ["verify", "--vectors", "tables", "--book", "book"];
    let check = [&book[..], &["--check"]].concat();
    let looked = in_folder(folder.path(), &check);
    assert_eq!(looked.code, Some(1), "{looked:?}");
    assert!(
        looked.err.contains("not up to date: book/models/page.md"),
        "{looked:?}"
    );
    assert_eq!(fs::read_to_string(page(folder.path())).unwrap(), PAGE);
    let written = in_folder(folder.path(), &book);
    assert_eq!(written.code, Some(0), "{written:?}");
    let fresh = fs::read_to_string(page(folder.path())).unwrap();
    assert!(
        fresh.starts_with("before\n") && fresh.ends_with("after\n"),
        "{fresh}"
    );
    assert!(fresh.contains("| score | `brier` | 1 | 1 | 0 |"), "{fresh}");
    assert_eq!(in_folder(folder.path(), &check).code, Some(0));
}

#[test]
fn a_wrong_row_and_a_wrong_use_have_their_codes() {
    let folder = folder("0.26");
    let told = in_folder(folder.path(), &["verify", "--vectors", "tables"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.out.contains("s1"), "{told:?}");
    let lone = in_folder(folder.path(), &["verify", "--vectors", "tables", "--check"]);
    assert_eq!(lone.code, Some(2), "{lone:?}");
}
