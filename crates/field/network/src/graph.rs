//! Nodes, links that are up, and shortest delays.

/// Nodes numbered from 0 and the undirected links between them that are up, each with a delay.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// For each node its neighbours and the delay to each \[s\].
    neighbours: Vec<Vec<(usize, f64)>>,
}

impl Graph {
    /// A graph of so many nodes without any link.
    pub fn new(nodes: usize) -> Self {
        Self {
            neighbours: vec![Vec::new(); nodes],
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.neighbours.len()
    }

    /// Joins two nodes both ways with a one-way delay in seconds.
    ///
    /// A negative delay counts as none, and a delay that is not finite as no link. Several links between two nodes are
    /// allowed: the quickest carries the reports. A link from a node to itself, or to a node that does not exist,
    /// carries nothing and is left out.
    pub fn link(&mut self, a: usize, b: usize, delay_s: f64) {
        let known = a.max(b) < self.nodes();
        if known && a != b && delay_s.is_finite() {
            self.neighbours[a].push((b, delay_s.max(0.0)));
            self.neighbours[b].push((a, delay_s.max(0.0)));
        }
    }

    /// The shortest delay \[s\] from a node to each node, 0 to itself; `None`: no path. All `None` from a node that does
    /// not exist.
    ///
    /// # Source
    /// Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959); the plain form, in
    /// time by the square of the nodes, which for the dozens of nodes of a case beats a heap.
    pub fn delays_from(&self, node: usize) -> Vec<Option<f64>> {
        let mut delays = vec![None; self.nodes()];
        let mut settled = vec![false; self.nodes()];
        if let Some(start) = delays.get_mut(node) {
            *start = Some(0.0);
        }
        while let Some((here, so_far)) = nearest(&delays, &settled) {
            settled[here] = true;
            for &(there, delay) in &self.neighbours[here] {
                let through = so_far + delay;
                if delays[there].is_none_or(|known: f64| through < known) {
                    delays[there] = Some(through);
                }
            }
        }
        delays
    }

    /// Whether reports get from one node to the other by any path.
    pub fn reaches(&self, from: usize, to: usize) -> bool {
        let delays = self.delays_from(from);
        delays.get(to).copied().flatten().is_some()
    }
}

/// The node with the shortest known delay that is not settled yet; the first of equals.
fn nearest(delays: &[Option<f64>], settled: &[bool]) -> Option<(usize, f64)> {
    let known = delays.iter().zip(settled).enumerate();
    known
        .filter_map(|(node, (delay, settled))| {
            delay.filter(|_| !settled).map(|delay| (node, delay))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_quickest_path_counts_and_not_the_one_with_fewest_links() {
        let mut graph = Graph::new(5);
        graph.link(0, 1, 10.0);
        graph.link(0, 2, 1.0);
        graph.link(2, 3, 1.0);
        graph.link(3, 1, 1.0);
        assert_eq!(
            graph.delays_from(0),
            [Some(0.0), Some(3.0), Some(1.0), Some(2.0), None]
        );
        assert!(graph.reaches(0, 1) && !graph.reaches(0, 4) && !graph.reaches(0, 9));
    }

    #[test]
    fn of_two_links_between_the_same_nodes_the_quicker_counts() {
        let mut graph = Graph::new(2);
        graph.link(0, 1, 5.0);
        graph.link(1, 0, 2.0);
        assert_eq!(graph.delays_from(0)[1], Some(2.0));
    }

    #[test]
    fn links_that_lead_nowhere_carry_nothing() {
        let mut graph = Graph::new(2);
        graph.link(0, 0, 1.0);
        graph.link(0, 7, 1.0);
        graph.link(0, 1, f64::INFINITY);
        assert_eq!(graph.delays_from(0), [Some(0.0), None]);
        assert_eq!(graph.delays_from(7), [None, None]);
    }

    /// Graphs of six nodes with whole delays, so that sums are exact.
    fn links() -> impl Strategy<Value = Vec<(usize, usize, u8)>> {
        prop::collection::vec((0..6_usize, 0..6_usize, 0..20_u8), 0..12)
    }

    fn graph_of(links: &[(usize, usize, u8)]) -> Graph {
        let mut graph = Graph::new(6);
        for &(a, b, delay) in links {
            graph.link(a, b, f64::from(delay));
        }
        graph
    }

    /// Floyd and Warshall's way: every node in turn as a stop on the way.
    fn all_delays(links: &[(usize, usize, u8)]) -> [[f64; 6]; 6] {
        let mut delays = [[f64::INFINITY; 6]; 6];
        for (node, row) in delays.iter_mut().enumerate() {
            row[node] = 0.0;
        }
        for &(a, b, delay) in links {
            delays[a][b] = delays[a][b].min(f64::from(delay));
            delays[b][a] = delays[a][b];
        }
        for stop in 0..6 {
            for a in 0..6 {
                for b in 0..6 {
                    delays[a][b] = delays[a][b].min(delays[a][stop] + delays[stop][b]);
                }
            }
        }
        delays
    }

    proptest! {
        #[test]
        fn delays_agree_with_another_algorithm(links in links(), from in 0..6_usize) {
            let ours = graph_of(&links).delays_from(from);
            let theirs = all_delays(&links)[from].map(|delay| delay.is_finite().then_some(delay));
            prop_assert_eq!(ours, theirs.to_vec());
        }

        #[test]
        fn another_link_never_makes_a_report_later(links in links(), more in (0..6_usize, 0..6_usize, 0..20_u8)) {
            let before = graph_of(&links).delays_from(0);
            let after = graph_of(&[links, vec![more]].concat()).delays_from(0);
            for (before, after) in before.iter().zip(&after) {
                prop_assert!(before.is_none_or(|before| after.is_some_and(|after| after <= before)));
            }
        }
    }
}
