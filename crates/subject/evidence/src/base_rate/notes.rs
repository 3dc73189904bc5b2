//! What a reader of an answer should know of its question.

use super::told::Factor;
use super::{Question, Stage};
use crate::purchases::{Purchase, Purchases, Status, stranger};

/// How many past contracts of other buyers share class, context and source, and the notes.
pub(super) fn notes(purchases: &Purchases, question: &Question) -> (usize, Vec<String>) {
    let mut notes = Vec::new();
    if !question.supplier.is_empty() && !purchases.has_supplier(&question.supplier) {
        let said = stranger("supplier", &question.supplier);
        notes.push(format!("{said}; the answer is that of an unknown one"));
    }
    if !question.buyer.is_empty() && !purchases.has_buyer(&question.buyer) {
        let said = stranger("buyer", &question.buyer);
        notes.push(format!("{said}; nothing is left out"));
    }
    let class = [Factor::Class, Factor::Context, Factor::SourcedFrom];
    let alike = sharing(purchases, question, &class);
    if alike.len() < 2 {
        let situation = sharing(purchases, question, &class[1..]);
        notes.push(format!(
            "{} class {}, context {} and source {}{}; {} context and source{}. The answer rests on what other \
             purchases have in common, and whether it holds for this combination nobody has seen",
            match alike.len() {
                0 => "no past contract has",
                _ => "one past contract alone has",
            },
            question.class,
            question.context,
            question.sourced_from,
            named(&alike),
            match situation.len() {
                0 => "none has its".to_owned(),
                1 => "one has its".to_owned(),
                many => format!("{many} have its"),
            },
            named(&situation),
        ));
    }
    (alike.len(), notes)
}

/// The contracts of other buyers that share words with a question.
fn sharing<'p>(
    purchases: &'p Purchases,
    question: &'p Question,
    factors: &[Factor],
) -> Vec<&'p Purchase> {
    let is_alike = |purchase: &&Purchase| {
        let past = Question::of(purchase);
        let same = |factor: &Factor| question.word_of(*factor) == past.word_of(*factor);
        purchase.contract.is_some() && factors.iter().all(same)
    };
    let others = purchases.without(&question.buyer);
    others.filter(is_alike).collect()
}

/// A few purchases with what they took: ` (PANTSIR-IRQ-2012: 23 to 24 months)`; nothing where they are many or none.
fn named(purchases: &[&Purchase]) -> String {
    const FEW: usize = 4;
    if purchases.is_empty() || purchases.len() > FEW {
        return String::new();
    }
    let took = |purchase: &&Purchase| {
        let watched = Stage::ContractToDelivery.watched(purchase, Purchases::as_of());
        let months = watched.map_or_else(String::new, |watched| {
            let (low, high) = (watched.outcome.low, watched.outcome.high);
            if purchase.status == Status::Cancelled {
                ": cancelled".to_owned()
            } else if high.is_infinite() {
                format!(": open after {low:.0} months")
            } else if high - low < 2.0 {
                format!(": {high:.0} months")
            } else {
                format!(": {low:.0} to {high:.0} months")
            }
        });
        format!("{}{months}", purchase.id)
    };
    let all: Vec<String> = purchases.iter().map(took).collect();
    format!(" ({})", all.join(", "))
}
