//! The past purchases that are most alike.

use statistics::lifetime::Outcome;

use super::told::Factor;
use super::{Question, Stage};
use crate::purchases::{Purchase, Purchases};

/// How many are named.
const NAMED: usize = 5;

/// A past purchase, and what it shares with a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The purchase.
    pub purchase: Purchase,
    /// The words that it shares.
    pub shares: Vec<Factor>,
}

/// The purchases of other buyers with a contract that share most words; of equals those as hasty, then those whose end is
/// known, then in file order.
pub fn nearest(purchases: &Purchases, question: &Question) -> Vec<Near> {
    let mut near: Vec<Near> = purchases
        .without(&question.buyer)
        .filter(|purchase| purchase.contract.is_some())
        .map(|purchase| Near {
            purchase: purchase.clone(),
            shares: shared(question, &Question::of(purchase)),
        })
        .collect();
    let rank = |near: &Near| {
        let unlike_haste = (Question::of(&near.purchase).haste() - question.haste()).abs();
        (
            4 - near.shares.len(),
            unlike_haste as u8,
            near.purchase.delivery.is_none(),
        )
    };
    near.sort_by_key(rank);
    near.truncate(NAMED);
    near
}

fn shared(question: &Question, past: &Question) -> Vec<Factor> {
    let same = |factor: &Factor| {
        let word = question.word_of(*factor);
        !word.is_empty() && word == past.word_of(*factor)
    };
    Factor::ALL.into_iter().filter(same).collect()
}

impl Near {
    /// When it was contracted, delivered and operational, as the list has it: `2009, 2011, 2011-06`.
    pub fn dates(&self) -> String {
        let purchase = &self.purchase;
        let told = |name: &str, date: &Option<crate::PartialDate>| {
            date.as_ref().map(|date| format!("{name} {date}"))
        };
        let known = [
            told("contract", &purchase.contract),
            told("delivery", &purchase.delivery),
            told("operational", &purchase.operational),
        ];
        let known: Vec<String> = known.into_iter().flatten().collect();
        known.join(", ")
    }

    /// Months of a stage, at least and at most, where they are known.
    pub fn months(&self, stage: Stage) -> Option<(f64, f64)> {
        let watched = stage.watched(&self.purchase, Purchases::as_of())?;
        let Outcome { low, high } = watched.outcome;
        watched.can_be_scored().then_some((low, high))
    }
}
