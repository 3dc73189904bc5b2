//! People: those who try again, own instructors, watches, skill.

use calendar::Instant;
use case::*;

use crate::build::{Build, DAY, YEAR, days};

/// A unit of one vehicle, and the people for it.
struct Manned {
    days: i64,
    /// People of one crew.
    people: u32,
    crews: u32,
    watches: u32,
    /// People of the trade at the start.
    at_start: f64,
    /// Rate at which one of them leaves [1/s].
    leaves: f64,
}

impl Default for Manned {
    fn default() -> Self {
        Self {
            days: 3_652,
            people: 4,
            crews: 1,
            watches: 1,
            at_start: 0.0,
            leaves: 0.0,
        }
    }
}

/// A case with one trade and one unit, which is delivered at the start.
fn manned(with: &Manned) -> (Build, Id<Trade>) {
    let mut b = Build::new(with.days);
    let kind = b.fire_unit("tor", 1);
    let deal = b.deal("deal", Item::FireUnit(kind), 1);
    let deal = b.case.deals.push(deal);
    let trade = Trade {
        at_start: b.p(with.at_start),
        leaves: b.p(with.leaves),
        ..b.trade("operator")
    };
    let trade = b.case.trades.push(trade);
    let unit = Unit {
        crew: vec![(trade, with.people)],
        crews: with.crews,
        watches: with.watches,
        ..b.unit("unit", &[deal])
    };
    b.case.units.push(unit);
    (b, trade)
}

fn skill(b: &mut Build) -> Skill {
    Skill {
        newly_qualified: b.p(0.4),
        practice: b.p(200.0 * DAY),
        half_life: b.p(100.0 * DAY),
        kept: b.p(0.1),
        unskilled_repair: b.p(3.0),
        unskilled_reaction: b.p(2.0),
    }
}

fn at(day: f64) -> Instant {
    Instant::START + calendar::Span::from_days(day)
}

/// All fail with a chance of a half; all of those go back: each class is as good as the last, and the
/// pool of recruits, which nobody feeds any more, is used up to the last of them.
#[test]
fn who_fails_may_try_again() {
    let crewed = |washback: f64| {
        let (mut b, trade) = manned(&Manned {
            people: 10,
            ..Manned::default()
        });
        b.case.people = Some(People {
            recruits: b.p(12.0 / YEAR),
            pass_screening: b.p(1.0),
            share: b.p(1.0),
            schooling: b.fixed(0.0),
            intake_every: b.p(YEAR),
        });
        let course = Course {
            dropout: b.p(0.5),
            washback: b.p(washback),
            ..b.course("course", Some(trade))
        };
        b.case.courses.push(course);
        let years = |replication| {
            let build_up = b.run(5, replication);
            days(build_up.units[0].own_crewed).unwrap_or(3_652.0) / 365.25
        };
        (0..200).map(years).sum::<f64>() / 200.0
    };
    let (never, always) = (crewed(0.0), crewed(1.0));
    assert!(
        always < 0.75,
        "twelve recruits are enough for ten: {always}"
    );
    assert!(never > 1.0, "half of twelve are not: {never}");
}

/// One instructor teaches a class of one at a time. Three of the first graduates become instructors.
#[test]
fn own_graduates_become_instructors() {
    let crewed = |wanted: f64| {
        let (mut b, trade) = manned(&Manned {
            people: 40,
            ..Manned::default()
        });
        let instructors = Instructors {
            id: "teachers".into(),
            count: b.p(1.0),
            wanted: b.p(wanted),
            leave: b.fixed(0.0),
        };
        let teachers = b.case.instructors.push(instructors);
        let course = Course {
            seats: b.p(4.0),
            starts_every: b.p(5.0 * DAY),
            taught_by: Some((teachers, 1)),
            ..b.course("course", Some(trade))
        };
        let course = b.case.courses.push(course);
        let teaching = Course {
            trains: Some(teachers),
            after: vec![course],
            seats: b.p(3.0),
            full_classes: true,
            ..b.course("teaching", None)
        };
        b.case.courses.push(teaching);
        days(b.run(1, 0).units[0].own_crewed).unwrap()
    };
    // Forty people in classes of four, 30 days each, one after another.
    assert_eq!(crewed(1.0), 300.0);
    let more = crewed(4.0);
    assert!((120.0..200.0).contains(&more), "four teach at once: {more}");
}

/// Eight people in classes of four by one instructor: the second class waits for the first, and says so.
#[test]
fn a_class_that_waited_names_whom_its_instructors_taught_before() {
    let (mut b, trade) = manned(&Manned {
        people: 8,
        ..Manned::default()
    });
    let instructors = Instructors {
        id: "teachers".into(),
        count: b.p(1.0),
        wanted: b.p(1.0),
        leave: b.fixed(0.0),
    };
    let teachers = b.case.instructors.push(instructors);
    let course = Course {
        seats: b.p(4.0),
        starts_every: b.p(5.0 * DAY),
        taught_by: Some((teachers, 1)),
        ..b.course("course", Some(trade))
    };
    let course = b.case.courses.push(course);
    let build_up = b.run(1, 0);
    let begun = |step: &programme::Step| match step.what {
        programme::What::ClassBegun(id, before) => Some((step.at, id, before)),
        _ => None,
    };
    let begun: Vec<_> = build_up.steps.iter().filter_map(begun).collect();
    let right = [(at(0.0), course, None), (at(30.0), course, Some(course))];
    assert_eq!(begun, right);
}

#[test]
fn a_unit_is_operated_at_all_hours_by_as_many_crews_as_it_has_watches() {
    let operated_after_loss = |watches: u32| {
        let (b, _) = manned(&Manned {
            days: 730,
            crews: 2,
            watches,
            at_start: 8.0,
            leaves: 1.0 / (4.0 * YEAR),
            ..Manned::default()
        });
        b.run(2, 0).units[0].share_capable
    };
    assert!(operated_after_loss(2) < 0.5 * operated_after_loss(1));
}

#[test]
fn skill_grows_on_duty_by_the_closed_form_and_is_handed_to_the_raid() {
    let (mut b, _) = manned(&Manned {
        days: 730,
        at_start: 4.0,
        ..Manned::default()
    });
    b.case.skill = Some(skill(&mut b));
    let build_up = b.run_asking(1, 0, &[at(0.0), at(200.0), at(400.0)]);
    let levels: Vec<f64> = build_up.forces.iter().map(|f| f.units[0].skill).collect();
    let right = |day: f64| 1.0 - 0.6 * (-day / 200.0_f64).exp();
    for (level, day) in levels.iter().zip([0.0, 200.0, 400.0]) {
        assert!((level - right(day)).abs() < 1e-9, "{levels:?} on day {day}");
    }
}

/// The one vehicle fails after a day and its spare never comes: from then on the crew forgets.
#[test]
fn skill_fades_where_there_is_nothing_to_operate() {
    let (mut b, _) = manned(&Manned {
        days: 730,
        at_start: 4.0,
        ..Manned::default()
    });
    b.case.skill = Some(skill(&mut b));
    let kind = Item::FireUnit(Id::new(0));
    let sustainment = Sustainment {
        components: vec![Component {
            mtbf: b.fixed(DAY),
            repair: b.fixed(1e9),
            ..b.component("")
        }],
        ..b.sustainment(kind)
    };
    b.case.sustainment.push(sustainment);
    let build_up = b.run_asking(1, 0, &[at(101.0)]);
    let learnt = 1.0 - 0.6 * (-1.0_f64 / 200.0).exp();
    let right = 0.1 + (learnt - 0.1) / 2.0;
    let level = build_up.forces[0].units[0].skill;
    assert!((level - right).abs() < 1e-9, "{level} and not {right}");
}

/// A newly qualified crew repairs at a skill of 0.4: 1 + 2 x 0.6 times as long.
#[test]
fn unskilled_hands_repair_more_slowly() {
    let up_again = |skilled: bool| {
        let (mut b, trade) = manned(&Manned {
            days: 60,
            at_start: 4.0,
            ..Manned::default()
        });
        if skilled {
            let law = Skill {
                practice: b.p(1e15),
                half_life: b.p(1e15),
                ..skill(&mut b)
            };
            b.case.skill = Some(law);
        }
        let kind = Item::FireUnit(Id::new(0));
        let sustainment = Sustainment {
            components: vec![Component {
                mtbf: b.fixed(20.0 * DAY),
                repair: b.fixed(10.0 * DAY),
                hands: Some((trade, 2)),
                ..b.component("")
            }],
            ..b.sustainment(kind)
        };
        b.case.sustainment.push(sustainment);
        b.run(1, 0).units[0].share_capable * 60.0
    };
    // Up for 20 days, down for 10, up for 20, down for 10; with a skill of 0.4 down for 22, then up for 18.
    assert!((up_again(false) - 40.0).abs() < 1e-9);
    let unskilled = up_again(true);
    assert!((unskilled - 38.0).abs() < 1e-6, "{unskilled}");
}
