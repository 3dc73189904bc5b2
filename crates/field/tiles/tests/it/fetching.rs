//! Fetching from servers that stall, cut off, refuse, lie and send rubbish.

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tiles::{Cache, Corner, Fetched, Model, Patience, Plan, TileError, Web, fetch};

use crate::server::{Reply, Server, tile};

const HERE: Corner = Corner {
    south_deg: 34,
    west_deg: 69,
};

fn patience() -> Patience {
    Patience {
        stall: Duration::from_millis(400),
        tries: 3,
        pause: Duration::from_millis(5),
    }
}

fn cache() -> (TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::new(folder.path(), Model::Glo30);
    (folder, cache)
}

/// One tile by the plan, asking for its size first.
fn get(cache: &Cache, server: &Server) -> Result<Option<Fetched>, TileError> {
    let web = Web::new(&server.base, patience());
    let locked = cache.lock()?;
    let plan = Plan::new(&BTreeSet::from([HERE]), &locked, Some(&web))?;
    let wanted = plan.wanted.first();
    wanted
        .map(|wanted| fetch(wanted, &locked, &web))
        .transpose()
}

/// Heads well, answers questions for the body by `body`.
fn heads_well(body: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Server {
    let bytes = tile(34.0, 69.0);
    Server::start(move |question, before| match question.method.as_str() {
        "HEAD" => Reply::Good(bytes.clone()),
        _ => body(before),
    })
}

fn left_over(cache: &Cache) -> Vec<String> {
    let names = fs::read_dir(cache.folder()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains(".part")).collect()
}

#[test]
fn a_tile_is_fetched_once_and_opens() {
    let (_folder, cache) = cache();
    let bytes = tile(34.0, 69.0);
    let body = bytes.clone();
    let server = heads_well(move |_| Reply::Good(body.clone()));
    let whole = Fetched::Whole {
        bytes: bytes.len() as u64,
    };
    assert_eq!(get(&cache, &server).unwrap(), Some(whole));
    assert_eq!(fs::read(cache.file(HERE)).unwrap(), bytes);
    assert_eq!(left_over(&cache), Vec::<String>::new());
    assert_eq!(get(&cache, &server).unwrap(), None);
    assert_eq!(server.asked("GET").len(), 1);
    assert_eq!(server.asked("HEAD").len(), 1);
    let name = "Copernicus_DSM_COG_10_N34_00_E069_00_DEM";
    assert_eq!(server.asked("GET")[0].path, format!("/{name}/{name}.tif"));
}

#[test]
fn a_connection_that_is_cut_goes_on_where_it_ended() {
    let (_folder, cache) = cache();
    let bytes = tile(34.0, 69.0);
    let body = bytes.clone();
    let server = heads_well(move |before| match before {
        0..=5 => Reply::CutAfter(body.clone(), 100),
        _ => Reply::Good(body.clone()),
    });
    assert!(matches!(
        get(&cache, &server).unwrap(),
        Some(Fetched::Whole { .. })
    ));
    assert_eq!(fs::read(cache.file(HERE)).unwrap(), bytes);
    let from: Vec<Option<usize>> = server.asked("GET").iter().map(|q| q.from).collect();
    let hundreds = [
        None,
        Some(100),
        Some(200),
        Some(300),
        Some(400),
        Some(500),
        Some(600),
    ];
    assert_eq!(from, hundreds);
}

#[test]
fn a_stall_is_given_up_and_gone_on_with_the_next_time() {
    let (_folder, cache) = cache();
    let bytes = tile(34.0, 69.0);
    let (stalls, body) = (bytes.clone(), bytes.clone());
    let server = heads_well(move |before| match before {
        0 => Reply::StallAfter(stalls.clone(), 150),
        _ => Reply::StallAfter(stalls.clone(), 0),
    });
    let begun = Instant::now();
    let error = get(&cache, &server).unwrap_err().to_string();
    assert!(
        begun.elapsed() < Duration::from_secs(15),
        "{:?}",
        begun.elapsed()
    );
    assert!(error.contains("also after 3 tries"), "{error}");
    assert_eq!(fs::metadata(cache.part(HERE)).unwrap().len(), 150);
    let server = heads_well(move |_| Reply::Good(body.clone()));
    get(&cache, &server).unwrap();
    assert_eq!(server.asked("GET")[0].from, Some(150));
    assert_eq!(fs::read(cache.file(HERE)).unwrap(), bytes);
}

#[test]
fn a_server_that_ignores_ranges_begins_again_and_one_that_always_cuts_ends() {
    let (_folder, cache) = cache();
    let bytes = tile(34.0, 69.0);
    let body = bytes.clone();
    let server = heads_well(move |before| match before {
        0 => Reply::CutAfter(body.clone(), 100),
        _ => Reply::IgnoreRange(body.clone()),
    });
    get(&cache, &server).unwrap();
    assert_eq!(fs::read(cache.file(HERE)).unwrap(), bytes);
    let (_folder, cache) = self::cache();
    let server = heads_well(move |_| Reply::Length(bytes[..100].to_vec(), bytes.len()));
    let error = get(&cache, &server).unwrap_err().to_string();
    assert!(
        error.contains("the connection ended after 100 of"),
        "{error}"
    );
    assert_eq!(server.asked("GET").len(), 3);
}

#[test]
fn a_missing_tile_is_noted_and_not_asked_for_again() {
    let (_folder, cache) = cache();
    let server = Server::start(|_, _| Reply::Status(404));
    let web = Web::new(&server.base, patience());
    let locked = cache.lock().unwrap();
    let needed = BTreeSet::from([HERE]);
    for _ in 0..2 {
        let plan = Plan::new(&needed, &locked, Some(&web)).unwrap();
        assert_eq!((plan.absent, plan.wanted.len()), (vec![HERE], 0));
    }
    assert_eq!(server.asked("HEAD").len(), 1);
    locked.forget_absent(&needed).unwrap();
    let plan = Plan::new(&needed, &locked, None).unwrap();
    assert_eq!(plan.bytes(40_000_000), (40_000_000, 1));
    assert_eq!(
        fetch(&plan.wanted[0], &locked, &web).unwrap(),
        Fetched::Absent
    );
    assert_eq!(Plan::new(&needed, &locked, None).unwrap().absent, [HERE]);
    assert_eq!(server.asked("GET").len(), 1);
}

#[test]
fn a_server_in_trouble_is_asked_again_a_few_times() {
    let (_folder, cache) = cache();
    let body = tile(34.0, 69.0);
    let server = Server::start(move |_, before| match before {
        0 => Reply::Status(500),
        1 => Reply::Status(503),
        _ => Reply::Good(body.clone()),
    });
    assert!(matches!(
        get(&cache, &server).unwrap(),
        Some(Fetched::Whole { .. })
    ));
    assert_eq!(
        (server.asked("HEAD").len(), server.asked("GET").len()),
        (3, 3)
    );
    let (_folder, cache) = self::cache();
    let server = Server::start(|_, _| Reply::Status(500));
    let error = get(&cache, &server).unwrap_err().to_string();
    assert!(
        error.ends_with("the server answers 500, also after 3 tries"),
        "{error}"
    );
    let server = Server::start(|_, _| Reply::Status(403));
    let error = get(&cache, &server).unwrap_err().to_string();
    assert!(error.ends_with("the server refuses it (403)"), "{error}");
    assert_eq!(server.asked("HEAD").len(), 1);
}

#[test]
fn a_tile_that_is_no_raster_is_removed_and_said() {
    let bytes = tile(34.0, 69.0);
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 3;
    flipped[middle..middle + 40].fill(0);
    let bodies = [
        b"<html>busy</html>".to_vec(),
        Vec::new(),
        bytes[..bytes.len() / 2].to_vec(),
        flipped,
    ];
    for body in bodies {
        let (_folder, cache) = cache();
        let (sent, said) = (body.clone(), body.len());
        let server = heads_well(move |_| Reply::Length(sent.clone(), said));
        let error = get(&cache, &server).unwrap_err();
        assert!(
            matches!(error, TileError::NotARaster { .. }),
            "{} bytes: {error}",
            body.len()
        );
        assert!(!cache.file(HERE).exists());
        assert_eq!(left_over(&cache), Vec::<String>::new());
    }
}

#[test]
fn rubbish_and_no_server_are_sentences() {
    let (_folder, cache) = cache();
    let server = Server::start(|_, _| Reply::Rubbish);
    let error = get(&cache, &server).unwrap_err().to_string();
    assert!(error.starts_with("http://127.0.0.1:"), "{error}");
    let locked = cache.lock().unwrap();
    let web = Web::new("http://127.0.0.1:1", patience());
    let plan = Plan::new(&BTreeSet::from([HERE]), &locked, Some(&web));
    assert!(plan.unwrap_err().to_string().contains("also after 3 tries"));
    let web = Web::new("no address", patience());
    let plan = Plan::new(&BTreeSet::from([HERE]), &locked, Some(&web));
    assert!(matches!(plan, Err(TileError::Server { .. })));
}

#[test]
fn a_size_no_tile_has_is_refused_before_it_is_fetched() {
    let (_folder, cache) = cache();
    let server = heads_well(|_| Reply::Length(vec![0; 10], 3 << 30));
    let error = get(&cache, &server).unwrap_err().to_string();
    assert!(error.contains("more than any tile has"), "{error}");
}

#[test]
fn a_part_that_is_whole_is_not_fetched_again_and_one_of_another_version_is() {
    let (_folder, cache) = cache();
    let bytes = tile(34.0, 69.0);
    fs::create_dir_all(cache.folder()).unwrap();
    let version = cache.part(HERE).with_extension("part.version");
    for (part, tag) in [
        (bytes.clone(), "\"v1\""),
        (vec![7; 50], "\"v0\""),
        (vec![7; 50], ""),
    ] {
        fs::write(cache.part(HERE), &part).unwrap();
        fs::write(&version, tag).unwrap();
        let body = bytes.clone();
        let server = heads_well(move |_| Reply::Good(body.clone()));
        get(&cache, &server).unwrap();
        assert_eq!(fs::read(cache.file(HERE)).unwrap(), bytes);
        fs::remove_file(cache.file(HERE)).unwrap();
    }
}

#[test]
fn two_at_once_do_not_write_to_one_cache() {
    let (_folder, cache) = cache();
    let first = cache.lock().unwrap();
    assert!(matches!(cache.lock(), Err(TileError::Busy { .. })));
    drop(first);
    assert!(cache.lock().is_ok());
}
