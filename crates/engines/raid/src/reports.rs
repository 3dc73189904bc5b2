//! How late a sensor's track reaches a battery as an order: links, posts, and the time that a post needs.

use calendar::Span;
use case::{Case, Force, Id, Node, Numbers, Post};
use network::Graph;

use crate::outcome::Watcher;
use crate::roster::{Battery, Looker};

/// Nodes and up links of a day. Everything that is linked passes reports on; a post only while it is up.
struct Paths<'a> {
    case: &'a Case,
    graph: Graph,
    /// Delays from each post asked for so far.
    known: Vec<(Id<Post>, Vec<Option<f64>>)>,
}

impl<'a> Paths<'a> {
    fn new(case: &'a Case, numbers: &Numbers, force: &Force) -> Self {
        let nodes = case.posts.len() + case.sensors.len() + case.units.len();
        let mut paths = Self {
            case,
            graph: Graph::new(nodes),
            known: Vec::new(),
        };
        for link in force.links.iter().filter(|link| link.up) {
            let link = &case.links[link.link];
            let works = |node| match node {
                Node::Post(post) => is_up(force, post),
                Node::Sensor(_) | Node::Unit(_) => true,
            };
            if works(link.from) && works(link.to) {
                let delay_s = numbers[case.link_types[link.by].delay];
                let ends = (paths.number(link.from), paths.number(link.to));
                paths.graph.link(ends.0, ends.1, delay_s);
            }
        }
        paths
    }

    fn number(&self, node: Node) -> usize {
        match node {
            Node::Post(post) => post.at(),
            Node::Sensor(sensor) => self.case.posts.len() + sensor.at(),
            Node::Unit(unit) => self.case.posts.len() + self.case.sensors.len() + unit.at(),
        }
    }

    /// Seconds between a post and a node, either way.
    fn delay_s(&mut self, post: Id<Post>, node: Node) -> Option<f64> {
        let node = self.number(node);
        if let Some((_, delays)) = self.known.iter().find(|(known, _)| *known == post) {
            return delays[node];
        }
        let delays = self.graph.delays_from(post.at());
        let delay = delays[node];
        self.known.push((post, delays));
        delay
    }
}

fn is_up(force: &Force, post: Id<Post>) -> bool {
    force.posts.iter().any(|of| of.post == post && of.up)
}

/// Fills in for each looker and battery (a row of batteries a looker) how long after a sensor's track the post's order
/// reaches the battery, and each battery's link and leave. A battery's own track is not passed on to others.
pub(crate) fn connect(
    case: &Case,
    numbers: &Numbers,
    force: &Force,
    lookers: &[Looker],
    batteries: &mut [Battery],
    orders: &mut Vec<Option<Span>>,
) {
    orders.clear();
    orders.resize(lookers.len() * batteries.len(), None);
    let mut paths = Paths::new(case, numbers, force);
    let post_delay_s = numbers[case.engagement.post_delay];
    let width = batteries.len();
    for (b, battery) in batteries.iter_mut().enumerate() {
        let Some(post) = case.units[battery.unit].reports_to else {
            continue;
        };
        battery.post_up = is_up(force, post);
        let to_unit = paths.delay_s(post, Node::Unit(battery.unit));
        let Some(to_unit_s) = to_unit.filter(|_| battery.post_up) else {
            continue;
        };
        battery.linked = true;
        if !battery.functions.engages_alone {
            battery.leave = Span::from_seconds(2.0 * to_unit_s + post_delay_s);
        }
        for (l, looker) in lookers.iter().enumerate() {
            if let Watcher::Sensor(sensor) = looker.who {
                orders[l * width + b] = paths
                    .delay_s(post, Node::Sensor(sensor))
                    .map(|from_s| Span::from_seconds(from_s + post_delay_s + to_unit_s));
            }
        }
    }
}
