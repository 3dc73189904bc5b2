//! The Admiralty code: how far a source is trusted, and how far what it says is believed.
//!
//! The two grades are given apart: a good source may report a rumour, a poor one the truth.

use std::fmt;

/// How far the source is trusted, by its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

impl Reliability {
    const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// Reads a capital letter from A to F.
    pub fn parse(text: &str) -> Option<Self> {
        let is_it = |grade: &Self| text.chars().eq([grade.letter()]);
        Self::ALL.into_iter().find(is_it)
    }

    /// The letter.
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::F => 'F',
        }
    }
}

/// How far the information is believed, whoever says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credibility {
    /// 1: confirmed by other independent sources.
    Confirmed,
    /// 2: probably true.
    Probable,
    /// 3: possibly true.
    Possible,
    /// 4: doubtful.
    Doubtful,
    /// 5: improbable.
    Improbable,
    /// 6: cannot be judged.
    Unjudged,
}

impl Credibility {
    const ALL: [Self; 6] = [
        Self::Confirmed,
        Self::Probable,
        Self::Possible,
        Self::Doubtful,
        Self::Improbable,
        Self::Unjudged,
    ];

    /// Reads a digit from 1 to 6.
    pub fn parse(text: &str) -> Option<Self> {
        let is_it = |grade: &Self| text.chars().eq([grade.digit()]);
        Self::ALL.into_iter().find(is_it)
    }

    /// The digit.
    pub const fn digit(self) -> char {
        match self {
            Self::Confirmed => '1',
            Self::Probable => '2',
            Self::Possible => '3',
            Self::Doubtful => '4',
            Self::Improbable => '5',
            Self::Unjudged => '6',
        }
    }
}

/// Both grades; shown as in `B2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade {
    /// Of the source.
    pub reliability: Reliability,
    /// Of what it says.
    pub credibility: Credibility,
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letter, digit) = (self.reliability.letter(), self.credibility.digit());
        write!(f, "{letter}{digit}")
    }
}

/// What stands behind a row: what its compiler had before their eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Confirmed on an excerpt of the page.
    Page,
    /// In part on a page, in part not.
    Mixed,
    /// General knowledge only.
    Memory,
    /// The compiler's own estimate.
    Estimate,
}

impl Confidence {
    const ALL: [Self; 4] = [Self::Page, Self::Mixed, Self::Memory, Self::Estimate];

    /// Reads `page`, `mixed`, `memory` or `estimate`.
    pub fn parse(text: &str) -> Option<Self> {
        let is_it = |confidence: &Self| confidence.word() == text;
        Self::ALL.into_iter().find(is_it)
    }

    /// The word, as tables write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Mixed => "mixed",
            Self::Memory => "memory",
            Self::Estimate => "estimate",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_read_and_written_alike() {
        for (letter, digit) in "ABCDEF".chars().zip("123456".chars()) {
            let grade = Grade {
                reliability: Reliability::parse(&letter.to_string()).unwrap(),
                credibility: Credibility::parse(&digit.to_string()).unwrap(),
            };
            assert_eq!(grade.to_string(), format!("{letter}{digit}"));
        }
        for word in ["page", "mixed", "memory", "estimate"] {
            assert_eq!(Confidence::parse(word).unwrap().word(), word);
        }
    }

    #[test]
    fn better_grades_sort_first() {
        assert!(Reliability::A < Reliability::E && Credibility::Confirmed < Credibility::Doubtful);
    }

    #[test]
    fn what_is_no_grade_is_none() {
        for text in ["", "a", "G", "AB", "0", "7", "12", "Ä"] {
            assert_eq!(Reliability::parse(text), None, "{text}");
            assert_eq!(Credibility::parse(text), None, "{text}");
        }
        assert_eq!(Confidence::parse("Page"), None);
    }
}
