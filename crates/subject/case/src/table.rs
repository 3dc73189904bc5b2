//! Typed ids and the tables that they index.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use random::EntityKey;

/// The number of a row in its table; typed, so that a site cannot be looked up among places.
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The id of a row number.
    pub const fn new(row: u32) -> Self {
        Self(row, PhantomData)
    }
    /// The row number.
    pub const fn row(self) -> u32 {
        self.0
    }
    /// The row number, to index a vector that runs beside the table.
    pub const fn at(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A row that other rows name by its id.
pub trait Row {
    /// The id as the file spells it.
    fn name(&self) -> &str;
    /// The key under which the row's draws are addressed: the hash of its id's text, so that a row keeps its luck
    /// whoever stands beside it.
    fn key(&self) -> EntityKey {
        EntityKey::of(self.name())
    }
}

/// Implements [`Row`] for types whose name is their field `id`.
macro_rules! rows {
    ($($name:ty),*) => {$(
        #[allow(
            clippy::misnamed_getters,
            reason = "some rows also have a name for readers; the row's own name is its id"
        )]
        impl $crate::Row for $name {
            fn name(&self) -> &str {
                &self.id
            }
        }
    )*};
}
pub(crate) use rows;

/// Rows in file order.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<T> {
    rows: Vec<T>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<T> Table<T> {
    /// A table of rows in file order.
    pub const fn new(rows: Vec<T>) -> Self {
        Self { rows }
    }
    /// Appends a row and says its id.
    pub fn push(&mut self, row: T) -> Id<T> {
        let id = Id::new(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        self.rows.push(row);
        id
    }
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// Rows with their ids, in file order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> + Clone {
        self.rows
            .iter()
            .enumerate()
            .map(|(i, row)| (Id::new(i as u32), row))
    }
    /// The ids, in file order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + use<T> {
        (0..self.rows.len() as u32).map(Id::new)
    }
    /// The rows as a slice.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }
}

impl<T: Row> Table<T> {
    /// The id of the row that is spelt so.
    pub fn find(&self, name: &str) -> Option<Id<T>> {
        self.iter()
            .find_map(|(id, row)| (row.name() == name).then_some(id))
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.rows[id.at()]
    }
}
