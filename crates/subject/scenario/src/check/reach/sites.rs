//! Sites: built by teams, by a plan or as one job, or with a temporary position beside them.

use case::{BuildPlan, Id, Site};

use super::when::{Block, Reach, When, any};
use super::{Ways, path};

impl Ways<'_> {
    /// When so many of the vehicles of a battery (or a radar, or nothing) can stand on a site that is asked for at a moment.
    pub fn stands(&self, site: Id<Site>, asked: &When, room: Option<(u32, u32)>) -> Reach {
        let row = &self.case().sites[site];
        let built = self.built_site(row, asked);
        let Some(field) = &row.field else {
            return built;
        };
        let fits = room.is_none_or(|(wanted, vehicles)| {
            let share = self.look.most(field.share).clamp(0.0, 1.0);
            ((share * f64::from(vehicles)) as u32).max(1) >= wanted
        });
        if !fits {
            return built;
        }
        let says = format!("preparing the temporary position of `{}`", row.id);
        let ready = self.look.shortest(&field.ready);
        let position = asked.then(&format!("site.{}.field.ready", row.id), says, ready);
        any([Ok(position), built].into_iter()).unwrap_or(Ok(asked.clone()))
    }

    fn built_site(&self, row: &Site, asked: &When) -> Reach {
        let plan = row.plan.map(|plan| &self.case().plans[plan]);
        let needs_teams = match plan {
            Some(plan) => plan.tasks.iter().any(|task| task.teams > 0),
            None => row.build.is_some(),
        };
        let teams = self.case().construction_teams.map(|n| self.look.most(n));
        if needs_teams && teams.is_some_and(|n| n.round() < 1.0) {
            let why = format!("there is no construction team to build `{}`", row.id);
            return Err(Block::new("construction.teams".to_owned(), why));
        }
        let says = format!("building `{}`", row.id);
        Ok(match (plan, &row.build) {
            (Some(plan), _) => {
                let at = format!("plan.{}.tasks", plan.id);
                asked.then(&at, says, self.longest_way(plan))
            }
            (None, Some(build)) => {
                let lasts = self.look.shortest(build);
                asked.then(&path("site", &row.id, "build"), says, lasts)
            }
            (None, None) => When::START,
        })
    }

    /// The longest way through the tasks of a plan \[s\]; they hold no ring.
    fn longest_way(&self, plan: &BuildPlan) -> f64 {
        let mut done = vec![0.0_f64; plan.tasks.len()];
        for _ in 0..plan.tasks.len() {
            let before = done.clone();
            for (i, task) in plan.tasks.iter().enumerate() {
                let begun = task.after.iter().map(|&b| done[b]).fold(0.0, f64::max);
                done[i] = begun + self.look.shortest(&task.lasts);
            }
            if done == before {
                break;
            }
        }
        done.into_iter().fold(0.0, f64::max)
    }
}
