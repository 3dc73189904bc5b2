//! Small studies, run into a folder and read back.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use study::{Order, Run};

/// What differs between the cases.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Binding contracts a year, as TOML.
    pub contract: &'static str,
    /// `[rival.*]` tables.
    pub rivals: &'static str,
    /// `[[raid]]` tables.
    pub raids: &'static str,
    /// `[[deal]]`, and a unit from it.
    pub purchase: bool,
    /// True for a flat frame, which has no map.
    pub flat: bool,
}

pub const TWO_SETS: &str = "[rival.maker]\nsays = \"what makers say & hope\"\n[rival.sceptic]\nsays = \"what sceptics <hold>\"\n";
/// Contracts of which the first set holds that they come at once, and the second that they never do.
pub const QUARREL: &str = "{ likely = \"0.5 per year\", source = \"analyst: invented\", claims = { maker = { likely = \"40 per year\", source = \"analyst: invented\" }, sceptic = { likely = \"0 per year\", source = \"analyst: invented\" } } }";
pub const ONE_RAID: &str = "[[raid]]\nid = \"drones\"\nsays = \"drones at night\"\nthreats = [{ type = \"shahed-136\", count = 3, from = \"east\", altitude = \"800 m agl\" }]\n";

/// A case in which everything may happen.
pub const USUAL: Case = Case {
    contract: "\"0.5 per year\"",
    rivals: TWO_SETS,
    raids: ONE_RAID,
    purchase: true,
    flat: false,
};

impl Case {
    fn text(&self) -> String {
        let (town, hill) = if self.flat {
            (
                "{ east = \"0 km\", north = \"0 km\" }",
                "{ east = \"1 km\", north = \"5 km\" }",
            )
        } else {
            ("{ lat = 46.0, lon = 8.0 }", "{ lat = 46.05, lon = 8.0 }")
        };
        let frame = if self.flat { "frame = \"flat\"\n" } else { "" };
        let purchase = if self.purchase {
            format!(
                "[[deal]]\nid = \"purchase\"\nsupplier = \"works\"\nitem = \"tor-m2e\"\nbatteries = 1\noutside_view = \"baserate:short,Russia,peace,new\"\ncontract = {}\n\
                 lead_time = {{ low = \"1 year\", likely = \"2 years\", high = \"4 years\", source = \"analyst: invented\" }}\n\
                 [[unit]]\nid = \"battery\"\nfrom = \"purchase\"\nsite = \"hill\"\n",
                self.contract
            )
        } else {
            "[[unit]]\nid = \"battery\"\ntype = \"tor-m2e\"\nsite = \"hill\"\n".to_owned()
        };
        format!(
            "title = \"A <small> case\"\nquestion = \"Does it work & when?\"\nstart = 2026-01-01\nhorizon = \"6 years\"\n{frame}\
             [[place]]\nid = \"town\"\nname = \"Town\"\nat = {town}\npopulation = 1000\n\
             [[site]]\nid = \"hill\"\ncost = \"2 MUSD\"\nplace = \"town\"\nat = {hill}\n\
             build = {{ low = \"2 months\", likely = \"4 months\", high = \"12 months\", source = \"analyst: invented\" }}\n\
             [supplier.works]\nname = \"The works\"\n{purchase}\
             [[sensor]]\nid = \"radar\"\ntype = \"p-18m\"\nsite = \"hill\"\n{}\
             [capability.radar]\nsays = \"the radar works\"\nneeds = {{ place = \"town\", sensors = 1 }}\nfor = \"7 days\"\n\
             [capability.ioc]\nsays = \"battery & radar work\"\nneeds = {{ place = \"town\", batteries = 1, sensors = 1 }}\nfor = \"30 days\"\nat_least = 0.9\n{}",
            self.raids, self.rivals
        )
    }

    /// Runs so many replications into a folder.
    pub fn run(&self, folder: &Path, replications: u64) -> Run {
        let loaded = match scenario::load_str(&self.text(), "scenario.toml") {
            Ok(loaded) => loaded,
            Err(mistakes) => panic!("{mistakes}"),
        };
        let prepared = study::prepare(&loaded).unwrap();
        let order = Order {
            replications,
            seed: 1,
            threads: Some(1),
            folder: folder.to_owned(),
            resume: false,
        };
        study::run(&prepared, &order, &AtomicBool::new(false), &|_, _| {}).unwrap();
        Run::open(folder).unwrap()
    }
}
