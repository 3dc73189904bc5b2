//! When something may be there at the earliest, or why it never is.

use quantity::{Dimension, format};

/// The earliest moment, or what stands in the way for ever.
pub type Reach = Result<When, Block>;

/// A moment, and the longest step on the way to it.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// After the start \[s\].
    pub at: f64,
    longest: Option<Step>,
}

#[derive(Debug, Clone, PartialEq)]
struct Step {
    path: String,
    says: String,
    lasts: f64,
}

/// What makes something impossible: the path of the figure to look at, and a clause that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub path: String,
    pub why: String,
}

impl Block {
    pub fn new(path: String, why: String) -> Self {
        Self { path, why }
    }
}

impl When {
    pub const START: Self = Self {
        at: 0.0,
        longest: None,
    };

    /// The moment when a further step is done that takes so long \[s\].
    pub fn then(&self, path: &str, says: String, lasts: f64) -> Self {
        let is_longer = self.longest.as_ref().is_none_or(|s| lasts > s.lasts);
        let step = || Step {
            path: path.to_owned(),
            says,
            lasts,
        };
        Self {
            at: self.at + lasts,
            longest: if lasts > 0.0 && is_longer {
                Some(step())
            } else {
                self.longest.clone()
            },
        }
    }

    /// This moment, or a fixed one where that is later.
    pub fn not_before(&self, path: &str, says: String, at: f64) -> Self {
        let fixed = Self::START.then(path, says, at);
        self.clone().or_later(fixed)
    }

    pub fn or_later(self, other: Self) -> Self {
        if other.at > self.at { other } else { self }
    }

    /// Where to look, and what takes longest, in words.
    pub fn longest(&self) -> Option<(String, String)> {
        let step = self.longest.as_ref()?;
        let lasts = format(step.lasts, Dimension::Duration);
        Some((step.path.clone(), format!("{}, {lasts}", step.says)))
    }
}

/// The later of two moments that must both come.
pub fn both(one: Reach, other: Reach) -> Reach {
    Ok(one?.or_later(other?))
}

/// The earliest of several ways; where none leads anywhere, why the first does not. `None`: there is no way at all.
pub fn any(ways: impl Iterator<Item = Reach>) -> Option<Reach> {
    ways.reduce(|best, way| match (best, way) {
        (Ok(a), Ok(b)) => Ok(if b.at < a.at { b } else { a }),
        (Ok(a), Err(_)) | (Err(_), Ok(a)) => Ok(a),
        (Err(first), Err(_)) => Err(first),
    })
}
