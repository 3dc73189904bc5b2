//! Who belongs to whom, worked out once a case: indices that the walk would otherwise search for.

use calendar::{Instant, Span};
use case::{Case, Deal, Id, Item, Node, Origin, Row, Table};
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
    /// Links with an end on each site.
    pub site_links: Vec<Vec<usize>>,
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
    /// People that all crews and repairs ask for, by trade.
    pub establishment: Vec<u32>,
    /// All needs: (capability, place in it).
    pub needs: Vec<(usize, usize)>,
    /// Which needs a holding may serve, by holding.
    pub members: Vec<Member>,
    /// Whether a type of fire unit counts for a need: `[need][type]`.
    pub counts: Vec<Vec<bool>>,
    /// Needs that ask for services of a deal.
    pub deal_needs: Vec<Vec<usize>>,
    /// Where each kind of node begins in the network: units at 0.
    pub node_sensors: usize,
    /// Where posts begin in the network.
    pub node_posts: usize,
    /// Beginnings of the months after the start, by the calendar.
    pub months: Vec<Instant>,
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

fn rows<T>(ids: &[Id<T>]) -> Vec<usize> {
    ids.iter().map(|id| id.at()).collect()
}

impl Layout {
    /// Works out the indices of a case.
    pub fn new(case: &Case) -> Self {
        let mut holdings = holdings(case);
        let units = case.units.len();
        let (needs, members, counts) = needs(case, &mut holdings);
        let vacancies = holdings.iter().map(|h| h.crew.len()).sum();
        let deal_holdings = deal_holdings(case, &holdings);
        let (first_lot, lots) = first_lots(case);
        let (deal_links, links_at_start) = links(case, &holdings);
        let (unit_sustainment, sensor_sustainment) = sustainment(case);
        let leads_to = leads_to(case);
        let link_sites = link_sites(case, &holdings);
        let posts = case.posts.rows().iter();
        let post_sites: Vec<_> = posts.map(|p| [p.site.map(Id::at), None]).collect();
        Self {
            units,
            deal_holdings,
            alternatives: alternatives(case),
            first_lot,
            lots,
            lot_vehicles: case
                .deals
                .rows()
                .iter()
                .map(|d| lot_vehicles(case, d))
                .collect(),
            site_holdings: site_holdings(case, &holdings),
            site_links: on_sites(case, &link_sites),
            site_posts: on_sites(case, &post_sites),
            link_sites,
            sites_at_start: sites_at_start(case, &holdings),
            deal_links,
            links_at_start,
            unit_sustainment,
            sensor_sustainment,
            pools: pools(case),
            fed_by_recruits: fed_by(case, None),
            fed_by: case
                .courses
                .ids()
                .map(|c| fed_by(case, Some(c.at())))
                .collect(),
            leads_to,
            opened_by: opened_by(case),
            establishment: establishment(case, &holdings),
            deal_needs: deal_needs(case, &needs),
            needs,
            members,
            counts,
            node_sensors: units,
            node_posts: units + case.sensors.len(),
            months: months(case),
            years: years(case),
            vacancies,
            horizon: case.horizon(),
            keys: Keys {
                states: keys(&case.states),
                deals: keys(&case.deals),
                lines: keys(&case.lines),
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

    /// The number of a node in the network.
    pub const fn node(&self, node: Node) -> usize {
        match node {
            Node::Unit(unit) => unit.at(),
            Node::Sensor(sensor) => self.node_sensors + sensor.at(),
            Node::Post(post) => self.node_posts + post.at(),
        }
    }

    /// Weeks that begin before the horizon.
    pub fn weeks(&self) -> usize {
        usize::try_from(self.horizon.0 / Span::from_days(7.0).0 + 1).unwrap_or(0)
    }
}

fn holdings(case: &Case) -> Vec<HoldingLayout> {
    let crew =
        |people: &[(Id<case::Trade>, u32)]| people.iter().map(|(t, n)| (t.at(), *n)).collect();
    let unit = |(id, unit): (Id<case::Unit>, &case::Unit)| HoldingLayout {
        which: Which::Unit(id),
        key: unit.key(),
        site: unit.site.map(Id::at),
        post: unit.reports_to.map(Id::at),
        crew: crew(&unit.crew),
        crews: unit.crews,
        vacancies: 0,
        deals: origin(&unit.origin),
        members: 0..0,
    };
    let sensor = |(id, sensor): (Id<case::Sensor>, &case::Sensor)| HoldingLayout {
        which: Which::Sensor(id),
        key: sensor.key(),
        site: Some(sensor.site.at()),
        post: sensor.reports_to.map(Id::at),
        crew: crew(&sensor.crew),
        crews: 1,
        vacancies: 0,
        deals: origin(&sensor.origin),
        members: 0..0,
    };
    let mut all: Vec<HoldingLayout> = case.units.iter().map(unit).collect();
    all.extend(case.sensors.iter().map(sensor));
    let mut vacancies = 0;
    for holding in &mut all {
        holding.vacancies = vacancies;
        vacancies += holding.crew.len();
    }
    all
}

fn origin<T>(origin: &Origin<T>) -> Vec<usize> {
    match origin {
        Origin::Start(..) => Vec::new(),
        Origin::Deals(deals) => rows(deals),
    }
}

type Needs = (Vec<(usize, usize)>, Vec<Member>, Vec<Vec<bool>>);

fn needs(case: &Case, holdings: &mut [HoldingLayout]) -> Needs {
    let mut needs = Vec::new();
    let mut counts: Vec<Vec<bool>> = Vec::new();
    for (id, capability) in case.capabilities.iter() {
        for (i, need) in capability.needs.iter().enumerate() {
            needs.push((id.at(), i));
            counts.push(
                case.fire_unit_types
                    .rows()
                    .iter()
                    .map(|t| class_counts(need, &t.class))
                    .collect(),
            );
        }
    }
    let mut members = Vec::new();
    for (h, holding) in holdings.iter_mut().enumerate() {
        let first = members.len();
        for (n, &(capability, i)) in needs.iter().enumerate() {
            let need = &case.capabilities.rows()[capability].needs[i];
            if may_serve(case, holding, need, &counts[n]) {
                members.push(Member {
                    holding: h,
                    need: n,
                });
            }
        }
        holding.members = first..members.len();
    }
    (needs, members, counts)
}

/// True where a holding could ever count for a need: its place, what the need asks for, and what it may be equipped with.
fn may_serve(case: &Case, holding: &HoldingLayout, need: &case::Need, counts: &[bool]) -> bool {
    let place = holding.site.and_then(|s| case.sites.rows()[s].place);
    if need.place.is_some() && need.place != place {
        return false;
    }
    let Which::Unit(unit) = holding.which else {
        return need.sensors > 0;
    };
    let kind_counts = match &case.units[unit].origin {
        Origin::Start(kind, _) => counts[kind.at()],
        Origin::Deals(deals) => deals.iter().any(|&d| match case.deals[d].item {
            Item::FireUnit(kind) => counts[kind.at()],
            Item::Sensor(_) => false,
        }),
    };
    (need.batteries > 0 || need.vehicles > 0) && kind_counts
}

fn class_counts(need: &case::Need, class: &str) -> bool {
    if need.classes.is_empty() {
        return class != "manpads" && class != "gun";
    }
    need.classes.iter().any(|c| c == class)
}

fn deal_holdings(case: &Case, holdings: &[HoldingLayout]) -> Vec<Vec<usize>> {
    let fits = |item: Item, which: Which| {
        matches!(
            (item, which),
            (Item::FireUnit(_), Which::Unit(_)) | (Item::Sensor(_), Which::Sensor(_))
        )
    };
    let of = |(d, deal): (Id<Deal>, &Deal)| {
        let takes = |h: &HoldingLayout| fits(deal.item, h.which) && h.deals.contains(&d.at());
        (0..holdings.len())
            .filter(|&h| takes(&holdings[h]))
            .collect()
    };
    case.deals.iter().map(of).collect()
}

fn alternatives(case: &Case) -> Vec<Vec<usize>> {
    let names = |a: usize, b: usize| {
        case.deals.rows()[a]
            .alternative_to
            .iter()
            .any(|d| d.at() == b)
    };
    let n = case.deals.len();
    (0..n)
        .map(|a| {
            (0..n)
                .filter(|&b| a != b && (names(a, b) || names(b, a)))
                .collect()
        })
        .collect()
}

fn first_lots(case: &Case) -> (Vec<usize>, usize) {
    let mut total = 0;
    let first = case
        .deals
        .rows()
        .iter()
        .map(|deal| {
            let first = total;
            total += deal.lots as usize;
            first
        })
        .collect();
    (first, total)
}

fn lot_vehicles(case: &Case, deal: &Deal) -> u32 {
    match deal.item {
        Item::FireUnit(kind) => case.fire_unit_types[kind].vehicles,
        Item::Sensor(_) => 1,
    }
}

fn site_holdings(case: &Case, holdings: &[HoldingLayout]) -> Vec<Vec<usize>> {
    let on = |site: usize| {
        (0..holdings.len())
            .filter(|&h| holdings[h].site == Some(site))
            .collect()
    };
    case.sites.ids().map(|site| on(site.at())).collect()
}

fn sites_at_start(case: &Case, holdings: &[HoldingLayout]) -> Vec<bool> {
    let mut at_start = vec![false; case.sites.len()];
    for post in case.posts.rows() {
        if let Some(site) = post.site {
            at_start[site.at()] = true;
        }
    }
    for holding in holdings.iter().filter(|h| h.deals.is_empty()) {
        if let Some(site) = holding.site {
            at_start[site] = true;
        }
    }
    at_start
}

fn links(case: &Case, holdings: &[HoldingLayout]) -> (Vec<Vec<usize>>, Vec<bool>) {
    let mut by_deal = vec![Vec::new(); case.deals.len()];
    let mut at_start = vec![true; case.links.len()];
    for (id, link) in case.links.iter() {
        for end in [link.from, link.to] {
            for &deal in holding_of(case, end).map_or(&[][..], |h| &holdings[h].deals) {
                at_start[id.at()] = false;
                if !by_deal[deal].contains(&id.at()) {
                    by_deal[deal].push(id.at());
                }
            }
        }
    }
    (by_deal, at_start)
}

fn holding_of(case: &Case, node: Node) -> Option<usize> {
    match node {
        Node::Unit(unit) => Some(unit.at()),
        Node::Sensor(sensor) => Some(case.units.len() + sensor.at()),
        Node::Post(_) => None,
    }
}

fn link_sites(case: &Case, holdings: &[HoldingLayout]) -> Vec<[Option<usize>; 2]> {
    let site = |node: Node| match node {
        Node::Post(post) => case.posts[post].site.map(Id::at),
        node => holding_of(case, node).and_then(|h| holdings[h].site),
    };
    let links = case.links.rows().iter();
    links.map(|link| [site(link.from), site(link.to)]).collect()
}

/// The rows that have a site among theirs, by site.
fn on_sites(case: &Case, rows: &[[Option<usize>; 2]]) -> Vec<Vec<usize>> {
    let on = |site: usize| {
        let has = |row: &usize| rows[*row].contains(&Some(site));
        (0..rows.len()).filter(has).collect()
    };
    case.sites.ids().map(|site| on(site.at())).collect()
}

fn sustainment(case: &Case) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let find = |item: Item| case.sustainment.iter().position(|s| s.item == item);
    (
        case.fire_unit_types
            .ids()
            .map(|t| find(Item::FireUnit(t)))
            .collect(),
        case.sensor_types
            .ids()
            .map(|t| find(Item::Sensor(t)))
            .collect(),
    )
}

fn pools(case: &Case) -> Vec<Vec<Pool>> {
    let pool = |before: &Id<case::Course>| match case.courses[*before].makes {
        Some(trade) => Pool::Trade(trade.at()),
        None => Pool::Passed(before.at()),
    };
    let of = |course: &case::Course| match course.after.as_slice() {
        [] => vec![Pool::Recruits],
        after => after.iter().map(pool).collect(),
    };
    case.courses.rows().iter().map(of).collect()
}

fn fed_by(case: &Case, course: Option<usize>) -> Vec<usize> {
    let feeds = |c: &case::Course| match course {
        None => c.after.is_empty(),
        Some(before) => c.after.iter().any(|a| a.at() == before),
    };
    case.courses
        .iter()
        .filter(|(_, c)| feeds(c))
        .map(|(id, _)| id.at())
        .collect()
}

/// The trades that each course leads to. Courses may name each other in any order, so the lists grow until they stand.
fn leads_to(case: &Case) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = case
        .courses
        .rows()
        .iter()
        .map(|c| c.makes.map(Id::at).into_iter().collect())
        .collect();
    for _ in 0..case.courses.len() {
        for (id, course) in case.courses.iter() {
            for before in &course.after {
                for trade in lists[id.at()].clone() {
                    if !lists[before.at()].contains(&trade) {
                        lists[before.at()].push(trade);
                    }
                }
            }
        }
    }
    lists
}

fn opened_by(case: &Case) -> Vec<Vec<(usize, bool)>> {
    let mut opened = vec![Vec::new(); case.deals.len()];
    for (id, course) in case.courses.iter() {
        let (deals, by_services) = match &course.opens {
            case::Opening::Start => continue,
            case::Opening::Services(deals) => (deals, true),
            case::Opening::Contract(deals) => (deals, false),
        };
        for deal in deals {
            opened[deal.at()].push((id.at(), by_services));
        }
    }
    opened
}

fn establishment(case: &Case, holdings: &[HoldingLayout]) -> Vec<u32> {
    let mut people = vec![0; case.trades.len()];
    for holding in holdings {
        for &(trade, n) in &holding.crew {
            people[trade] += n * holding.crews;
        }
    }
    for (trade, n) in case.sustainment.iter().filter_map(|s| s.hands) {
        people[trade.at()] += n;
    }
    people
}

fn deal_needs(case: &Case, needs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let asks = |deal: Id<Deal>, &(capability, i): &(usize, usize)| {
        case.capabilities.rows()[capability].needs[i]
            .services
            .contains(&deal)
    };
    case.deals
        .ids()
        .map(|deal| {
            (0..needs.len())
                .filter(|&n| asks(deal, &needs[n]))
                .collect()
        })
        .collect()
}

fn months(case: &Case) -> Vec<Instant> {
    (0..)
        .map(|month| case.instant(case.start.plus_months(month)))
        .take_while(|&at| at < case.horizon())
        .collect()
}

fn years(case: &Case) -> Vec<Instant> {
    (case.start.year() + 1..=case.end.year())
        .map(|year| case.instant(Date::new_year(year)))
        .take_while(|&at| at < case.horizon())
        .collect()
}
