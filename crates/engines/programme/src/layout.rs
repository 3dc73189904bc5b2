//! Who belongs to whom, worked out once a case: indices that the walk would otherwise search for.

mod items;
mod needs;
mod places;
mod school;

use crate::count::Count;
use calendar::{Instant, Span};
use case::{Case, Component, Id, Row, Table};
use quantity::Date;
use random::EntityKey;

/// Where the students of a course come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pool {
    /// Schooled recruits.
    Recruits,
    /// Graduates of a course that makes no trade.
    Passed(usize),
    /// Free people of a trade.
    Trade(usize),
}

/// Which unit or sensor a holding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// A unit.
    Unit(Id<case::Unit>),
    /// A sensor.
    Sensor(Id<case::Sensor>),
}

/// A battery or a sensor: what is delivered, sited, crewed, fails and is repaired.
#[derive(Debug)]
pub struct HoldingLayout {
    /// Which unit or sensor it is.
    pub which: Which,
    /// Address of its draws.
    pub key: EntityKey,
    /// Its site.
    pub site: Option<usize>,
    /// Its post.
    pub post: Option<usize>,
    /// People of one crew, by trade.
    pub crew: Vec<(usize, u32)>,
    /// Crews.
    pub crews: u32,
    /// Whole crews that operate it at all hours.
    pub watches: u32,
    /// Where its vacancies stand in the flat list, one a trade of its crew.
    pub vacancies: usize,
    /// Deals that may equip it; empty: it is there at the start.
    pub deals: Vec<usize>,
    /// Its members: the needs that it may serve.
    pub members: std::ops::Range<usize>,
}

/// A holding that a need may count.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The holding.
    pub holding: usize,
    /// The need, in [`Layout::needs`].
    pub need: usize,
}

/// A need of a capability as the walk asks for it again and again; see [`case::Need`].
#[derive(Debug)]
pub struct NeedLayout {
    /// The capability.
    pub capability: usize,
    /// Its place among the capability's needs.
    pub place: usize,
    pub batteries: u32,
    /// Vehicles up in each battery, at least one.
    pub vehicles_each: u32,
    pub vehicles: u32,
    pub sensors: u32,
    pub linked: bool,
    pub crews: case::Crews,
    /// Services under a deal are asked for.
    pub services: bool,
    /// Whether each type of fire unit counts.
    pub counts: Vec<bool>,
}

impl NeedLayout {
    /// True where so many batteries, vehicles and sensors are enough.
    #[inline]
    pub const fn is_met_by(&self, count: Count) -> bool {
        count.batteries() >= self.batteries
            && count.vehicles() >= self.vehicles
            && count.sensors() >= self.sensors
    }
}

/// Indices of one case.
#[derive(Debug)]
pub struct Layout {
    /// Units first, then sensors, each in file order.
    pub holdings: Vec<HoldingLayout>,
    /// How many of the holdings are units.
    pub units: usize,
    /// Holdings that a deal may equip, in file order.
    pub deal_holdings: Vec<Vec<usize>>,
    /// Deals of which at most one is signed.
    pub alternatives: Vec<Vec<usize>>,
    /// The first lot of each deal in the flat list of lots.
    pub first_lot: Vec<usize>,
    /// How many lots there are.
    pub lots: usize,
    /// Vehicles of one lot of each deal.
    pub lot_vehicles: Vec<u32>,
    /// Holdings on each site.
    pub site_holdings: Vec<Vec<usize>>,
    /// The first task of each site in the flat list of tasks.
    pub first_task: Vec<usize>,
    /// How many tasks there are.
    pub tasks: usize,
    /// Links with an end on each site.
    pub site_links: Vec<Vec<usize>>,
    /// The ends of each link in the network.
    pub link_ends: Vec<[usize; 2]>,
    /// Links of each node of the network.
    pub node_links: Vec<Vec<usize>>,
    /// The holding that hangs on the net by each link and those beside it alone, and their other end.
    pub link_leaves: Vec<Option<[usize; 2]>>,
    /// The holdings that so hang on each node.
    pub node_leaves: Vec<Vec<usize>>,
    /// The other nodes that have links, and the links between them.
    pub inner_nodes: Vec<usize>,
    pub inner_links: Vec<usize>,
    /// Holdings that report to each post.
    pub post_holdings: Vec<Vec<usize>>,
    /// Posts on each site.
    pub site_posts: Vec<Vec<usize>>,
    /// The sites of both ends of each link.
    pub link_sites: Vec<[Option<usize>; 2]>,
    /// Sites that are built from the start.
    pub sites_at_start: Vec<bool>,
    /// Links that a deal's contract lets install.
    pub deal_links: Vec<Vec<usize>>,
    /// Links that wait for no deal.
    pub links_at_start: Vec<bool>,
    /// Row in `sustainment` of each type of fire unit.
    pub unit_sustainment: Vec<Option<usize>>,
    /// Row in `sustainment` of each type of sensor.
    pub sensor_sustainment: Vec<Option<usize>>,
    /// The components of all types, and where those of each row of `sustainment` begin.
    pub components: Vec<Component>,
    pub first_component: Vec<usize>,
    /// Where each course's students come from.
    pub pools: Vec<Vec<Pool>>,
    /// Courses that draw on the same recruits.
    pub fed_by_recruits: Vec<usize>,
    /// Courses that draw on the graduates of each course.
    pub fed_by: Vec<Vec<usize>>,
    /// Trades that a course leads to, itself or by later courses.
    pub leads_to: Vec<Vec<usize>>,
    /// Courses that each deal opens: by services, or by its contract.
    pub opened_by: Vec<Vec<(usize, bool)>>,
    /// Trades whose people become instructors, and of which pool.
    pub teachers_from: Vec<(usize, usize)>,
    /// People that all crews and repairs ask for, by trade.
    pub establishment: Vec<u32>,
    /// All needs, capability by capability.
    pub needs: Vec<NeedLayout>,
    /// Which needs a holding may serve, by holding.
    pub members: Vec<Member>,
    /// Needs that ask for services of a deal.
    pub deal_needs: Vec<Vec<usize>>,
    /// Where posts begin in the network.
    pub node_posts: usize,
    /// Beginnings of the months after the start, by the calendar.
    pub months: Vec<Instant>,
    /// The same \[s\].
    pub months_s: Vec<f64>,
    /// Whether each of them is in the season of outages.
    pub in_season: Vec<bool>,
    /// Beginnings of the calendar years after the start.
    pub years: Vec<Instant>,
    /// Length of the flat list of vacancies.
    pub vacancies: usize,
    /// The horizon.
    pub horizon: Instant,
    /// Addresses of draws, by table.
    pub keys: Keys,
}

/// Addresses of draws, by table: the hash of each id's text, worked out once.
#[derive(Debug)]
pub struct Keys {
    pub states: Vec<EntityKey>,
    pub deals: Vec<EntityKey>,
    pub lines: Vec<EntityKey>,
    pub transports: Vec<EntityKey>,
    pub trainers: Vec<EntityKey>,
    pub sites: Vec<EntityKey>,
    pub trades: Vec<EntityKey>,
    pub instructors: Vec<EntityKey>,
    pub courses: Vec<EntityKey>,
    pub spares: Vec<EntityKey>,
    pub links: Vec<EntityKey>,
    pub people: EntityKey,
}

fn keys<T: Row>(table: &Table<T>) -> Vec<EntityKey> {
    table.rows().iter().map(Row::key).collect()
}

impl Layout {
    /// Works out the indices of a case.
    pub fn new(case: &Case) -> Self {
        let mut holdings = items::holdings(case);
        let units = case.units.len();
        let (needs, members) = needs::needs(case, &mut holdings);
        let vacancies = holdings.iter().map(|h| h.crew.len()).sum();
        let deal_holdings = items::deal_holdings(case, &holdings);
        let (first_lot, lots) = items::first_lots(case);
        let (deal_links, links_at_start) = places::links(case, &holdings);
        let node_posts = units + case.sensors.len();
        let link_ends = places::link_ends(case);
        let node_links = places::node_links(&link_ends, node_posts + case.posts.len());
        let link_leaves = places::link_leaves(&link_ends, &node_links, node_posts);
        let (node_leaves, inner_nodes) = places::leaves(&link_leaves, &node_links);
        let (unit_sustainment, sensor_sustainment) = items::sustainment(case);
        let (components, first_component) = items::components(case);
        let leads_to = school::leads_to(case);
        let (first_task, tasks) = places::first_tasks(case);
        let link_sites = places::link_sites(case, &holdings);
        let posts = case.posts.rows().iter();
        let post_sites: Vec<_> = posts.map(|p| [p.site.map(Id::at), None]).collect();
        Self {
            units,
            deal_holdings,
            alternatives: items::alternatives(case),
            first_lot,
            lots,
            lot_vehicles: case
                .deals
                .rows()
                .iter()
                .map(|d| items::lot_vehicles(case, d))
                .collect(),
            site_holdings: places::site_holdings(case, &holdings),
            first_task,
            tasks,
            site_links: places::on_sites(case, &link_sites),
            site_posts: places::on_sites(case, &post_sites),
            link_sites,
            inner_links: (0..link_leaves.len())
                .filter(|&l| link_leaves[l].is_none())
                .collect(),
            link_leaves,
            node_leaves,
            inner_nodes,
            node_links,
            link_ends,
            post_holdings: places::post_holdings(case, &holdings),
            sites_at_start: places::sites_at_start(case, &holdings),
            deal_links,
            links_at_start,
            unit_sustainment,
            sensor_sustainment,
            components,
            first_component,
            pools: school::pools(case),
            fed_by_recruits: school::fed_by(case, None),
            fed_by: case
                .courses
                .ids()
                .map(|c| school::fed_by(case, Some(c.at())))
                .collect(),
            leads_to,
            opened_by: school::opened_by(case),
            teachers_from: school::teachers_from(case),
            establishment: school::establishment(case, &holdings),
            deal_needs: needs::deal_needs(case, &needs),
            needs,
            members,
            node_posts,
            months: months(case),
            months_s: months(case).iter().map(|at| at.as_seconds()).collect(),
            in_season: in_season(case),
            years: years(case),
            vacancies,
            horizon: case.horizon(),
            keys: Keys {
                states: keys(&case.states),
                deals: keys(&case.deals),
                lines: keys(&case.lines),
                transports: keys(&case.transports),
                trainers: keys(&case.trainers),
                sites: keys(&case.sites),
                trades: keys(&case.trades),
                instructors: keys(&case.instructors),
                courses: keys(&case.courses),
                spares: keys(&case.spares),
                links: keys(&case.links),
                people: EntityKey::of("people"),
            },
            holdings,
        }
    }

    /// Weeks that begin before the horizon.
    pub fn weeks(&self) -> usize {
        usize::try_from(self.horizon.0 / Span::from_days(7.0).0 + 1).unwrap_or(0)
    }
}

fn months(case: &Case) -> Vec<Instant> {
    (0..)
        .map(|month| case.instant(case.start.plus_months(month)))
        .take_while(|&at| at < case.horizon())
        .collect()
}

fn in_season(case: &Case) -> Vec<bool> {
    let Some(season) = case.power.as_ref().and_then(|power| power.season) else {
        return Vec::new();
    };
    let first = usize::try_from(case.start.month() - 1).unwrap_or(0);
    (0..months(case).len())
        .map(|month| season.months[(first + month) % 12])
        .collect()
}

fn years(case: &Case) -> Vec<Instant> {
    (case.start.year() + 1..=case.end.year())
        .map(|year| case.instant(Date::new_year(year)))
        .take_while(|&at| at < case.horizon())
        .collect()
}
