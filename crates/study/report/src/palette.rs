//! Colours that people with any common colour vision tell apart: Okabe and Ito (2008), ColorBrewer YlGnBu.

use crate::words::Family;

/// Text and axes.
pub const INK: &str = "#1b1b1b";
/// Blue of Okabe and Ito.
pub const BLUE: &str = "#0072b2";
/// Sky blue.
pub const SKY: &str = "#56b4e9";
/// Orange.
pub const ORANGE: &str = "#e69f00";
/// Vermilion.
pub const VERMILION: &str = "#d55e00";
/// Bluish green.
pub const GREEN: &str = "#009e73";
/// Yellow.
pub const YELLOW: &str = "#f0e442";
/// Reddish purple.
pub const PURPLE: &str = "#cc79a7";
/// What has not begun.
pub const PALE: &str = "#d4d4d4";
/// What is gone.
pub const DARK: &str = "#3a3a3a";

/// The stage of a binding contract, readable as text on white.
pub const CONTRACT: &str = "#b35900";
/// The stage of the headline capability.
pub const WORKING: &str = BLUE;

/// The colour of a family of causes.
pub const fn family(family: Family) -> &'static str {
    match family {
        Family::Contract => "#bdbdbd",
        Family::Money => ORANGE,
        Family::Supply => SKY,
        Family::Sites => YELLOW,
        Family::People => BLUE,
        Family::Links => PURPLE,
        Family::Upkeep => VERMILION,
        Family::Losses => DARK,
        Family::Order => "#999933",
        Family::Window => "#88ccaa",
        Family::Other => "#8a8a8a",
    }
}

/// The colour of a unit's state, by its place in the order of the chart.
pub fn state(index: usize) -> &'static str {
    const STATES: [&str; 7] = [PALE, YELLOW, ORANGE, SKY, BLUE, VERMILION, DARK];
    STATES.get(index).copied().unwrap_or(PURPLE)
}

/// Shades of a share of replications, from little to much.
pub const SHADES: [&str; 5] = ["#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"];
