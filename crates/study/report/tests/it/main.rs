//! Whole reports of small studies, also of those in which hardly anything happens.

mod pages;
mod small;
mod words;
