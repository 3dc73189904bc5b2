//! Links and the net: installed after the contract, up with power at both ends; who reaches which post.

use case::{Cause, Id};

use crate::engine::Engine;
use crate::event::Kind;
use crate::holdings::EITHER;
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
        let run = &self.s.links[link];
        let powered = self.layout.link_sites[link]
            .into_iter()
            .all(|site| self.has_power(site));
        let up = run.installed && !run.failed && powered && self.closes(link);
        if up != run.up {
            self.s.links[link].up = up;
            match self.layout.link_leaves[link] {
                Some(ends) if !self.s.dirty.is_marked(Part::Network) => {
                    self.turn_leaf(ends, back);
                }
                Some(ends) => {
                    self.s.net.hang(&self.s.links, self.layout, ends);
                    self.network_changed(back);
                }
                None => self.network_changed(back),
            }
        }
    }

    /// A link by which a holding alone hangs on the net went up or down: nobody else's part of the net changes.
    fn turn_leaf(&mut self, [h, other]: [usize; 2], back: Option<(Cause, What)>) {
        self.s.net.hang(&self.s.links, self.layout, [h, other]);
        if let Some(post) = self.layout.holdings[h].post {
            self.settle_holding_of(self.reach_of(post), h, back);
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
        let (layout, back) = (self.layout, self.s.rejoined.take());
        self.s.net.join(&self.s.links, layout);
        for (post, holdings) in layout.post_holdings.iter().enumerate() {
            let reach = self.reach_of(post);
            if self.s.net.take_turn(post, reach) {
                for &h in holdings {
                    self.settle_holding_of(reach, h, back);
                }
            }
        }
    }

    /// The part of the net in which a post takes reports, while it works.
    fn reach_of(&self, post: usize) -> Option<u32> {
        self.s.post_up[post].then(|| self.s.net.part(self.layout.node_posts + post))
    }

    /// Works out whether a holding reaches its post.
    #[inline]
    fn settle_holding_of(&mut self, reach: Option<u32>, h: usize, back: Option<(Cause, What)>) {
        let linked = reach == Some(self.s.net.part(h));
        if linked != self.s.holdings[h].linked {
            self.link_holding(h, linked, back);
        }
    }

    fn link_holding(&mut self, h: usize, linked: bool, back: Option<(Cause, What)>) {
        self.s.holdings[h].linked = linked;
        self.touch(h);
        if h >= self.layout.units && self.s.holdings[h].capable {
            self.s.dirty.mark(Part::Sensors);
        }
        if !linked {
            return;
        }
        if let Some(turn) = back.or_else(|| self.joined_now()) {
            self.s.holdings[h].turn = Some(turn);
        }
        if self.s.holdings[h].linked_at.is_none() {
            let mut step = self.s.joined;
            if self.when(step) < self.now
                && let Some((cause, what)) = back
            {
                step = Some(self.step(cause, what, step));
            }
            let run = &mut self.s.holdings[h];
            run.linked_at = Some(self.now);
            run.linked_step = step;
        }
    }

    /// What joined the network for the first time now.
    fn joined_now(&self) -> Option<(Cause, What)> {
        let step = self
            .s
            .joined
            .filter(|_| self.when(self.s.joined) == self.now)?;
        let step = self.s.steps[step.0 as usize];
        Some((step.cause, step.what))
    }

    /// Works out which posts a working sensor reaches.
    pub fn settle_posts(&mut self) {
        // Mostly, in the years before any radar works, there is nothing to look for and nothing to lose.
        if self.s.sensors_up == 0 && !self.s.post_sees.contains(&true) {
            return;
        }
        for post in 0..self.s.post_sees.len() {
            let part = self.s.net.part(self.layout.node_posts + post);
            let reaches = |&h: &usize| {
                let run = &self.s.holdings[h];
                run.capable && run.linked && self.s.net.part(h) == part
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
        let turn = self.came_now(seer);
        let sensor = &self.s.holdings[seer];
        let (first_up, linked) = (sensor.first_up[EITHER], sensor.linked_step);
        if self.s.post_steps[post].is_none() {
            self.s.post_steps[post] = self.later(first_up, linked);
        }
        let layout = self.layout;
        let units = layout.post_holdings[post]
            .iter()
            .filter(|&&h| h < layout.units);
        for &h in units.filter(|_| turn.is_some()) {
            self.s.holdings[h].turn = turn;
        }
    }
}
