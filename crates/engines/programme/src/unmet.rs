//! Which need kept a capability from its date, and what it lacked.
//!
//! All needs must be met at once, so of those that are not met at the horizon the least advanced counts. A need that lacks so many
//! batteries, vehicles or sensors lacks the last of those that would come first: what the most advanced that do not count
//! yet still lack, and, where there are not enough of them, that more was not ordered.

use case::Need;

use crate::capability::RULE;
use crate::count::Count;
use crate::engine::Engine;
use crate::missing::Lack;

impl Engine<'_> {
    /// What a capability lacks that is not met at the horizon.
    pub fn unmet(&mut self, c: usize) -> Lack {
        let mut least: Option<Lack> = None;
        for n in 0..self.layout.needs.len() {
            if self.layout.needs[n].capability != c || self.s.sums[n][RULE].met {
                continue;
            }
            for lack in self.need_lacks(n).into_iter().flatten() {
                if least.is_none_or(|l| lack.stage < l.stage) {
                    least = Some(lack);
                }
            }
        }
        least.unwrap_or(Lack::not_ordered(None))
    }

    /// What a need lacks of units, of sensors and of services.
    fn need_lacks(&mut self, n: usize) -> [Option<Lack>; 3] {
        let case = self.case;
        let layout = &self.layout.needs[n];
        let need = &case.capabilities.rows()[layout.capability].needs[layout.place];
        let sums = self.s.sums[n][RULE].count;
        let units = self.layout.units;
        let lacks = [
            need.batteries.saturating_sub(sums.batteries()),
            need.vehicles.saturating_sub(sums.vehicles()),
            need.sensors.saturating_sub(sums.sensors()),
        ];
        [
            (lacks[0] > 0 || lacks[1] > 0)
                .then(|| self.last_of(n, need, 0..units, [lacks[0], lacks[1]])),
            (lacks[2] > 0)
                .then(|| self.last_of(n, need, units..self.layout.holdings.len(), [lacks[2], 0])),
            self.services_lack(need),
        ]
    }

    /// What the last lacks of the most advanced holdings that together would make up for what is missing.
    fn last_of(
        &mut self,
        n: usize,
        need: &Need,
        among: std::ops::Range<usize>,
        missing: [u32; 2],
    ) -> Lack {
        let mut found = Vec::new();
        for h in among {
            if let Some(gives) = self.could_give(h, n, missing) {
                found.push((self.holding_lack(h, n, need), gives));
            }
        }
        found.sort_by_key(|(lack, _)| std::cmp::Reverse(lack.stage));
        let mut left = missing;
        for (lack, gives) in &found {
            left = [0, 1].map(|i| left[i].saturating_sub(gives[i]));
            if left == [0, 0] {
                return *lack;
            }
        }
        let last = found.last().and_then(|(lack, _)| lack.step);
        Lack::not_ordered(last)
    }

    /// The batteries (or sensors) and the vehicles that a holding could give to a need beyond what it gives; `None`: nothing that is
    /// missing.
    fn could_give(&self, h: usize, n: usize, missing: [u32; 2]) -> Option<[u32; 2]> {
        let item = self.item_for(h, n)?;
        let given = self.given(h, n);
        let is_unit = h < self.layout.units;
        let whole = if is_unit { self.vehicles(h, item) } else { 0 };
        let gives = [
            u32::from(given.batteries() == 0 && given.sensors() == 0),
            whole.saturating_sub(given.vehicles()),
        ];
        (0..2)
            .any(|i| missing[i] > 0 && gives[i] > 0)
            .then_some(gives)
    }

    fn holding_lack(&mut self, h: usize, n: usize, need: &Need) -> Lack {
        if self.given(h, n) == Count::NONE {
            return self.lack(h, need.crews, need.linked);
        }
        let asked = match self.given(h, n).batteries() {
            0 => need.vehicles_each,
            _ => self.s.holdings[h].fit() + 1,
        };
        self.lacks_vehicles(h, asked)
    }

    /// What a holding would serve a need with; `None`: it is none of its members, or of another class.
    fn item_for(&self, h: usize, n: usize) -> Option<case::Item> {
        let mut members = self.layout.holdings[h].members.clone();
        members.find(|&m| self.layout.members[m].need == n)?;
        let counts = |item: &case::Item| match item {
            case::Item::FireUnit(kind) => self.layout.needs[n].counts[kind.at()],
            case::Item::Sensor(_) => true,
        };
        let deals = &self.layout.holdings[h].deals;
        let ordered = || {
            let mut items = deals.iter().map(|&d| self.case.deals.rows()[d].item);
            items.find(|item| counts(item))
        };
        match self.s.holdings[h].item {
            Some(item) => Some(item).filter(counts),
            None => ordered(),
        }
    }

    /// What services lack of which none runs: the most advanced of their deals.
    fn services_lack(&self, need: &Need) -> Option<Lack> {
        let runs = |d: &case::Id<case::Deal>| self.s.deals[d.at()].serves();
        if need.services.iter().any(runs) {
            return None;
        }
        let services = need.services.iter();
        let lacks = services.filter_map(|d| self.agreement_lack(d.at()));
        // The first of those that are as far.
        lacks.reduce(|best, lack| if lack.stage > best.stage { lack } else { best })
    }
}
