//! What stands on each site, and the ends of links.

use case::{Case, Id, Node};

use super::HoldingLayout;

/// Holdings by site.
pub fn site_holdings(case: &Case, holdings: &[HoldingLayout]) -> Vec<Vec<usize>> {
    let on = |site: usize| {
        (0..holdings.len())
            .filter(|&h| holdings[h].site == Some(site))
            .collect()
    };
    case.sites.ids().map(|site| on(site.at())).collect()
}

/// Sites of posts and of what is there from the start.
pub fn sites_at_start(case: &Case, holdings: &[HoldingLayout]) -> Vec<bool> {
    let mut at_start = vec![false; case.sites.len()];
    for post in case.posts.rows() {
        if let Some(site) = post.site {
            at_start[site.at()] = true;
        }
    }
    for holding in holdings.iter().filter(|h| h.deals.is_empty()) {
        if let Some(site) = holding.site {
            at_start[site] = true;
        }
    }
    at_start
}

/// Links by the deal whose contract lets install them, and those that wait for none.
pub fn links(case: &Case, holdings: &[HoldingLayout]) -> (Vec<Vec<usize>>, Vec<bool>) {
    let mut by_deal = vec![Vec::new(); case.deals.len()];
    let mut at_start = vec![true; case.links.len()];
    for (id, link) in case.links.iter() {
        for end in [link.from, link.to] {
            for &deal in holding_of(case, end).map_or(&[][..], |h| &holdings[h].deals) {
                at_start[id.at()] = false;
                if !by_deal[deal].contains(&id.at()) {
                    by_deal[deal].push(id.at());
                }
            }
        }
    }
    (by_deal, at_start)
}

fn holding_of(case: &Case, node: Node) -> Option<usize> {
    match node {
        Node::Unit(unit) => Some(unit.at()),
        Node::Sensor(sensor) => Some(case.units.len() + sensor.at()),
        Node::Post(_) => None,
    }
}

/// The sites of both ends of each link.
pub fn link_sites(case: &Case, holdings: &[HoldingLayout]) -> Vec<[Option<usize>; 2]> {
    let site = |node: Node| match node {
        Node::Post(post) => case.posts[post].site.map(Id::at),
        node => holding_of(case, node).and_then(|h| holdings[h].site),
    };
    let links = case.links.rows().iter();
    links.map(|link| [site(link.from), site(link.to)]).collect()
}

/// The rows that have a site among theirs, by site.
pub fn on_sites(case: &Case, rows: &[[Option<usize>; 2]]) -> Vec<Vec<usize>> {
    let on = |site: usize| {
        let has = |row: &usize| rows[*row].contains(&Some(site));
        (0..rows.len()).filter(has).collect()
    };
    case.sites.ids().map(|site| on(site.at())).collect()
}

/// The first task of each site in the flat list of tasks, and how many tasks there are.
pub fn first_tasks(case: &Case) -> (Vec<usize>, usize) {
    let mut total = 0;
    let mut first = Vec::with_capacity(case.sites.len());
    for site in case.sites.rows() {
        first.push(total);
        total += site.plan.map_or(0, |plan| case.plans[plan].tasks.len());
    }
    (first, total)
}

/// The ends of each link as nodes of the network: units, then sensors, then posts.
pub fn link_ends(case: &Case) -> Vec<[usize; 2]> {
    let sensors = case.units.len();
    let posts = sensors + case.sensors.len();
    let node = |node: Node| match node {
        Node::Unit(unit) => unit.at(),
        Node::Sensor(sensor) => sensors + sensor.at(),
        Node::Post(post) => posts + post.at(),
    };
    let links = case.links.rows().iter();
    links.map(|link| [node(link.from), node(link.to)]).collect()
}

/// Links of each node.
pub fn node_links(ends: &[[usize; 2]], nodes: usize) -> Vec<Vec<usize>> {
    let of = |node: usize| {
        (0..ends.len())
            .filter(|&l| ends[l].contains(&node))
            .collect()
    };
    (0..nodes).map(of).collect()
}

/// The holding, if any, whose links all run beside each link, and the one other end that they share. Holdings are the
/// first nodes.
pub fn link_leaves(
    ends: &[[usize; 2]],
    links: &[Vec<usize>],
    holdings: usize,
) -> Vec<Option<[usize; 2]>> {
    let is_leaf = |leaf: usize, other: usize| {
        leaf < holdings && links[leaf].iter().all(|&l| ends[l].contains(&other))
    };
    let leaf = |&[from, to]: &[usize; 2]| match (is_leaf(from, to), is_leaf(to, from)) {
        (true, _) => Some([from, to]),
        (false, true) => Some([to, from]),
        (false, false) => None,
    };
    ends.iter().map(leaf).collect()
}

/// The holdings of those rows by the node on which they hang, once each, and all other nodes that have links.
pub fn leaves(rows: &[Option<[usize; 2]>], links: &[Vec<usize>]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut by_node = vec![Vec::new(); links.len()];
    for &[leaf, node] in rows.iter().flatten() {
        if !by_node[node].contains(&leaf) {
            by_node[node].push(leaf);
        }
    }
    let is_leaf = |node: &usize| by_node.iter().any(|leaves| leaves.contains(node));
    let is_inner = |node: &usize| !links[*node].is_empty() && !is_leaf(node);
    let inner = (0..links.len()).filter(is_inner).collect();
    (by_node, inner)
}

/// Holdings by the post that they report to.
pub fn post_holdings(case: &Case, holdings: &[HoldingLayout]) -> Vec<Vec<usize>> {
    let to = |post: usize| {
        (0..holdings.len())
            .filter(|&h| holdings[h].post == Some(post))
            .collect()
    };
    case.posts.ids().map(|post| to(post.at())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Holding 0 has two links to post 3, holding 1 one to post 4 and one to holding 2, which has no other; the posts are
    /// joined.
    #[test]
    fn a_holding_is_a_leaf_where_all_of_its_links_lead_to_one_node() {
        let ends = [[0, 3], [3, 0], [4, 1], [1, 2], [3, 4]];
        let links = node_links(&ends, 5);
        let rows = link_leaves(&ends, &links, 3);
        assert_eq!(rows, [Some([0, 3]), Some([0, 3]), None, Some([2, 1]), None]);
        let (leaves, inner) = leaves(&rows, &links);
        let by_node = vec![vec![], vec![2], vec![], vec![0], vec![]];
        assert_eq!((leaves, inner), (by_node, vec![1, 3, 4]));
    }
}
