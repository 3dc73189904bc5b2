//! Which nodes of the net hang together.
//!
//! Most holdings are leaves: all of their links lead to one node. Parts are worked out over the other, inner nodes, and a leaf is
//! hung anew only where its own link or its node's part changed.

use crate::layout::Layout;
use crate::links::LinkRun;

/// The connected parts of the net, and what changed in them since posts last asked.
#[derive(Debug, Default)]
pub struct Net {
    /// The part that each node is in: the least inner node in it. A node that hangs on nothing has a number of its own.
    parts: Vec<u32>,
    /// Parts of the inner nodes while they are worked out.
    next: Vec<u32>,
    /// The part in which each post last took reports.
    reach: Vec<Option<u32>>,
    /// Posts of which some holding is in another part than when it was last asked.
    stale: Vec<bool>,
}

impl Net {
    /// Before the start: no inner node is in any part, so that all are looked at the first time.
    pub fn reset(&mut self, layout: &Layout) {
        let nodes = layout.node_links.len();
        self.parts.clear();
        self.parts.extend(0..nodes as u32);
        for &node in &layout.inner_nodes {
            self.parts[node] = u32::MAX;
        }
        self.next.clone_from(&self.parts);
        self.reach.clear();
        self.reach.resize(layout.post_holdings.len(), None);
        self.stale.clear();
        self.stale.resize(layout.post_holdings.len(), true);
    }

    /// The part that a node is in.
    #[inline]
    pub fn part(&self, node: usize) -> u32 {
        self.parts[node]
    }

    /// Works out the parts of the inner nodes by the links that are up, and hangs anew what hangs on a node that changed.
    pub fn join(&mut self, links: &[LinkRun], layout: &Layout) {
        for &node in &layout.inner_nodes {
            self.next[node] = node as u32;
        }
        for &link in layout.inner_links.iter().filter(|&&link| links[link].up) {
            let [a, b] = layout.link_ends[link].map(|node| least(&self.next, node));
            self.next[a.max(b) as usize] = a.min(b);
        }
        for &node in &layout.inner_nodes {
            // What a node points to comes before it: in one pass each points to the least of its part.
            let part = self.next[self.next[node] as usize];
            self.next[node] = part;
            if std::mem::replace(&mut self.parts[node], part) != part {
                self.turn_node(node, links, layout);
            }
        }
    }

    fn turn_node(&mut self, node: usize, links: &[LinkRun], layout: &Layout) {
        if let Some(holding) = layout.holdings.get(node) {
            self.mark(holding.post);
        }
        for &leaf in &layout.node_leaves[node] {
            self.hang(links, layout, [leaf, node]);
        }
    }

    /// A leaf is in its node's part while one of its links is up, else alone.
    #[inline]
    pub fn hang(&mut self, links: &[LinkRun], layout: &Layout, [leaf, node]: [usize; 2]) {
        let up = layout.node_links[leaf].iter().any(|&link| links[link].up);
        // A part of its own has a number that no node has.
        let alone = (self.parts.len() + leaf) as u32;
        self.parts[leaf] = if up { self.parts[node] } else { alone };
        self.mark(layout.holdings[leaf].post);
    }

    fn mark(&mut self, post: Option<usize>) {
        if let Some(post) = post {
            self.stale[post] = true;
        }
    }

    /// True where a post takes reports in another part than when it was last asked, or one of its holdings changed.
    #[inline]
    pub fn take_turn(&mut self, post: usize, reach: Option<u32>) -> bool {
        let is_stale = std::mem::take(&mut self.stale[post]);
        std::mem::replace(&mut self.reach[post], reach) != reach || is_stale
    }
}

/// The least node of the part that a node is in.
fn least(parts: &[u32], node: usize) -> u32 {
    let mut part = node as u32;
    while parts[part as usize] != part {
        part = parts[part as usize];
    }
    part
}
