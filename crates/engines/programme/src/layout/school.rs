//! Courses: where their students come from, what trades they lead to, and how many people are asked for.

use case::{Case, Id};

use super::{HoldingLayout, Pool};

/// Pools that each course takes students from.
pub fn pools(case: &Case) -> Vec<Vec<Pool>> {
    let pool = |before: &Id<case::Course>| match case.courses[*before].makes {
        Some(trade) => Pool::Trade(trade.at()),
        None => Pool::Passed(before.at()),
    };
    let of = |course: &case::Course| match course.after.as_slice() {
        [] => vec![Pool::Recruits],
        after => after.iter().map(pool).collect(),
    };
    case.courses.rows().iter().map(of).collect()
}

/// Courses fed by a course, or by recruits.
pub fn fed_by(case: &Case, course: Option<usize>) -> Vec<usize> {
    let feeds = |c: &case::Course| match course {
        None => c.after.is_empty(),
        Some(before) => c.after.iter().any(|a| a.at() == before),
    };
    case.courses
        .iter()
        .filter(|(_, c)| feeds(c))
        .map(|(id, _)| id.at())
        .collect()
}

/// The trades that each course leads to. Courses may name each other in any order, so the lists grow until they stand.
pub fn leads_to(case: &Case) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = case
        .courses
        .rows()
        .iter()
        .map(|c| c.makes.map(Id::at).into_iter().collect())
        .collect();
    for _ in 0..case.courses.len() {
        for (id, course) in case.courses.iter() {
            for before in &course.after {
                for trade in lists[id.at()].clone() {
                    if !lists[before.at()].contains(&trade) {
                        lists[before.at()].push(trade);
                    }
                }
            }
        }
    }
    lists
}

/// Courses that each deal opens.
pub fn opened_by(case: &Case) -> Vec<Vec<(usize, bool)>> {
    let mut opened = vec![Vec::new(); case.deals.len()];
    for (id, course) in case.courses.iter() {
        let (deals, by_services) = match &course.opens {
            case::Opening::Start | case::Opening::Trainers(_) => continue,
            case::Opening::Services(deals) => (deals, true),
            case::Opening::Contract(deals) => (deals, false),
        };
        for deal in deals {
            opened[deal.at()].push((id.at(), by_services));
        }
    }
    opened
}

/// Trades whose people become instructors, and of which pool.
pub fn teachers_from(case: &Case) -> Vec<(usize, usize)> {
    let mut from = Vec::new();
    for (course, pool) in case
        .courses
        .rows()
        .iter()
        .filter_map(|c| Some((c, c.trains?)))
    {
        for trade in course.after.iter().filter_map(|b| case.courses[*b].makes) {
            if !from.contains(&(trade.at(), pool.at())) {
                from.push((trade.at(), pool.at()));
            }
        }
    }
    from
}

/// People that all crews and repairs ask for, by trade.
pub fn establishment(case: &Case, holdings: &[HoldingLayout]) -> Vec<u32> {
    let mut people = vec![0; case.trades.len()];
    for holding in holdings {
        for &(trade, n) in &holding.crew {
            people[trade] += n * holding.crews;
        }
    }
    // One repair of each type at a time; its components share the people.
    for sustainment in &case.sustainment {
        let hands = || sustainment.components.iter().filter_map(|c| c.hands);
        for (id, _) in case.trades.iter() {
            let most = hands()
                .filter(|(trade, _)| *trade == id)
                .map(|(_, n)| n)
                .max();
            people[id.at()] += most.unwrap_or(0);
        }
    }
    people
}
