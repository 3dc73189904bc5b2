//! What is known of a purchase on a day, from which others it is foretold, and how sure the scores and curves are.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

use evidence::Purchases;
use evidence::base_rate::{
    BaseRateError, BaseRates, Ending, Question, Settings, Stage, answer, backtest, curves,
};
use proptest::prelude::*;
use quantity::Date;

const HEAD: &str = "case_id,system,system_class,supplier,buyer,context,status,contract_signed,first_delivery,first_unit_operational,sourced_from";

fn read(rows: &str) -> Purchases {
    Purchases::read(&format!("{HEAD}\n{rows}"), "p.csv").unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A purchase of Oman by its status and its three dates, and how its two stages ended by a day.
fn endings(status: &str, dates: &str, as_of: &str) -> [Option<(Ending, f64, f64)>; 2] {
    let one = read(&format!(
        "a,X,short,USA,Oman,crisis,{status},{dates},stock\n"
    ));
    Stage::ALL.map(|stage| {
        let watched = stage.watched(&one.rows()[0], day(as_of))?;
        let years = |months: f64| (months / 12.0 * 100.0).round() / 100.0;
        Some((
            watched.ending,
            years(watched.outcome.low),
            years(watched.outcome.high),
        ))
    })
}

#[test]
fn an_end_is_known_by_its_date_by_the_status_or_not_at_all() {
    use Ending::{Came, Dated, Open, Unrecorded};
    const END: &str = "2026-11-01";
    let never = f64::INFINITY;
    let of = |status, dates| endings(status, dates, END);
    let delivered = Some((Dated, 2.0, 2.0));
    assert_eq!(
        of("operational", "2010-11-01,2012-10-31,2013-10-31"),
        [delivered, Some((Dated, 1.0, 1.0))]
    );
    // Declared operational without a date: at some time since the delivery.
    assert_eq!(
        of("operational", "2010-11-01,2012-11-01,"),
        [Some((Dated, 2.0, 2.0)), Some((Came, 0.0, 14.0))]
    );
    // Delivered, and no date of operation was found: nobody knows.
    assert_eq!(
        of("delivered", "2010-11-01,2012-11-01,")[1],
        Some((Unrecorded, 14.0, never))
    );
    // The list says of these two that they had not come so far.
    assert_eq!(
        of("pending", "2010-11-01,2024-11-01,")[1],
        Some((Open, 2.0, never))
    );
    assert_eq!(
        of("cancelled", "2010-11-01,2024-11-01,")[1],
        Some((Open, 2.0, never))
    );
    assert_eq!(
        of("pending", "2010-11-01,,"),
        [Some((Open, 16.0, never)), None]
    );
    assert_eq!(
        of("delivered", "2010-11-01,,"),
        [Some((Came, 0.0, 16.0)), None]
    );
    assert_eq!(
        of("operational", "2010-11-01,,2012-10-31")[0],
        Some((Came, 0.0, 2.0))
    );
    assert_eq!(of("operational", ",,"), [None, None]);
}

#[test]
fn what_is_dated_after_the_day_had_not_come() {
    use Ending::{Dated, Open};
    let never = f64::INFINITY;
    let dates = "2010-01-01,2012-01-01,2013-01-01";
    let of = |as_of| endings("operational", dates, as_of);
    assert_eq!(of("2009-12-31"), [None, None]);
    assert_eq!(of("2011-01-01"), [Some((Open, 1.0, never)), None]);
    assert_eq!(
        of("2012-07-01"),
        [Some((Dated, 2.0, 2.0)), Some((Open, 0.5, never))]
    );
    assert_eq!(of("2013-01-01")[1].map(|(ending, ..)| ending), Some(Dated));
    // A vague date that may lie before the day is taken to.
    let vague = endings("delivered", "2010-01-01,2012,", "2012-07-01");
    assert_eq!(vague[0], Some((Dated, 2.0, 2.5)));
}

#[test]
fn a_day_before_all_is_refused_and_no_score_is_not_a_number() {
    let shipped = Purchases::shipped().unwrap();
    let cases = read("a,X,short,USA,Oman,crisis,delivered,2010,2012,,stock\n");
    let scored = |as_of: &str| backtest(&cases, &shipped, day(as_of), &Settings::shipped());
    let refused = scored("1901-01-01").unwrap_err();
    assert!(matches!(refused, BaseRateError::NothingBegan { .. }));
    assert!(refused.to_string().contains("by 1901-01-01"), "{refused}");
    let [delivery, operation] = scored("2011-01-01").unwrap().stages;
    assert_eq!(
        (
            delivery.open(),
            delivery.scored.len(),
            operation.scored.len()
        ),
        (1, 1, 0)
    );
    // Begun on the day itself: nothing can be told of it.
    let [just, _] = scored("2010-01-01").unwrap().stages;
    assert_eq!((just.silent, just.scored.len(), just.gain()), (1, 0, None));
    let error = just.error().unwrap();
    assert_eq!((error.gain, error.coverage), (None, [None, None]));
}

#[test]
fn new_cases_are_foretold_from_the_whole_list_and_its_own_without_their_buyer() {
    let shipped = Purchases::shipped().unwrap();
    let row = shipped
        .rows()
        .iter()
        .find(|row| row.id == "TORM1-IRN-2005")
        .unwrap();
    let own = format!(
        "{},{}",
        row.id,
        "Tor-M1,short,Russia,Iran,peacetime,operational,2005-12,2006-12,2007-02,new_production\n"
    );
    let copied = own.replace("TORM1-IRN-2005", "another");
    let new = copied.replace("2005-12", "2005-11");
    let points = |rows: &str| {
        let scores = backtest(
            &read(rows),
            &shipped,
            Purchases::as_of(),
            &Settings::shipped(),
        );
        scores.unwrap().stages[0].scored[0].points
    };
    let from = |buyer: &str| {
        let settings = Settings::shipped();
        let view = BaseRates::learn(shipped.without(buyer), Purchases::as_of(), settings).unwrap();
        let forecast = view.forecast(&Question::of(row), Stage::ALL[0]).unwrap();
        [0.1, 0.25, 0.5, 0.75, 0.9].map(|p| forecast.quantile(p).unwrap())
    };
    assert_eq!(points(&own), from("Iran"));
    assert_eq!(points(&copied), from("Iran"));
    assert_eq!(points(&new), from(""));
    assert_ne!(from(""), from("Iran"));
}

/// Twelve delivered after about two years, and one that is open since the given year.
fn with_open(since: &str, status: &str) -> f64 {
    let delivered = (0..12).map(|k| {
        let (year, buyer) = (2000 + k, ["Oman", "Peru", "Chile"][k % 3]);
        format!(
            "c{k},X,short,USA,{buyer},crisis,operational,{year}-01-01,{}-0{}-01,{}-01-01,stock\n",
            year + 2,
            1 + k % 9,
            year + 3
        )
    });
    let rows: String = delivered.collect();
    let list = read(&format!(
        "{rows}open,X,short,USA,Cuba,crisis,{status},{since},,,stock\n"
    ));
    let view = BaseRates::learn(list.without(""), Purchases::as_of(), Settings::shipped()).unwrap();
    let question = Question::of(&list.rows()[0]);
    view.forecast(&question, Stage::ALL[0]).unwrap().never()
}

/// By hand: 1.5 of 14 for all, so (1 + 5 · 1.5 / 14) / 18 with one cancelled of 13; and (0 + 5 · 0.5 / 14) / 18 with none.
#[test]
fn a_contract_that_is_open_for_long_is_likely_never_executed_and_a_young_one_says_nothing() {
    let (young, old, dead) = (
        with_open("2026-10-20", "pending"),
        with_open("2004-01-01", "pending"),
        with_open("2004-01-01", "cancelled"),
    );
    assert!((dead - 0.08532).abs() < 1e-5, "{dead}");
    assert!((young - 0.00992).abs() < 2e-3, "{young}");
    assert!(0.75 * dead < old && old < dead, "{old} for {dead}");
}

#[test]
fn the_curve_brackets_what_nobody_recorded_and_is_the_share_where_all_is_known() {
    let rows = "a,X,short,USA,Oman,crisis,operational,2010-01-01,2011-01-01,2011-07-01,stock\n\
                b,X,short,USA,Peru,crisis,operational,2010-01-01,2011-01-01,2012-07-01,stock\n\
                c,X,short,USA,Chile,crisis,operational,2010-01-01,2011-01-01,2014-07-01,stock\n\
                d,X,short,USA,Cuba,crisis,delivered,2010-01-01,2011-01-01,,stock\n";
    let list = read(rows);
    let question = Question::of(&list.rows()[0]);
    let mut asked = question.clone();
    asked.buyer = "Fiji".to_owned();
    let held = curves(&list, &asked, Stage::ALL[1]).unwrap();
    let [all] = held.as_slice() else {
        panic!("no class of three is one to compare with");
    };
    assert_eq!((all.began, all.open, all.unrecorded), (4, 0, 1));
    let shares = all.points.map(|point| (point.share * 300.0).round() as i32);
    assert_eq!(shares, [100, 200, 300, 300]);
    for point in &all.points {
        let (most, least) = point.unrecorded;
        assert!((least - 0.75 * point.share).abs() < 1e-4, "{point:?}");
        assert!((most - 0.75 * point.share - 0.25).abs() < 1e-4, "{point:?}");
        // Three buyers are too few to be drawn anew.
        assert_eq!(point.interval, None);
    }
    assert_eq!(all.points.map(|point| point.at_risk), [2, 1, 0, 0]);
}

#[test]
fn a_combination_that_nobody_saw_is_told() {
    let shipped = Purchases::shipped().unwrap();
    let ask = |text: &str| answer(&shipped, &Question::parse(&shipped, text).unwrap()).unwrap();
    let one = ask("shorad,Russia,war,new");
    assert_eq!(one.alike, 1);
    assert!(one.notes[0].contains("one past contract alone has class shorad, context war and source new_production (PANTSIR-IRQ-2012: 24 months)"), "{:?}", one.notes);
    let none = ask("shorad,Russia,war,new,Iraq");
    assert_eq!(none.alike, 0);
    assert!(
        none.notes[0].contains("IRIST-UKR-2022") && !none.notes[0].contains("PANTSIR-IRQ"),
        "{:?}",
        none.notes
    );
}

#[test]
fn the_scores_come_with_the_error_of_so_few_buyers() {
    let shipped = Purchases::shipped().unwrap();
    let scores = backtest(&shipped, &shipped, Purchases::as_of(), &Settings::plain()).unwrap();
    for stage in &scores.stages {
        // The plain class against itself: nothing is gained, whoever is drawn.
        let gain = stage.error().unwrap().gain.unwrap();
        assert_eq!((gain.low, gain.high), (0.0, 0.0));
        let [half, most] = stage.error().unwrap().coverage.map(Option::unwrap);
        let [in50, in80] = stage.coverage().unwrap();
        assert!(half.holds(in50) && most.holds(in80));
        assert!(half.high - half.low > 0.05 && most.high - most.low > 0.05);
        assert_eq!(stage.error().unwrap(), stage.error().unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    // Whatever the day and the dates: no time is below nought, none runs backwards, nothing is not a number.
    #[test]
    fn every_stage_is_an_interval_of_time(status in 0_usize..4, contract in 2000_u16..2030, first in 0_u16..9, second in 0_u16..9, as_of in 1999_u16..2040, known in 0_u8..8) {
        let status = ["operational", "delivered", "pending", "cancelled"][status];
        let date = |bit: u8, year: u16| if known & bit == 0 { String::new() } else { year.to_string() };
        let dates = [date(1, contract), date(2, contract + first), date(4, contract + first + second)].join(",");
        let one = read(&format!("a,X,short,USA,Oman,crisis,{status},{dates},stock\n"));
        for stage in Stage::ALL {
            if let Some(watched) = stage.watched(&one.rows()[0], day(&format!("{as_of}-06-15"))) {
                let outcome = watched.outcome;
                prop_assert!(outcome.low >= 0.0 && outcome.low <= outcome.high, "{watched:?}");
                prop_assert!(watched.until_months >= 0.0 && watched.until_months.is_finite());
                prop_assert_eq!(outcome.is_open(), matches!(watched.ending, Ending::Open | Ending::Unrecorded));
            }
        }
    }
}
