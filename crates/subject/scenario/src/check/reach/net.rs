//! Links: when a thing may reach its post, and a post a sensor.

use case::{Id, Node, Origin, Post, Sensor, Unit};

use super::when::{Block, Reach, When, any, both};
use super::{Ways, path};

impl Ways<'_> {
    /// When a unit may reach its post, and a working sensor that post.
    pub fn linked_unit(&mut self, id: Id<Unit>) -> Reach {
        let unit = &self.case().units[id];
        let Some(post) = unit.reports_to else {
            let why = format!("`{}` reports to no post", unit.id);
            return Err(Block::new(path("unit", &unit.id, "reports_to"), why));
        };
        let reaches = self.joined(Node::Unit(id), post)?;
        both(Ok(reaches), self.seen(post))
    }

    /// When a sensor may reach its own post.
    pub fn linked_sensor(&self, id: Id<Sensor>) -> Reach {
        let sensor = &self.case().sensors[id];
        let Some(post) = sensor.reports_to else {
            let why = format!("`{}` reports to no post", sensor.id);
            return Err(Block::new(path("sensor", &sensor.id, "reports_to"), why));
        };
        self.joined(Node::Sensor(id), post)
    }

    /// When a sensor that works may reach a post.
    fn seen(&mut self, post: Id<Post>) -> Reach {
        let ids = self.case().sensors.ids();
        let ways: Vec<Reach> = ids
            .map(|id| {
                let linked = both(self.linked_sensor(id), self.joined(Node::Sensor(id), post));
                both(linked, self.sensor_up(id, case::Crews::Either))
            })
            .collect();
        any(ways.into_iter()).unwrap_or_else(|| {
            let post = &self.case().posts[post];
            let why = format!("no sensor reports to `{}`", post.id);
            Err(Block::new(format!("post.{}", post.id), why))
        })
    }

    /// When links may join a thing and a post.
    fn joined(&self, from: Node, post: Id<Post>) -> Reach {
        let mut reached: Vec<(Node, When)> = vec![(from, When::START)];
        let links: Vec<(Node, Node, When)> = self
            .case()
            .links
            .rows()
            .iter()
            .filter_map(|link| Some((link.from, link.to, self.installed(link).ok()?)))
            .collect();
        // Each pass goes one link farther, or finds a quicker way.
        for _ in 0..=links.len() {
            let before = reached.clone();
            for (a, b, when) in &links {
                for (from, to) in [(a, b), (b, a)] {
                    let way = reached.iter().find(|(node, _)| node == from);
                    if let Some((_, way)) = way {
                        let way = way.clone().or_later(when.clone());
                        sooner(&mut reached, *to, way);
                    }
                }
            }
            if reached == before {
                break;
            }
        }
        let found = reached
            .into_iter()
            .find(|(node, _)| *node == Node::Post(post));
        found.map(|(_, when)| when).ok_or_else(|| {
            let (at, id) = self.named(from);
            let post = &self.case().posts[post].id;
            let why = format!("no link joins `{id}` and the post `{post}`");
            Block::new(at, why)
        })
    }

    fn installed(&self, link: &case::Link) -> Reach {
        let deals = [link.from, link.to]
            .into_iter()
            .flat_map(|end| self.bought(end));
        let asked = any(deals.map(|deal| self.executed(*deal))).unwrap_or(Ok(When::START))?;
        let install = self.case().link_types[link.by].install;
        let lasts = install.map_or(0.0, |law| self.look.shortest(&law));
        let says = format!("installing the link `{}`", link.id);
        Ok(asked.then(&format!("link.{}", link.id), says, lasts))
    }

    fn bought(&self, node: Node) -> &[Id<case::Deal>] {
        let (units, sensors) = (&self.look.case.units, &self.look.case.sensors);
        match node {
            Node::Unit(id) => deals(&units[id].origin),
            Node::Sensor(id) => deals(&sensors[id].origin),
            Node::Post(_) => &[],
        }
    }

    fn named(&self, node: Node) -> (String, &str) {
        let case = self.look.case;
        let (section, id) = match node {
            Node::Unit(id) => ("unit", case.units[id].id.as_str()),
            Node::Sensor(id) => ("sensor", case.sensors[id].id.as_str()),
            Node::Post(id) => ("post", case.posts[id].id.as_str()),
        };
        (path(section, id, "reports_to"), id)
    }
}

pub fn deals<T>(origin: &Origin<T>) -> &[Id<case::Deal>] {
    match origin {
        Origin::Start(..) => &[],
        Origin::Deals(deals) => deals,
    }
}

fn sooner(reached: &mut Vec<(Node, When)>, node: Node, way: When) {
    match reached.iter_mut().find(|(other, _)| *other == node) {
        Some((_, held)) if way.at < held.at => *held = way,
        Some(_) => {}
        None => reached.push((node, way)),
    }
}
