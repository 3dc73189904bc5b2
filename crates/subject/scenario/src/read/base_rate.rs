//! A lead time that past purchases give: `lead_time = "baserate:short,Russia,embargo,new"`.

use case::{Claim, Source, SourceKind};
use evidence::Purchases;
use evidence::base_rate::{BaseRateError, BaseRates, Question, Stage};
use random::Distribution;

use super::source::reason;
use super::{Reader, Row};
use crate::field::Field;
use crate::mistake::Trouble;
use crate::tree::{At, Node};

/// What a base rate's source begins with.
const PREFIX: &str = "baserate:";

/// Seconds of a month, as a quantity.
const MONTH_S: f64 = 365.25 / 12.0 * 86_400.0;

/// The least that a lead time may be: a day \[months\].
const DAY: f64 = 12.0 / 365.25;

/// The words of a number that is a base rate: a text `baserate:...`, or a table with that source and no figures.
pub(super) fn asked(node: &Node) -> Option<(&str, &At)> {
    let said = match node.table() {
        Some(table)
            if ["low", "likely", "high", "each"]
                .iter()
                .any(|key| table.has(key)) =>
        {
            None
        }
        Some(table) => table.get("source"),
        None => Some(node),
    }?;
    Some((said.text()?.strip_prefix(PREFIX)?, &said.at))
}

/// Whether a source that names a base rate beside its own figures (`baserate:short,Russia,embargo,new`) names one that
/// there is. Any other source, and words without commas, say nothing that could be wrong.
pub(super) fn words_known(source: &str) -> Result<(), String> {
    let Some(words) = source
        .strip_prefix(PREFIX)
        .filter(|words| words.contains(','))
    else {
        return Ok(());
    };
    known(words).map(|_| ())
}

/// The question that the words of a base rate ask.
fn known(words: &str) -> Result<Question, String> {
    Question::parse(&shipped()?, words).map_err(|error| error.to_string())
}

fn shipped() -> Result<Purchases, String> {
    Purchases::shipped().map_err(|errors| BaseRateError::Shipped(errors).to_string())
}

impl Reader<'_> {
    /// The words of a base rate that is named for comparison alone.
    pub fn outside_view(&mut self, row: &Row<'_>, key: &str) -> Option<String> {
        let text = self.text_if(row, key)?;
        let reason = match text.strip_prefix(PREFIX) {
            Some(words) => match known(words) {
                Ok(_) => return Some(words.to_owned()),
                Err(reason) => reason,
            },
            None => format!(
                "`{text}` names no base rate; write it as in baserate:short,Russia,embargo,new"
            ),
        };
        let key = key.to_owned();
        self.mistake(
            Trouble::NoDistribution { key, reason },
            &row.place_of("outside_view"),
        );
        None
    }

    /// The claim of past purchases on a deal's lead time, less those of the case's own buyer.
    pub(super) fn base_rate(
        &mut self,
        field: &Field,
        node: &Node,
        (words, at): (&str, &At),
        path: &str,
    ) -> Option<Claim> {
        if !(path.starts_with("deal.") && field.key == "lead_time") {
            let key = field.key.to_owned();
            self.mistake(Trouble::NoBaseRate { key }, at);
            return None;
        }
        if let Some(table) = node.table() {
            let known = &["source", "reason", "for", "against", "claims"];
            let of = format!("the base rate of `{path}`");
            super::keys::unknown(table, &of, known, &self.file, &mut self.mistakes);
        }
        match learnt(words, &self.title) {
            Ok((distribution, written, told)) => Some(Claim {
                distribution,
                written,
                source: Source {
                    kind: SourceKind::BaseRate,
                    text: format!("{PREFIX}{words}"),
                    grade: None,
                },
                reason: Some(node.table().and_then(reason).unwrap_or(told)),
                evidence_for: self.evidence_of(node, "for", path),
                evidence_against: self.evidence_of(node, "against", path),
            }),
            Err(reason) => {
                let key = field.key.to_owned();
                self.mistake(Trouble::NoDistribution { key, reason }, at);
                None
            }
        }
    }

    fn evidence_of(&mut self, node: &Node, key: &str, path: &str) -> Vec<String> {
        node.table()
            .map(|table| self.evidence(table, key, path))
            .unwrap_or_default()
    }
}

/// A log-normal law through the 10 % and the 90 % point of the time that an executed contract takes, with the two points and
/// the median \[s\], and how it came about. The buyer is the fifth word, else one whom the case's title names.
fn learnt(words: &str, title: &str) -> Result<(Distribution, [f64; 3], String), String> {
    let shipped = shipped()?;
    let mut question = Question::parse(&shipped, words).map_err(|error| error.to_string())?;
    if question.buyer.is_empty() {
        let named = shipped.buyer_named_in(title).unwrap_or_default();
        let asked = question.of_buyer(&shipped, named);
        question = asked.map_err(|error| error.to_string())?;
    }
    let view = BaseRates::shipped_without(&question.buyer).map_err(|error| error.to_string())?;
    let forecast = view
        .forecast(&question, Stage::ContractToDelivery)
        .map_err(|error| error.to_string())?;
    // The deal has its own hazard of dying: here the contract is executed.
    let executed = 1.0 - forecast.never();
    let mut months = [0.0; 3];
    for (month, p) in months.iter_mut().zip([0.1, 0.5, 0.9]) {
        let found = forecast.quantile(p * executed);
        *month = found.map_err(|error| error.to_string())?.max(DAY);
    }
    let [low, median, high] = months;
    let law = Distribution::lognormal_from_quantiles(0.1, low * MONTH_S, 0.9, high * MONTH_S)
        .map_err(|error| error.to_string())?;
    let left_out = match question.buyer.as_str() {
        "" => String::new(),
        buyer => format!(", {buyer}'s own left out"),
    };
    let told = format!(
        "past purchases{left_out}: contract to first delivery {low:.1} to {high:.1} months (10 % and 90 % points), median {median:.1}, of contracts that are executed; log-normal through the two points"
    );
    Ok((law, months.map(|month| month * MONTH_S), told))
}
