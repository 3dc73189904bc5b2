//! `bartizan terrain get`: fetches what a case needs of an open worldwide model.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use scenario::Loaded;
use serde_json::json;
use tiles::{Cache, Corner, Fetched, Locked, Model, Patience, Plan, TileError, Web};

use crate::args::{GetModel, TerrainGet};
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Why a fetch does not begin, or did not end well.
#[derive(Debug, thiserror::Error)]
pub enum GetFault {
    /// A flat frame has no place on the globe.
    #[error("the case lies in a flat frame: it needs no terrain")]
    FlatFrame,
    /// Neither --cache nor a home.
    #[error("there is no home folder to keep tiles in: name one with --cache")]
    NoCache,
    /// Nobody can be asked.
    #[error(
        "nothing was fetched: size and terms must be agreed to, and this is no terminal; --yes agrees"
    )]
    NotAsked,
    /// Tiles that came and were no rasters.
    #[error("{} of the tiles came damaged and were removed; run it again to fetch them", tiles.len())]
    Damaged {
        /// Which.
        tiles: Vec<Corner>,
    },
    /// The case's folder of tiles cannot be written.
    #[error("{}: {source}", path.display())]
    Out {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What was done.
#[derive(Debug, Default)]
struct Done {
    fetched: usize,
    bytes: u64,
    absent: Vec<Corner>,
    damaged: Vec<Corner>,
}

/// Shows what is needed and on what terms, asks, fetches, links the tiles into the case.
pub fn get(args: &TerrainGet) -> Result<Verdict, Trouble> {
    let loaded = scenario::load(&args.case)?;
    let needed = corners(&loaded);
    if needed.is_empty() {
        return Err(GetFault::FlatFrame.into());
    }
    let model = match args.model {
        GetModel::Glo30 => Model::Glo30,
        GetModel::Glo90 => Model::Glo90,
    };
    let cache = Cache::new(&cache_folder(args)?, model);
    let locked = cache.lock()?;
    if args.retry_missing {
        locked.forget_absent(&needed)?;
    }
    let patience = Patience {
        stall: Duration::from_secs(args.stall),
        tries: args.tries,
        ..Patience::default()
    };
    let web = Web::new(args.base.as_deref().unwrap_or(model.base()), patience);
    let plan = Plan::new(&needed, &locked, (!args.no_head).then_some(&web))?;
    console::note(&told_plan(&plan, &cache));
    if !plan.wanted.is_empty() && !args.yes && !agreed()? {
        return Ok(Verdict::No);
    }
    let done = fetch_all(&plan, &locked, &web)?;
    let out = Out::of(args, &loaded, model);
    let there = needed
        .iter()
        .filter(|corner| cache.file(**corner).is_file());
    let there: Vec<Corner> = there.copied().collect();
    out.fill(&cache, &there)?;
    console::say(&if args.json {
        format!("{:#}", answer(&done, model, &out, there.len()))
    } else {
        told(&done, args, &out, there.len())
    })?;
    match done.damaged {
        damaged if damaged.is_empty() => Ok(Verdict::Yes),
        tiles => Err(GetFault::Damaged { tiles }.into()),
    }
}

/// The tiles of a case: around its sites as far as they are swept, at its places, under its links.
fn corners(loaded: &Loaded) -> BTreeSet<Corner> {
    let needs = study::ground_needs(&loaded.case);
    let around = needs
        .around
        .into_iter()
        .flat_map(|(at, range_m)| tiles::around(at, range_m));
    let between = needs
        .between
        .into_iter()
        .flat_map(|(from, to)| tiles::between(from, to));
    around.chain(between).collect()
}

fn cache_folder(args: &TerrainGet) -> Result<PathBuf, GetFault> {
    let usual = || Cache::usual(|name| std::env::var_os(name).map(PathBuf::from));
    args.cache.clone().or_else(usual).ok_or(GetFault::NoCache)
}

fn told_plan(plan: &Plan, cache: &Cache) -> String {
    let model = cache.model();
    let (bytes, guessed) = plan.bytes(model.usual_bytes());
    let size = match guessed {
        0 => megabytes(bytes),
        guessed => format!("about {} ({guessed} sizes estimated)", megabytes(bytes)),
    };
    let needed = plan.there.len() + plan.absent.len() + plan.wanted.len();
    let mut lines = vec![format!(
        "{}: the case needs {needed} tiles of one degree",
        model.title()
    )];
    if !plan.there.is_empty() {
        lines.push(format!(
            "  {} are in {}",
            plan.there.len(),
            cache.folder().display()
        ));
    }
    if !plan.absent.is_empty() {
        lines.push(format!(
            "  {} do not exist (sea, or not released)",
            plan.absent.len()
        ));
    }
    if !plan.wanted.is_empty() {
        lines.push(format!(
            "  {} to fetch, {size}, into {}",
            plan.wanted.len(),
            cache.folder().display()
        ));
    }
    lines.push(model.licence());
    lines.join("\n")
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// Asks whoever sits there.
fn agreed() -> Result<bool, Trouble> {
    if !io::stdin().is_terminal() {
        return Err(GetFault::NotAsked.into());
    }
    // A question that cannot be shown is answered with no.
    let _ = write!(io::stderr(), "Fetch them on these terms? [y/N] ");
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    Ok(read.is_ok() && matches!(line.trim(), "y" | "Y" | "yes"))
}

fn fetch_all(plan: &Plan, cache: &Locked<'_>, web: &Web) -> Result<Done, TileError> {
    let mut done = Done {
        absent: plan.absent.clone(),
        ..Done::default()
    };
    for (number, wanted) in plan.wanted.iter().enumerate() {
        let ended = match tiles::fetch(wanted, cache, web) {
            Ok(Fetched::Whole { bytes }) => {
                done.fetched += 1;
                done.bytes += bytes;
                megabytes(bytes)
            }
            Ok(Fetched::Absent) => {
                done.absent.push(wanted.corner);
                "does not exist (sea, or not released)".to_owned()
            }
            Err(error @ TileError::NotARaster { .. }) => {
                console::note(&format!("bartizan: {error}"));
                done.damaged.push(wanted.corner);
                continue;
            }
            Err(error) => return Err(error),
        };
        if console::is_watched() {
            console::note(&format!(
                "[{}/{}] {}: {ended}",
                number + 1,
                plan.wanted.len(),
                wanted.corner
            ));
        }
    }
    Ok(done)
}

/// The case's own folder of tiles.
struct Out {
    folder: PathBuf,
    /// As the scenario names it.
    name: String,
    licence: String,
}

impl Out {
    fn of(args: &TerrainGet, loaded: &Loaded, model: Model) -> Self {
        let case = &loaded.files.folder;
        let usual = || case.join("terrain").join(model.name());
        let folder = args.out.clone().unwrap_or_else(usual);
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (whole, base) = (absolute(&folder), absolute(case));
        let name = whole.strip_prefix(&base).unwrap_or(&whole);
        Self {
            name: name.to_string_lossy().replace('\\', "/"),
            licence: model.licence(),
            folder,
        }
    }

    /// The line for scenario.toml.
    fn line(&self) -> String {
        format!("terrain = [{:?}]", self.name)
    }

    fn fill(&self, cache: &Cache, there: &[Corner]) -> Result<(), GetFault> {
        let out = |path: &Path| {
            let path = path.to_owned();
            move |source| GetFault::Out { path, source }
        };
        if there.is_empty() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(out(&self.folder))?;
        for corner in there {
            let from = cache.file(*corner);
            let to = self.folder.join(from.file_name().unwrap_or_default());
            link(&from, &to).map_err(out(&to))?;
        }
        let terms = self.folder.join("ATTRIBUTION.txt");
        fs::write(&terms, format!("{}\n", self.licence)).map_err(out(&terms))
    }
}

/// A second name of the same file, or a copy where the folders lie on different disks; nothing where it is there already.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    let length = |path: &Path| fs::metadata(path).map(|file| file.len());
    if length(to).is_ok_and(|there| length(from).is_ok_and(|whole| whole == there)) {
        return Ok(());
    }
    let mut beside = to.as_os_str().to_owned();
    beside.push(".part");
    // What an earlier try left; mostly there is nothing.
    let _ = fs::remove_file(&beside);
    fs::hard_link(from, &beside).or_else(|_| fs::copy(from, &beside).map(drop))?;
    fs::rename(&beside, to)
}

fn answer(done: &Done, model: Model, out: &Out, there: usize) -> serde_json::Value {
    let names = |corners: &[Corner]| {
        corners
            .iter()
            .map(|corner| model.tile(*corner))
            .collect::<Vec<_>>()
    };
    json!({
        "model": model.name(),
        "there": there,
        "fetched": done.fetched,
        "bytes": done.bytes,
        "absent": names(&done.absent),
        "damaged": names(&done.damaged),
        "folder": out.folder,
        "scenario": out.line(),
        "licence": out.licence,
        "note": study::CONDITIONAL,
    })
}

fn told(done: &Done, args: &TerrainGet, out: &Out, there: usize) -> String {
    let mut lines = vec![format!(
        "{} tiles fetched, {}; {there} in {}",
        done.fetched,
        megabytes(done.bytes),
        out.folder.display()
    )];
    if !done.absent.is_empty() {
        let names: Vec<String> = done.absent.iter().map(Corner::to_string).collect();
        lines.push(format!(
            "No tile (sea, or not released; --retry-missing asks again): {}",
            names.join(", ")
        ));
    }
    if there > 0 {
        lines.push(format!(
            "Name them in scenario.toml, before what it names already: {}",
            out.line()
        ));
        lines.push(format!(
            "Then make the horizon tables anew: bartizan horizons {}",
            args.case.display()
        ));
    }
    lines.push(study::CONDITIONAL.to_owned());
    lines.join("\n")
}
