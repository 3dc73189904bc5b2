//! Links and the net: installed after the contract, up with power at both ends; who reaches which post.

use case::{Cause, Id};

use crate::engine::Engine;
use crate::event::Kind;
use crate::luck;
use crate::state::Part;
use crate::{StepId, What};

/// A link in a walk.
#[derive(Debug, Clone, Copy, Default)]
pub struct LinkRun {
    asked: bool,
    installed: bool,
    failed: bool,
    flips: u32,
    step: Option<StepId>,
    /// It carries reports now.
    pub up: bool,
}

impl Engine<'_> {
    /// Links that wait for no deal are installed from the start.
    pub fn begin_links(&mut self) {
        for (id, post) in self.case.posts.iter() {
            self.s.post_up[id.at()] = self.has_power(post.site.map(Id::at));
        }
        for link in 0..self.s.links.len() {
            if self.layout.links_at_start[link] || self.link_install(link).is_none() {
                self.install_link(link, None);
            }
        }
    }

    fn link_install(&self, link: usize) -> Option<case::Law<quantity::marker::Duration>> {
        self.case.link_types[self.case.links.rows()[link].by].install
    }

    /// Begins to install a link, once.
    pub fn install_link(&mut self, link: usize, step: Option<StepId>) {
        let run = &mut self.s.links[link];
        if run.asked {
            return;
        }
        run.asked = true;
        run.step = step;
        match self.link_install(link) {
            Some(law) => {
                let lasts = self.draw(&law, self.layout.keys.links[link], luck::INSTALL, 0);
                self.schedule(self.after(lasts), Kind::LinkInstalled, link, 0);
            }
            None => self.stand_link(link),
        }
    }

    /// A link is installed.
    pub fn link_installed(&mut self, link: usize) {
        let step = self.step(
            Cause::Link,
            What::LinkUp(Id::new(link as u32)),
            self.s.links[link].step,
        );
        self.s.links[link].step = Some(step);
        self.s.joined = Some(step);
        self.stand_link(link);
    }

    fn stand_link(&mut self, link: usize) {
        self.s.links[link].installed = true;
        if self.closes(link) {
            self.schedule_link(link);
        }
        self.link_changed(link, None);
    }

    fn closes(&self, link: usize) -> bool {
        self.links_close.get(link).copied().unwrap_or(true)
    }

    fn schedule_link(&mut self, link: usize) {
        let kind = &self.case.link_types[self.case.links.rows()[link].by];
        let Some(mtbf) = kind.mtbf else {
            return;
        };
        let run = &mut self.s.links[link];
        let law = if run.failed { kind.repair } else { mtbf };
        let n = run.flips;
        run.flips += 1;
        let lasts = self.draw(&law, self.layout.keys.links[link], luck::LINK_CLOCK, n);
        self.schedule(self.after(lasts), Kind::LinkFlips, link, 0);
    }

    /// A link fails or is repaired.
    pub fn link_flips(&mut self, link: usize) {
        self.s.links[link].failed ^= true;
        let back = !self.s.links[link].failed;
        self.schedule_link(link);
        let what = What::LinkUp(Id::new(link as u32));
        self.link_changed(link, back.then_some((Cause::Link, what)));
    }

    /// Works out whether a link carries reports; `back` says what came back, where something did.
    fn link_changed(&mut self, link: usize, back: Option<(Cause, What)>) {
        let run = self.s.links[link];
        let powered = self.layout.link_sites[link]
            .into_iter()
            .all(|site| self.has_power(site));
        let up = run.installed && !run.failed && powered && self.closes(link);
        if up != run.up {
            self.s.links[link].up = up;
            self.network_changed(back);
        }
    }

    /// Power at a site changed: what of the net stands there.
    pub fn net_of_site_changed(&mut self, site: usize, back: Option<(Cause, What)>) {
        let layout = self.layout;
        for &link in &layout.site_links[site] {
            self.link_changed(link, back);
        }
        for &post in &layout.site_posts[site] {
            self.s.post_up[post] = self.s.sites[site].powered;
            self.network_changed(back);
        }
    }

    fn network_changed(&mut self, back: Option<(Cause, What)>) {
        self.s.dirty.mark(Part::Network);
        if back.is_some() {
            self.s.rejoined = back;
        }
    }

    /// Works out which parts of the net hang together, and who reaches their post.
    pub fn settle_network(&mut self) {
        if !self.s.dirty.is_marked(Part::Network) {
            return;
        }
        self.join_parts();
        let layout = self.layout;
        for (post, holdings) in layout.post_holdings.iter().enumerate() {
            let (up, node) = (self.s.post_up[post], self.part(layout.node_posts + post));
            for &h in holdings {
                let linked = up && self.part(h) == node;
                if linked != self.s.holdings[h].linked {
                    self.link_holding(h, linked);
                }
            }
        }
        self.s.rejoined = None;
    }

    fn join_parts(&mut self) {
        for (node, part) in self.s.parts.iter_mut().enumerate() {
            *part = node as u32;
        }
        let layout = self.layout;
        for (link, &[from, to]) in layout.link_ends.iter().enumerate() {
            if self.s.links[link].up {
                let (a, b) = (self.part(from), self.part(to));
                self.s.parts[a.max(b) as usize] = a.min(b);
            }
        }
    }

    /// The least node of the part that a node is in.
    fn part(&self, node: usize) -> u32 {
        let mut part = node as u32;
        while self.s.parts[part as usize] != part {
            part = self.s.parts[part as usize];
        }
        part
    }

    fn link_holding(&mut self, h: usize, linked: bool) {
        self.s.holdings[h].linked = linked;
        self.touch(h);
        if !linked {
            return;
        }
        if let Some(back) = self.s.rejoined {
            self.s.holdings[h].turn = Some(back);
        }
        if self.s.holdings[h].linked_at.is_none() {
            let mut step = self.s.joined;
            if self.when(step) < self.now
                && let Some((cause, what)) = self.s.rejoined
            {
                step = Some(self.step(cause, what, step));
            }
            let run = &mut self.s.holdings[h];
            run.linked_at = Some(self.now);
            run.linked_step = step;
        }
    }

    /// Works out which posts a working sensor reaches.
    pub fn settle_posts(&mut self) {
        for post in 0..self.s.post_sees.len() {
            let node = self.part(self.layout.node_posts + post);
            let reaches = |&h: &usize| {
                self.s.holdings[h].capable && self.s.holdings[h].linked && self.part(h) == node
            };
            let seer = (self.layout.units..self.layout.holdings.len()).find(reaches);
            let sees = self.s.post_up[post] && seer.is_some();
            if sees == self.s.post_sees[post] {
                continue;
            }
            self.s.post_sees[post] = sees;
            if let Some(seer) = seer.filter(|_| sees) {
                self.post_sees(post, seer);
            }
            let layout = self.layout;
            layout.post_holdings[post]
                .iter()
                .for_each(|&h| self.touch(h));
        }
    }

    /// A post begins to see: its units come back with the sensor that does.
    fn post_sees(&mut self, post: usize, seer: usize) {
        let sensor = self.s.holdings[seer];
        if self.s.post_steps[post].is_none() {
            self.s.post_steps[post] =
                self.later(sensor.first_up[crate::holdings::EITHER], sensor.linked_step);
        }
        let layout = self.layout;
        let units = layout.post_holdings[post]
            .iter()
            .filter(|&&h| h < layout.units);
        for &h in units.filter(|_| sensor.turn.is_some()) {
            self.s.holdings[h].turn = sensor.turn;
        }
    }
}
