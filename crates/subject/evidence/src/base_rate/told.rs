//! What a stage's model is told of a purchase.

use statistics::lifetime::{Covariates, Level};

use super::Question;

/// A word of a purchase that has levels of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// The class of range.
    Class,
    /// The supplying country.
    Supplier,
    /// The buyer's situation.
    Context,
    /// Where the equipment comes from.
    SourcedFrom,
    /// Whose purchase it is. No word of a question, since a question leaves the buyer's own purchases out; but purchases of one
    /// buyer are alike, and a buyer of whom nothing is known may be as far from the others as they are from each other.
    Buyer,
}

impl Factor {
    /// Those that a question asks by, in the order of its words.
    pub const ALL: [Self; 4] = [
        Self::Class,
        Self::Supplier,
        Self::Context,
        Self::SourcedFrom,
    ];

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Supplier => "supplier",
            Self::Context => "context",
            Self::SourcedFrom => "source",
            Self::Buyer => "buyer",
        }
    }
}

/// What a stage's model is told. Nothing at all makes one reference class of all purchases.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Whether it is told of haste: a slope over the count of "buyer at war" and "equipment exists already".
    pub haste: bool,
    /// The words that it is told, each with how far its levels lie apart beside a factor of weight 1.
    pub factors: Vec<(Factor, f64)>,
}

impl Told {
    /// In words: `haste, class, supplier x 0.5`.
    pub fn words(&self) -> String {
        let haste = self.haste.then(|| "haste".to_owned());
        let factor = |(factor, weight): &(Factor, f64)| {
            if *weight == 1.0 {
                factor.word().to_owned()
            } else {
                format!("{} x {weight}", factor.word())
            }
        };
        let all: Vec<String> = haste
            .into_iter()
            .chain(self.factors.iter().map(factor))
            .collect();
        if all.is_empty() {
            "nothing".to_owned()
        } else {
            all.join(", ")
        }
    }

    pub(super) fn of(&self, question: &Question) -> Covariates {
        let level = |(factor, weight): &(Factor, f64)| {
            let name = question.word_of(*factor);
            // A word that is not known says nothing; a buyer that is not named is still somebody, whom no case has.
            (!name.is_empty() || *factor == Factor::Buyer).then(|| Level {
                factor: factor.word(),
                name: name.to_owned(),
                weight: *weight,
            })
        };
        Covariates {
            levels: self.factors.iter().filter_map(level).collect(),
            figures: self.haste.then(|| question.haste()).into_iter().collect(),
        }
    }
}
