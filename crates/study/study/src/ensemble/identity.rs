//! What a saved run was begun with: a resume must ask for the same.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::StudyError;

/// Everything that decides the bytes of a replication, apart from its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Identity {
    /// Layout of the parts.
    pub format: u32,
    /// Program and version.
    pub program: String,
    /// SHA-256 of every input.
    pub case: String,
    /// SHA-256 of the question and of what "working" means, taken before the run.
    pub definition: String,
    /// The seed.
    pub seed: u64,
    /// Chance draws for each outer draw.
    pub inner: u32,
    /// The draw plan; a Latin hypercube with its number of draws, since it cannot be extended.
    pub plan: String,
}

impl Identity {
    /// Refuses a run that was begun otherwise, naming the first difference.
    pub(crate) fn must_be(&self, asked: &Self, folder: &Path) -> Result<(), StudyError> {
        let pairs = [
            ("layout", self.format.to_string(), asked.format.to_string()),
            ("version", self.program.clone(), asked.program.clone()),
            ("seed", self.seed.to_string(), asked.seed.to_string()),
            (
                "number of inner draws",
                self.inner.to_string(),
                asked.inner.to_string(),
            ),
            ("draw plan", self.plan.clone(), asked.plan.clone()),
            (
                "definition of the question",
                short(&self.definition),
                short(&asked.definition),
            ),
            ("case", short(&self.case), short(&asked.case)),
        ];
        let differs = pairs.into_iter().find(|(_, held, asked)| held != asked);
        differs.map_or(Ok(()), |(what, held, asked)| {
            Err(StudyError::Other {
                folder: folder.to_owned(),
                what,
                held,
                asked,
            })
        })
    }
}

/// The first digits of a hash, for messages.
fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}
