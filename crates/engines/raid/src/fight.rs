//! One raid against the force of a day.

use calendar::EventQueue;
use case::{Case, Force, Id, Numbers, Raid, Sensing};
use random::Draws;

use crate::course::{Course, Happening};
use crate::engage::Reach;
use crate::luck;
use crate::outcome::Outcome;
use crate::reports;
use crate::roster::{self, Battery, Looker, Sees};
use crate::search::AirOfDraw;
use crate::sky::{Sky, Threat};
use crate::watch::Watch;
use crate::world::World;

/// Memory that raids reuse, so that the inner loops allocate nothing. It carries nothing from one raid to the next.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(crate) threats: Vec<Threat>,
    pub(crate) lookers: Vec<Looker>,
    pub(crate) batteries: Vec<Battery>,
    /// Delay from a sensor's track to the order, a row of batteries a looker.
    pub(crate) orders: Vec<Option<calendar::Span>>,
    pub(crate) watches: Vec<Watch>,
    /// The watch of each looker at each threat, a row of lookers a threat.
    pub(crate) watch_of: Vec<Option<u32>>,
    /// What each battery may do about each threat, a row of batteries a threat.
    pub(crate) reaches: Vec<Reach>,
    /// Threats in the order in which they are given out.
    pub(crate) order: Vec<u32>,
    /// Batteries with a free channel and a missile.
    pub(crate) open: Vec<u32>,
    pub(crate) queue: EventQueue<Happening>,
    pub(crate) instant: Vec<Happening>,
}

impl Workspace {
    /// Room for the raids of a case.
    pub fn new(case: &Case, _world: &World) -> Self {
        let largest = case.raids.rows().iter().map(threats_of).max().unwrap_or(0);
        let lookers = case.sensors.len() + case.units.len();
        Self {
            threats: Vec::with_capacity(largest),
            watches: Vec::with_capacity(largest * lookers),
            watch_of: Vec::with_capacity(largest * lookers),
            reaches: Vec::with_capacity(largest * case.units.len()),
            queue: EventQueue::with_capacity(largest * lookers),
            ..Self::default()
        }
    }
}

/// Threats and released weapons of a raid.
fn threats_of(raid: &Raid) -> usize {
    let of = |count: u32, released: u32| (count * (1 + released)) as usize;
    let groups = raid.groups.iter();
    groups
        .map(|group| {
            of(
                group.count,
                group.releases.map_or(0, |release| release.count),
            )
        })
        .sum()
}

/// One raid against the force of a day; `record` keeps every event, and changes nothing else.
///
/// # What happens
/// - Threats fly straight at constant speed to their place. Carriers release their weapons on the way, which fly on
///   straight to the place and down to it; a carrier leaves the picture then.
/// - Every working sensor, and every crewed battery's own radar or eyes, scans; a scan detects with the probability of
///   [`crate::Search`] where the horizon leaves the threat in sight: by default that of the calibrated fourth-power law
///   for Swerling 1. Tracks form and are lost by counts of scans. With [`Sensing::Perfect`] every threat is known to everyone from its start.
/// - A sensor's track goes over the links to a battery's post and from there, after the post's delay, to the battery.
///   [`crate::may_engage`] says what a battery may do with what it has.
/// - Threats are given out in the order of arrival, each to the nearest battery that may fire, whenever something
///   changed. The first launch at a threat waits for the battery's reaction. A battery may fire only if the missile
///   meets the threat before it arrives (a carrier: before it releases).
/// - At most one salvo of all batteries is in the air against a threat. Missiles of a battery are those of its working
///   vehicles; it is reloaded once, a reload time after it is spent. A reload time of nought means no reload.
///
/// # Draws
/// Addressed by raid, date and threat, shots at a threat by their number, scans and reactions also by who looks: another
/// battery leaves the luck of the others as it was.
///
/// # Limits
/// Batteries without a link still know which threats others engage. A battery's own track is not reported to
/// others. Jamming is a declared rise of noise, the same at every radar. Losses to the raid, decoys, turns and evasion
/// are not modelled.
#[expect(
    clippy::too_many_arguments,
    reason = "what a raid rests on, each with its own lifetime"
)]
pub fn fight(
    case: &Case,
    world: &World,
    numbers: &Numbers,
    force: &Force,
    raid: Id<Raid>,
    draws: &Draws,
    record: bool,
    workspace: &mut Workspace,
) -> Outcome {
    let raid = &case.raids[raid];
    let key = luck::raid_key(raid, force.date);
    let sky = Sky {
        case,
        world,
        numbers,
        draws,
        key,
    };
    sky.fill(raid, &mut workspace.threats);
    let shared = draws.of(key, luck::SHARED).normal() * numbers[case.engagement.shared_effect];
    let (lookers, batteries) = (&mut workspace.lookers, &mut workspace.batteries);
    let sees = Sees {
        air: AirOfDraw::of(&raid.air, numbers),
        looks: &world.looks,
    };
    roster::muster(case, numbers, force, shared, &sees, lookers, batteries);
    if case.engagement.sensing == Sensing::Perfect {
        lookers.clear();
    }
    let orders = &mut workspace.orders;
    reports::connect(case, numbers, force, lookers, batteries, orders);
    Course::new(case, world, numbers, draws, record, workspace).run()
}
