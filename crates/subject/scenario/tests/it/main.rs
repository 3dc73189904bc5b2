//! The reader against whole files: the shipped ones, the yardsticks, and broken ones.

mod whole;
