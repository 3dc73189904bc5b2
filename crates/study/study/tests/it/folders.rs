//! Folders that are refused, each with its sentence; nothing in them is touched.

use std::sync::atomic::AtomicBool;

use study::{Order, Run, RunError, StudyError, prepare_case, run};

use crate::tiny::{case, files, finish, inputs, order, prepared};

fn refused(prepared: &study::Prepared, order: &Order) -> StudyError {
    run(prepared, order, &AtomicBool::new(false), &|_, _| {}).unwrap_err()
}

#[test]
fn a_foreign_folder_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    let before = files(folder.path());
    for resume in [false, true] {
        let order = Order {
            resume,
            ..order(folder.path(), 10)
        };
        assert!(matches!(
            refused(&prepared(), &order),
            StudyError::Foreign { .. }
        ));
    }
    assert!(files(folder.path()) == before);
    assert!(!folder.path().join("lock").exists());
    assert!(matches!(
        Run::open(folder.path()),
        Err(RunError::NotARun { .. })
    ));
}

#[test]
fn a_folder_in_use_is_refused_to_writers_and_readers() {
    let folder = tempfile::tempdir().unwrap();
    finish(&prepared(), &order(folder.path(), 10));
    let lock = std::fs::File::open(folder.path().join("lock")).unwrap();
    lock.lock().unwrap();
    let resumed = Order {
        resume: true,
        ..order(folder.path(), 20)
    };
    let error = refused(&prepared(), &resumed);
    assert!(error.to_string().contains("in use"), "{error}");
    assert!(matches!(
        Run::open(folder.path()),
        Err(RunError::InUse { .. })
    ));
    lock.unlock().unwrap();
    assert!(Run::open(folder.path()).is_ok());
}

#[test]
fn a_finished_run_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    finish(&prepared(), &order(folder.path(), 10));
    let before = files(folder.path());
    let error = refused(&prepared(), &order(folder.path(), 10));
    assert!(matches!(error, StudyError::Finished { held: 10, .. }));
    let fewer = Order {
        resume: true,
        ..order(folder.path(), 5)
    };
    assert!(matches!(
        refused(&prepared(), &fewer),
        StudyError::Fewer {
            held: 10,
            asked: 5,
            ..
        }
    ));
    assert!(files(folder.path()) == before);
}

#[test]
fn a_resume_must_ask_for_the_same() {
    let folder = tempfile::tempdir().unwrap();
    finish(&prepared(), &order(folder.path(), 10));
    let resumed = Order {
        resume: true,
        ..order(folder.path(), 20)
    };
    let what = |prepared: &study::Prepared, order: &Order| match refused(prepared, order) {
        StudyError::Other { what, .. } => what,
        other => panic!("{other}"),
    };
    let seed = Order {
        seed: 8,
        ..resumed.clone()
    };
    assert_eq!(what(&prepared(), &seed), "seed");

    let mut inner = case();
    inner.study.inner = 4;
    let inner = prepare_case(inner, &inputs()).unwrap();
    assert_eq!(what(&inner, &resumed), "number of inner draws");

    let mut other = inputs();
    other
        .texts
        .insert("scenario.toml".to_owned(), "1".repeat(64));
    let other = prepare_case(case(), &other).unwrap();
    assert_eq!(what(&other, &resumed), "case");

    let mut asked = case();
    asked.question = "Something else?".to_owned();
    let asked = prepare_case(asked, &inputs()).unwrap();
    assert_eq!(what(&asked, &resumed), "definition of the question");
}

#[test]
fn there_must_be_something_to_resume_and_to_read() {
    let folder = tempfile::tempdir().unwrap();
    let resumed = Order {
        resume: true,
        ..order(&folder.path().join("none"), 10)
    };
    assert!(matches!(
        refused(&prepared(), &resumed),
        StudyError::NothingToResume { .. }
    ));
    assert!(!folder.path().join("none").exists());
    assert!(matches!(
        Run::open(folder.path().join("none")),
        Err(RunError::Missing { .. })
    ));
    assert!(matches!(
        refused(&prepared(), &order(folder.path(), 0)),
        StudyError::Nothing
    ));
}

#[test]
fn a_damaged_table_is_named() {
    let folder = tempfile::tempdir().unwrap();
    finish(&prepared(), &order(folder.path(), 10));
    let path = folder.path().join("raids.parquet");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 20]).unwrap();
    let error = Run::open(folder.path()).unwrap_err();
    assert!(error.to_string().contains("raids.parquet"), "{error}");
}

#[test]
fn a_part_that_cannot_be_written_loses_nothing() {
    let (folder, at_once) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let one = Order {
        threads: Some(1),
        ..order(folder.path(), 100)
    };
    // A folder in the way of a part's file, as a full disk would be: it cannot be created.
    let in_the_way = folder.path().join("checkpoints/part-000000064.bin.part");
    let ended = run(&prepared(), &one, &AtomicBool::new(false), &|_, _| {
        std::fs::create_dir_all(&in_the_way).unwrap();
    });
    let error = ended.unwrap_err();
    assert!(matches!(error, StudyError::Write { .. }), "{error}");
    assert!(error.to_string().contains("--resume"), "{error}");
    std::fs::remove_dir(&in_the_way).unwrap();
    let resumed = Order {
        resume: true,
        ..one
    };
    assert_eq!(finish(&prepared(), &resumed), 100 - 64);
    finish(&prepared(), &order(at_once.path(), 100));
    assert!(files(folder.path()) == files(at_once.path()));
}

#[test]
fn runs_with_another_definition_are_found() {
    let runs = tempfile::tempdir().unwrap();
    let (first, second) = (runs.path().join("tiny-7"), runs.path().join("tiny-8"));
    finish(&prepared(), &order(&first, 4));
    let mut asked = case();
    asked.question = "Something else?".to_owned();
    finish(&prepare_case(asked, &inputs()).unwrap(), &order(&second, 4));
    let run = Run::open(&second).unwrap();
    assert_eq!(
        study::runs_with_another_definition(&second, run.study()),
        [first]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_one_clear_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let closed = std::fs::Permissions::from_mode(0o555);
    std::fs::set_permissions(folder.path(), closed).unwrap();
    if std::fs::write(folder.path().join("probe"), "").is_ok() {
        println!("passed by: this user may write everywhere");
        return;
    }
    let error = refused(&prepared(), &order(&folder.path().join("run"), 10));
    assert!(matches!(error, StudyError::Write { .. }), "{error}");
}
