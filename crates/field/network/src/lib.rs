//! Who can talk to whom, how late, and how surely.
//!
//! In: a number of nodes and the links between them that are up, each with a one-way delay ([`Graph`]); or links
//! that each work with a probability ([`two_terminal_reliability`], [`all_terminal_reliability`]).
//! Out: the shortest delay from a node to every other, and the probability that nodes are connected.
//!
//! | asked | answered by |
//! | --- | --- |
//! | how late does a report come? | [`Graph::delays_from`], shortest paths |
//! | is there a path at all? | [`Graph::reaches`] |
//! | how surely are two nodes, or all, connected? | [`two_terminal_reliability`], [`all_terminal_reliability`], exact |
//!
//! Not modelled: capacity, queues, loss of single reports, routing that takes anything but the quickest path.

mod graph;
mod reliability;

pub use graph::Graph;
pub use reliability::{
    MAX_LINKS, MAX_NODES, ReliabilityError, all_terminal_reliability, two_terminal_reliability,
};
