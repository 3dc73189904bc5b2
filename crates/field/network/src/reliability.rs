//! The probability that nodes are connected when links fail independently: exact, by enumeration.

/// Most links that are enumerated: four million states.
pub const MAX_LINKS: usize = 22;
/// Most nodes.
pub const MAX_NODES: usize = 64;

/// Why a reliability cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReliabilityError {
    /// Enumeration would take too long.
    #[error("{found} links; the exact reliability is enumerated for at most {MAX_LINKS}")]
    TooManyLinks {
        /// How many there are.
        found: usize,
    },
    /// More nodes than a set of them holds.
    #[error("{found} nodes; the exact reliability is computed for at most {MAX_NODES}")]
    TooManyNodes {
        /// How many there are.
        found: usize,
    },
    /// A link or a terminal names a node that does not exist.
    #[error("there is no node {node}; there are {nodes}")]
    UnknownNode {
        /// The node.
        node: usize,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A number that is no probability.
    #[error(
        "the link from node {a} to node {b} works with probability {found}; it must be between 0 and 1"
    )]
    Probability {
        /// One end of the link.
        a: usize,
        /// The other end.
        b: usize,
        /// The number.
        found: f64,
    },
}

/// The probability that two nodes are connected, when each link `(a, b, probability)` works or not independently of
/// the others and nodes never fail.
///
/// Exact up to rounding: every state of the links is visited, so time doubles with each link.
///
/// # Errors
/// More than [`MAX_LINKS`] links or [`MAX_NODES`] nodes, an unknown node, a number outside 0 to 1.
pub fn two_terminal_reliability(
    nodes: usize,
    links: &[(usize, usize, f64)],
    from: usize,
    to: usize,
) -> Result<f64, ReliabilityError> {
    check(nodes, links)?;
    for node in [from, to] {
        if node >= nodes {
            return Err(ReliabilityError::UnknownNode { node, nodes });
        }
    }
    Ok(sum_over_states(links, |up| {
        reached(up, from) >> to & 1 == 1
    }))
}

/// The probability that every node is connected with every other; see [`two_terminal_reliability`].
///
/// # Errors
/// More than [`MAX_LINKS`] links or [`MAX_NODES`] nodes, an unknown node, a number outside 0 to 1.
pub fn all_terminal_reliability(
    nodes: usize,
    links: &[(usize, usize, f64)],
) -> Result<f64, ReliabilityError> {
    check(nodes, links)?;
    Ok(sum_over_states(links, |up| {
        reached(up, 0).count_ones() as usize >= nodes
    }))
}

fn check(nodes: usize, links: &[(usize, usize, f64)]) -> Result<(), ReliabilityError> {
    if links.len() > MAX_LINKS {
        return Err(ReliabilityError::TooManyLinks { found: links.len() });
    }
    if nodes > MAX_NODES {
        return Err(ReliabilityError::TooManyNodes { found: nodes });
    }
    for &(a, b, probability) in links {
        if a.max(b) >= nodes {
            let node = a.max(b);
            return Err(ReliabilityError::UnknownNode { node, nodes });
        }
        if !(0.0..=1.0).contains(&probability) {
            let found = probability;
            return Err(ReliabilityError::Probability { a, b, found });
        }
    }
    Ok(())
}

/// The probability of those states of the links that hold.
fn sum_over_states(
    links: &[(usize, usize, f64)],
    holds: impl Fn(&[(usize, usize)]) -> bool,
) -> f64 {
    let mut up = Vec::with_capacity(links.len());
    (0..1_u64 << links.len())
        .map(|state| {
            up.clear();
            let mut chance = 1.0;
            for (bit, &(a, b, works)) in links.iter().enumerate() {
                if state >> bit & 1 == 1 {
                    up.push((a, b));
                    chance *= works;
                } else {
                    chance *= 1.0 - works;
                }
            }
            if chance > 0.0 && holds(&up) {
                chance
            } else {
                0.0
            }
        })
        .sum()
}

/// The set of nodes connected with a node, one bit a node.
fn reached(links: &[(usize, usize)], from: usize) -> u64 {
    let mut set = 1_u64 << from;
    loop {
        let before = set;
        for &(a, b) in links {
            let ends = 1 << a | 1 << b;
            if set & ends != 0 {
                set |= ends;
            }
        }
        if set == before {
            return set;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The rows of group `reliability` of the reference vectors; made by exact enumeration in another program.
    const VECTORS: &str = include_str!("../tests/data/reliability.csv");
    const TOLERANCE: f64 = 1e-11; // relative, as the vectors state

    fn input<'a>(inputs: &'a str, key: &str) -> &'a str {
        let pair = |part: &'a str| part.split_once('=').filter(|(name, _)| *name == key);
        inputs.split(';').find_map(pair).unwrap().1
    }

    #[test]
    fn reliabilities_match_the_reference_vectors() {
        let mut rows = 0;
        for row in VECTORS.lines().skip(1) {
            let fields: Vec<&str> = row.split(',').collect();
            let nodes: usize = input(fields[3], "nodes").parse().unwrap();
            let works: f64 = input(fields[3], "edge_prob").parse().unwrap();
            let link = |edge: &str| {
                let (a, b) = edge.split_once('-').unwrap();
                (a.parse().unwrap(), b.parse().unwrap(), works)
            };
            let links: Vec<_> = input(fields[3], "edges").split(' ').map(link).collect();
            let ours = match fields[2] {
                "two_terminal_0_to_last" => two_terminal_reliability(nodes, &links, 0, nodes - 1),
                _ => all_terminal_reliability(nodes, &links),
            };
            let right: f64 = fields[4].parse().unwrap();
            let error = (ours.unwrap() - right).abs() / right;
            assert!(error < TOLERANCE, "{}: off by {error:e}", fields[0]);
            rows += 1;
        }
        assert_eq!(rows, 14, "rows read");
    }

    #[test]
    fn a_chain_works_when_all_links_do_and_parallel_links_when_any_does() {
        let chain = [(0, 1, 0.9), (1, 2, 0.8)];
        let in_chain = two_terminal_reliability(3, &chain, 0, 2).unwrap();
        assert!((in_chain - 0.72).abs() < 1e-15);
        let parallel = [(0, 1, 0.9), (0, 1, 0.8)];
        let beside = two_terminal_reliability(2, &parallel, 0, 1).unwrap();
        assert!((beside - 0.98).abs() < 1e-15);
    }

    #[test]
    fn what_cannot_be_computed_is_refused() {
        let many = vec![(0, 1, 0.5); MAX_LINKS + 1];
        let refused = |result: Result<f64, ReliabilityError>| result.unwrap_err().to_string();
        assert!(refused(two_terminal_reliability(2, &many, 0, 1)).contains("23 links"));
        assert!(refused(two_terminal_reliability(65, &[], 0, 1)).contains("65 nodes"));
        assert!(refused(two_terminal_reliability(2, &[], 0, 2)).contains("no node 2"));
        assert!(refused(all_terminal_reliability(2, &[(0, 5, 0.5)])).contains("no node 5"));
        assert!(refused(all_terminal_reliability(2, &[(0, 1, 1.5)])).contains("1.5"));
    }

    proptest! {
        #[test]
        fn all_are_connected_no_more_surely_than_two(
            links in prop::collection::vec((0..4_usize, 0..4_usize, 0.0..=1.0_f64), 0..7)
        ) {
            let all = all_terminal_reliability(4, &links).unwrap();
            let two = two_terminal_reliability(4, &links, 0, 3).unwrap();
            prop_assert!(all <= two + 1e-12 && (0.0..=1.0 + 1e-12).contains(&two));
        }
    }
}
