//! What is known of a purchase before it happens.

use super::told::Factor;
use crate::nearest::nearest;
use crate::purchases::{Purchase, Purchases, Word, country, country_names, is_country};

/// What is known of a purchase at its contract. An empty word says that it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// Class of range.
    pub class: String,
    /// The supplying country.
    pub supplier: String,
    /// The buyer's situation at signature.
    pub context: String,
    /// Where the equipment comes from.
    pub sourced_from: String,
    /// Whose purchase it is: no purchase of this buyer is learnt from. Empty: nobody's.
    pub buyer: String,
}

/// A word that past purchases do not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// Not one of the words of the list.
    #[error("there is no {what} `{found}`; {} {}", nearest.as_ref().map_or_else(|| "the list knows".to_owned(), |n| format!("did you mean `{n}`? The list knows")), known.join(", "))]
    Word {
        /// What it should be.
        what: &'static str,
        /// As given.
        found: String,
        /// The nearest known word, if any is near.
        nearest: Option<String>,
        /// The known words.
        known: Vec<String>,
    },
    /// Not four words, or five.
    #[error(
        "`{found}` has {count} words; expected class, supplier, context and source, as in baserate:short,Russia,embargo,new, and then perhaps the buyer"
    )]
    Count {
        /// As given.
        found: String,
        /// How many words it has.
        count: usize,
    },
}

impl Question {
    /// Reads four words as users say them; the buyer, if any, is set apart.
    ///
    /// # Errors
    /// A class, context or source that the list does not know, or a supplier that is near a known one and is none. A supplier that is like
    /// none is new.
    pub fn read(
        purchases: &Purchases,
        [class, supplier, context, source]: [&str; 4],
    ) -> Result<Self, QuestionError> {
        Ok(Self {
            class: word(Word::Class, class)?,
            supplier: supplier_of(purchases, supplier)?,
            context: word(Word::Context, context)?,
            sourced_from: word(Word::SourcedFrom, source)?,
            buyer: String::new(),
        })
    }

    /// Reads `short,Russia,embargo,new`, with the buyer after it where one is to be left out.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where there are not four words or five.
    pub fn parse(purchases: &Purchases, text: &str) -> Result<Self, QuestionError> {
        let words: Vec<&str> = text.split(',').map(str::trim).collect();
        let (four, buyer) = match words.as_slice() {
            [class, supplier, context, source] => ([*class, supplier, context, source], ""),
            [class, supplier, context, source, buyer] => {
                ([*class, supplier, context, source], *buyer)
            }
            _ => {
                return Err(QuestionError::Count {
                    found: text.to_owned(),
                    count: words.len(),
                });
            }
        };
        Self::read(purchases, four)?.of_buyer(purchases, buyer)
    }

    /// The question of a buyer, from whose purchases nothing is learnt; of nobody, where the name is empty.
    ///
    /// # Errors
    /// A name that is no country's and is near one.
    pub fn of_buyer(self, purchases: &Purchases, buyer: &str) -> Result<Self, QuestionError> {
        let names = purchases.rows().iter().map(|row| row.buyer.as_str());
        let buyer = match buyer.trim() {
            "" => String::new(),
            name => name_of("buyer", name, names)?,
        };
        Ok(Self { buyer, ..self })
    }

    /// What was known of a past purchase at its contract.
    pub fn of(purchase: &Purchase) -> Self {
        Self {
            class: purchase.class.clone(),
            supplier: purchase.supplier.clone(),
            context: purchase.context.clone(),
            sourced_from: purchase.sourced_from.clone(),
            buyer: purchase.buyer.clone(),
        }
    }

    /// In words: `short, Russia, embargo, new_production`.
    pub fn words(&self) -> String {
        let words = [
            &self.class,
            &self.supplier,
            &self.context,
            &self.sourced_from,
        ];
        words
            .map(|word| if word.is_empty() { "?" } else { word })
            .join(", ")
    }

    /// The word of a factor.
    pub(super) fn word_of(&self, factor: Factor) -> &str {
        match factor {
            Factor::Class => &self.class,
            Factor::Supplier => &self.supplier,
            Factor::Context => &self.context,
            Factor::SourcedFrom => &self.sourced_from,
            Factor::Buyer => &self.buyer,
        }
    }

    /// How many of two things hold that have made purchases quick: the buyer is at war, and the equipment exists already. A
    /// word that is not known counts as the ordinary one, peace and new production.
    pub(super) fn haste(&self) -> f64 {
        let at_war = self.context == "war";
        let exists = ["stock", "second_hand", "donation"].contains(&self.sourced_from.as_str());
        f64::from(u8::from(at_war)) + f64::from(u8::from(exists))
    }
}

fn word(word: Word, text: &str) -> Result<String, QuestionError> {
    let found = word.parse(text);
    found
        .map(str::to_owned)
        .map_err(|near| QuestionError::Word {
            what: match word {
                Word::Class => "class",
                Word::Context => "context",
                Word::SourcedFrom => "source",
            },
            found: text.to_owned(),
            nearest: near.map(str::to_owned),
            known: word.known().iter().map(|word| (*word).to_owned()).collect(),
        })
}

/// A supplier by the name that the list has for it.
fn supplier_of(purchases: &Purchases, text: &str) -> Result<String, QuestionError> {
    let names = purchases.rows().iter().map(|row| row.supplier.as_str());
    name_of("supplier", text, names)
}

/// A country by the name that the list has for it. One that it does not know is new; a name that is no country's and is near one is
/// a slip.
fn name_of<'p>(
    what: &'static str,
    text: &str,
    names: impl Iterator<Item = &'p str>,
) -> Result<String, QuestionError> {
    let name = country(text);
    let mut known: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    known.sort_unstable();
    known.dedup();
    if let Some(same) = known.iter().find(|held| held.eq_ignore_ascii_case(&name)) {
        return Ok((*same).to_owned());
    }
    let near = nearest(&name, known.iter().copied())
        .or_else(|| nearest(&name, country_names()))
        .map(str::to_owned);
    if is_country(&name) || (near.is_none() && !name.is_empty()) {
        return Ok(name);
    }
    Err(QuestionError::Word {
        what,
        found: text.to_owned(),
        nearest: near,
        known: known.iter().map(|name| (*name).to_owned()).collect(),
    })
}
