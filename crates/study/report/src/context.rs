//! What the report, the terminal and JSON all say: the answer, its range, and whether one number may stand for it.

use quantity::Date;
use study::summary::{Summary, summary};
use study::{NoColumn, Run, Study};

use crate::facts::{Sample, Tallies, samples};
use crate::page::who_struck;
use crate::words::{Names, from_to, group, in_runs, month_year, path_in_words, percent, unit_once};

/// Facts that more than one part of the report needs.
pub(crate) struct Context<'a> {
    pub run: &'a Run,
    pub study: &'a Study,
    pub summary: Summary,
    pub names: Names,
    /// The runs of each rival set, the case's own first; at least one.
    samples: Vec<Sample>,
    /// A binding contract; `None`: the case has no purchase that counts.
    pub contract: Option<Tallies>,
    /// The headline capability, given a contract.
    pub given_contract: Tallies,
    /// Both.
    pub both: Tallies,
}

impl<'a> Context<'a> {
    pub(crate) fn of(run: &'a Run) -> Result<Self, NoColumn> {
        let summary = summary(run)?;
        let has_contract = summary.main().contract.is_some();
        let contract = Tallies::of(&summary, |answer| answer.contract);
        Ok(Self {
            contract: has_contract.then_some(contract),
            given_contract: Tallies::of(&summary, |answer| Some(answer.given_contract)),
            both: Tallies::of(&summary, |answer| Some(answer.both)),
            names: Names::of(run.study()),
            samples: samples(run)?,
            study: run.study(),
            summary,
            run,
        })
    }

    /// False: more than half of the spread rests on weak sources, or on none that can be told, and ranges alone are printed.
    pub(crate) const fn one_number(&self) -> bool {
        !self.summary.no_headline_number
    }

    /// Why no single number is printed; `None` where one is.
    pub(crate) fn no_number(&self) -> Option<&'static str> {
        let why = if self.summary.leading.is_empty() {
            "In so few runs no assumption can be told from luck, so it cannot be said what a number would rest on."
        } else {
            "More than half of what moves the answer rests on the analyst’s judgement, on memory, on estimates or on defaults."
        };
        (!self.one_number()).then_some(why)
    }

    /// The headline capability's definition, or what stands in for it.
    pub(crate) fn working(&self) -> &str {
        self.study
            .headline()
            .map_or("no capability is defined in this case", |entry| &entry.says)
    }

    /// `June 2038`.
    pub(crate) fn horizon(&self) -> String {
        Date::parse(&self.study.end).map_or_else(|_| self.study.end.clone(), month_year)
    }

    /// The month of a day after the start.
    pub(crate) fn month(&self, days: f64) -> String {
        let date = self.study.date_after(days);
        date.map_or_else(|| "an unknown date".to_owned(), month_year)
    }

    /// How often, as large as it may be printed, and what stands beside it.
    pub(crate) fn said(&self, tallies: &Tallies) -> Said {
        let interval = || {
            let (low, high) = tallies.interval;
            percent_range(low, high)
        };
        match (tallies.range_in_words(), self.one_number()) {
            (Some(range), true) => Said {
                large: tallies.main.percent(),
                beside: Some(format!("{range} across rival sets")),
                range_only: false,
            },
            (Some(range), false) => Said {
                large: range,
                beside: Some("the range across rival sets".to_owned()),
                range_only: true,
            },
            (None, true) => Said {
                large: tallies.main.percent(),
                beside: Some(format!("{}: 90 % interval of chance alone", interval())),
                range_only: false,
            },
            (None, false) => Said {
                large: interval(),
                beside: Some("90 % interval of chance alone; one set of claims".to_owned()),
                range_only: true,
            },
        }
    }

    /// `in 14 % of runs (7 to 25 % across rival sets)`, or the range alone.
    pub(crate) fn in_runs(&self, tallies: &Tallies) -> String {
        let said = self.said(tallies);
        let runs = in_runs(&said.large);
        match said.beside {
            Some(beside) => format!("{runs} ({beside})"),
            None => runs,
        }
    }

    /// The answer in one sentence.
    pub(crate) fn sentence(&self) -> String {
        let horizon = self.horizon();
        let working = match &self.study.headline {
            Some(_) => "a working defence as defined".to_owned(),
            None => {
                return format!(
                    "On these assumptions nothing is asked by {horizon}: the case defines no capability."
                );
            }
        };
        // Where all are ranges across sets, that is said once.
        let across = !self.one_number() && !self.summary.sets.is_empty();
        let given = if across {
            "On these assumptions and across rival sets of claims".to_owned()
        } else {
            format!("On these assumptions{}", self.whose())
        };
        let told = |tallies: &Tallies| match across {
            true => in_runs(&self.said(tallies).large),
            false => self.in_runs(tallies),
        };
        let Some(contract) = &self.contract else {
            let both = told(&self.both);
            return format!("{given}, {working} stands by {horizon} {both}.");
        };
        let signed = told(contract);
        let of_sets = self.summary.sets.iter();
        let mut contracted = of_sets
            .map(|set| set.given_contract.of)
            .chain([self.given_contract.main.runs]);
        if contracted.all(|runs| runs == 0) {
            return format!(
                "{given}, a binding contract is signed by {horizon} {signed}; so no run tells whether {working} would follow."
            );
        }
        format!(
            "{given}, a binding contract is signed by {horizon} {signed}; given a contract, {working} follows {}; both together {}.",
            told(&self.given_contract),
            told(&self.both),
        )
    }

    /// That the run does without some rows of the ledger, which, and what that did; `None` where it has them all.
    pub(crate) fn struck_sentence(&self) -> Option<String> {
        let held = &self.study.evidence;
        let who = who_struck(&held.struck)?;
        let rows = match held.struck.len() {
            1 => "one row".to_owned(),
            more => format!("{} rows", group(more as u64)),
        };
        Some(format!(
            "This run does without {rows} of the ledger: {who}. {}",
            self.what_striking_did()
        ))
    }

    /// Which figures would be others with the struck rows; or that none would.
    fn what_striking_did(&self) -> String {
        /// Figures that are named.
        const NAMED: usize = 3;
        let moved = &self.study.evidence.moved;
        let changed: Vec<_> = moved
            .iter()
            .filter(|entry| entry.is_changed_by_striking())
            .collect();
        if changed.is_empty() {
            let why = match moved.len() {
                0 => "no figure of this case is weighed by rows of the ledger".to_owned(),
                1 => "the one figure that the ledger weighs is the same without these rows"
                    .to_owned(),
                more => format!(
                    "each of the {more} figures that the ledger weighs is the same without these rows"
                ),
            };
            return format!(
                "Striking moved no figure: {why}. The answer is the same as with them."
            );
        }
        let named = changed.iter().take(NAMED).map(|entry| {
            let set = entry.rival.as_ref();
            let set = set.map_or_else(String::new, |set| format!(" in the set “{set}”"));
            format!(
                "{}{set} is {}, with them {}",
                path_in_words(&entry.path, &self.names),
                unit_once(&entry.moved_words),
                unit_once(&entry.unstruck_words)
            )
        });
        let mut named: Vec<String> = named.collect();
        if changed.len() > NAMED {
            named.push(format!("{} more", changed.len() - NAMED));
        }
        let figures = if changed.len() == 1 {
            "one figure".to_owned()
        } else {
            format!("{} figures", changed.len())
        };
        format!(
            "Striking moved {figures} (low / likely / high): {}. The answer is not that of the whole evidence.",
            named.join("; ")
        )
    }

    /// Whose claims one number stands for; empty where ranges alone are printed or there is one set.
    fn whose(&self) -> String {
        match self.summary.sets.first() {
            Some(set) if self.one_number() => format!(" and the claims of “{}”", set.set),
            _ => String::new(),
        }
    }

    /// The runs that a figure is about, in words.
    pub(crate) fn runs(&self) -> String {
        let set = self.summary.sets.first();
        set.map_or_else(
            || "all runs".to_owned(),
            |set| format!("runs on the claims of “{}”", set.set),
        )
    }

    /// `, on the claims of “analyst”` after a figure of a headline; empty where the case has one set only.
    pub(crate) fn on_own_claims(&self) -> String {
        let set = self.summary.sets.first();
        set.map_or_else(String::new, |set| {
            format!(", on the claims of “{}”", set.set)
        })
    }

    /// The runs of the case's own set: those of every figure that is not split by set.
    pub(crate) fn own(&self) -> &Sample {
        // There is always a set: `study.json` without any has one of all runs.
        &self.samples[0]
    }

    /// One value a rival set, the case's own first; empty where the case has one set only.
    pub(crate) fn by_set<T, E>(
        &self,
        value: impl FnMut(&Sample) -> Result<T, E>,
    ) -> Result<Vec<(&str, T)>, E> {
        let several = self.samples.iter().filter(|_| self.samples.len() > 1);
        let names = several.clone().map(|sample| sample.set.as_str());
        let values = several.map(value).collect::<Result<Vec<T>, E>>()?;
        Ok(names.zip(values).collect())
    }

    /// When, given a contract, in a sentence.
    pub(crate) fn median_sentence(&self) -> String {
        let main = self.summary.main();
        let given = if self.contract.is_some() {
            "runs with a contract"
        } else {
            "runs"
        };
        let those = main
            .ladder
            .iter()
            .find(|rung| Some(&rung.capability) == self.study.headline.as_ref());
        let of_those = those.and_then(|rung| rung.median_day);
        let horizon = self.horizon();
        if main.given_contract.of == 0 {
            return "No run has a contract, so there is no date to give.".to_owned();
        }
        match (main.median_day, of_those) {
            (Some(day), _) => format!(
                "Median date: half of the {given} have it by {}.",
                self.month(day)
            ),
            (None, Some(day)) if main.given_contract.count >= 5 => format!(
                "No median date: fewer than half of the {given} get there by {horizon}. Of those that do, half are there by {}.",
                self.month(day)
            ),
            _ => format!("No median date: hardly any of the {given} get there by {horizon}."),
        }
    }

    /// The day by which half of the runs have the headline capability; `None`: fewer than half ever do.
    pub(crate) fn median_of_all(&self) -> Option<f64> {
        let curve = &self.summary.main().curve;
        let point = curve.iter().find(|point| point.headline[0] >= 0.5)?;
        Some(point.day)
    }
}

/// How often, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// `14 %`, or a range.
    pub large: String,
    /// The range, or what the range is.
    pub beside: Option<String>,
    /// True when `large` is a range.
    pub range_only: bool,
}

/// Two shares as `5 to 9 %`.
pub(crate) fn percent_range(low: f64, high: f64) -> String {
    from_to(&percent(low), &percent(high))
}

#[cfg(test)]
mod tests {
    use super::percent_range;

    #[test]
    fn ranges_of_percents() {
        assert_eq!(percent_range(0.051, 0.093), "5 to 9 %");
        assert_eq!(percent_range(0.0, 0.003), "0 to less than 1 %");
        assert_eq!(percent_range(0.101, 0.102), "10 %");
    }
}
