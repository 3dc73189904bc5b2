//! What the report, the terminal and JSON all say: the answer, its range, and whether one number may stand for it.

use quantity::Date;
use study::summary::{Summary, summary};
use study::{NoColumn, Run, Study};

use crate::facts::Tallies;
use crate::page::who_struck;
use crate::words::{Names, in_runs, month_year, percent};

/// Facts that more than one part of the report needs.
pub(crate) struct Context<'a> {
    pub run: &'a Run,
    pub study: &'a Study,
    pub summary: Summary,
    pub names: Names,
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
        let has_contract = summary.pooled.contract.is_some();
        let contract = Tallies::of(&summary, |answer| answer.contract);
        Ok(Self {
            contract: has_contract.then_some(contract),
            given_contract: Tallies::of(&summary, |answer| Some(answer.given_contract)),
            both: Tallies::of(&summary, |answer| Some(answer.both)),
            names: Names::of(run.study()),
            study: run.study(),
            summary,
            run,
        })
    }

    /// False: more than half of the spread rests on weak sources, and ranges alone are printed.
    pub(crate) const fn one_number(&self) -> bool {
        !self.summary.no_headline_number
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
                large: tallies.main.in_words(),
                beside: Some(format!("{range} across rival sets")),
                range_only: false,
            },
            (Some(range), false) => Said {
                large: range,
                beside: Some("the range across rival sets".to_owned()),
                range_only: true,
            },
            (None, true) => Said {
                large: tallies.main.in_words(),
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

    /// `in 1 in 7 runs (1 in 14 to 1 in 4 across rival sets)`, or the range alone.
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
        let Some(contract) = &self.contract else {
            let both = self.in_runs(&self.both);
            let whose = self.whose();
            return format!("On these assumptions{whose}, {working} stands by {horizon} {both}.");
        };
        format!(
            "On these assumptions{}, a binding contract is signed by {horizon} {}; given a contract, {working} follows {}; both together {}.",
            self.whose(),
            self.in_runs(contract),
            self.in_runs(&self.given_contract),
            self.in_runs(&self.both),
        )
    }

    /// That the run does without some rows of the ledger, and which; `None` where it has them all.
    pub(crate) fn struck_sentence(&self) -> Option<String> {
        let who = who_struck(&self.study.evidence.struck)?;
        Some(format!(
            "This run does without rows of the ledger: {who}. Its answer is not that of the whole evidence."
        ))
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
    /// `1 in 7`, or a range.
    pub large: String,
    /// The range, or what the range is.
    pub beside: Option<String>,
    /// True when `large` is a range.
    pub range_only: bool,
}

/// Two shares as `5 to 9 %`.
pub(crate) fn percent_range(low: f64, high: f64) -> String {
    let (a, b) = (percent(low), percent(high));
    if a == b {
        return a;
    }
    match a.strip_suffix(" %") {
        Some(number) if !a.starts_with("less") => format!("{number} to {b}"),
        _ => format!("{a} to {b}"),
    }
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
