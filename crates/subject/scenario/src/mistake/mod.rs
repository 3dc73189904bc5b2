//! A mistake in a file: a sentence, its place, what was expected, the nearest known name.

mod help;
mod quoted;
mod trouble;

pub use quoted::cut_quotes;
pub use trouble::Trouble;

use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};

use crate::text::SourceText;
use crate::tree::At;

/// A mistake, or a warning, at its place.
#[derive(Clone)]
pub struct Mistake {
    /// What is wrong.
    pub trouble: Trouble,
    /// In which file.
    pub file: Arc<SourceText>,
    /// Where in it, in bytes.
    pub at: At,
    /// True where the file is still read.
    pub is_warning: bool,
    source: NamedSource<Arc<str>>,
}

impl Mistake {
    /// A mistake at a place.
    pub fn new(trouble: Trouble, file: &Arc<SourceText>, at: At) -> Self {
        Self {
            trouble,
            source: NamedSource::new(&file.name, Arc::clone(&file.text)),
            file: Arc::clone(file),
            at,
            is_warning: false,
        }
    }

    /// A warning at a place.
    pub fn warning(trouble: Trouble, file: &Arc<SourceText>, at: At) -> Self {
        Self {
            is_warning: true,
            ..Self::new(trouble, file, at)
        }
    }

    /// Its stable code: `scenario::unknown_key`.
    pub const fn code(&self) -> &'static str {
        self.trouble.code()
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.file.line_and_column(self.at.start).0
    }

    /// The column, from 1, in characters.
    pub fn column(&self) -> usize {
        self.file.line_and_column(self.at.start).1
    }

    /// What is wrong, in a sentence; long quotations are cut.
    pub fn sentence(&self) -> String {
        cut_quotes(&self.trouble.to_string())
    }

    /// What was expected or is near, where there is something to say.
    pub fn help(&self) -> Option<String> {
        self.trouble.help()
    }

    /// One line: `scenario.toml:12: sentence; help`.
    pub fn one_line(&self) -> String {
        let help = self.help().map(|h| format!("; {h}")).unwrap_or_default();
        let kind = if self.is_warning { "warning: " } else { "" };
        format!(
            "{}:{}: {kind}{}{help}",
            self.file.name,
            self.line(),
            self.sentence()
        )
    }

    /// For programs: code, file, line, column, message, help, and whether it is a warning.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "code": self.code(),
            "severity": if self.is_warning { "warning" } else { "error" },
            "file": self.file.name,
            "line": self.line(),
            "column": self.column(),
            "message": self.sentence(),
            "help": self.help(),
        })
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.name, self.line(), self.sentence())
    }
}

/// The one line, without the whole text of the file.
impl fmt::Debug for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.one_line())
    }
}

impl std::error::Error for Mistake {}

impl Diagnostic for Mistake {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.trouble.code()))
    }
    fn severity(&self) -> Option<Severity> {
        Some(if self.is_warning {
            Severity::Warning
        } else {
            Severity::Error
        })
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.trouble
            .help()
            .map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new(
            Some(self.trouble.label().to_owned()),
            self.at.start,
            self.at.len(),
        );
        Some(Box::new(std::iter::once(label)))
    }
}

/// Every mistake of a case, in the order of its files and lines.
#[derive(Clone, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Mistakes, put in the order of their files and places.
    pub fn new(mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort_by(|a, b| {
            (&a.file.name, a.at.start, a.at.end).cmp(&(&b.file.name, b.at.start, b.at.end))
        });
        mistakes
            .dedup_by(|a, b| a.file.name == b.file.name && a.at == b.at && a.trouble == b.trouble);
        Self(mistakes)
    }

    /// The mistakes in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.0.iter()
    }

    /// `2 mistakes`, `10 warnings`, `1 mistake and 3 warnings`.
    pub fn counted(&self) -> String {
        let warnings = self.0.iter().filter(|mistake| mistake.is_warning).count();
        let told = |count: usize, word: &str| match count {
            0 => None,
            1 => Some(format!("1 {word}")),
            many => Some(format!("{many} {word}s")),
        };
        let both = [
            told(self.0.len() - warnings, "mistake"),
            told(warnings, "warning"),
        ];
        both.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For programs: a list.
    pub fn to_json(&self) -> serde_json::Value {
        self.0.iter().map(Mistake::to_json).collect()
    }
}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = std::slice::Iter<'a, Mistake>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [one] => one.fmt(f),
            _ => write!(f, "{} in the case", self.counted()),
        }
    }
}

impl fmt::Debug for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}

impl std::error::Error for Mistakes {}

impl Diagnostic for Mistakes {
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.0.iter().map(|m| m as &dyn Diagnostic)))
    }
}
