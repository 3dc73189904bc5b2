//! Past purchases are read with clear mistakes, and base rates foretell them as well as the book says.

use evidence::base_rate::{Question, Settings, answer, backtest};
use evidence::{LedgerError, Purchases};

const HEAD: &str = "case_id,system,system_class,supplier,buyer,context,status,contract_signed,first_delivery,first_unit_operational,sourced_from";

fn read(rows: &str, end: &str) -> Result<Purchases, Vec<String>> {
    let text = format!("{HEAD}\n{rows}").replace('\n', end);
    let told = |errors: Vec<LedgerError>| errors.iter().map(ToString::to_string).collect();
    Purchases::read(&text, "p.csv").map_err(told)
}

#[test]
fn every_mistake_is_told_at_its_line_however_lines_end() {
    let rows = "a,X,short,India,Armenia,crysis,operational,2022,2024-11,2025,new_production\n\
                b,X,short,India,Armenia,crisis,operational,2022-05,2022-04,2025,stock\n\
                c,X,short,India,Armenia,crisis,deliverd,2022-13,,,stock\n";
    for end in ["\n", "\r\n"] {
        assert_eq!(
            read(rows, end).unwrap_err(),
            [
                "p.csv:2: context is `crysis`; expected `peacetime`, `crisis`, `war`, `embargo`; is `crisis` meant for it?",
                "p.csv:3: the dates run backwards: first_delivery 2022-04 is before contract_signed 2022-05; expected contract_signed to come first",
                "p.csv:4: status is `deliverd`; expected `operational`, `delivered`, `pending`, `cancelled`; is `delivered` meant for it?",
                "p.csv:4: contract_signed is `2022-13`; expected a date from 1900 to 2199 as 2026, 2026-06 or 2026-06-01, or nothing",
            ]
        );
    }
}

#[test]
fn what_is_no_text_and_no_date_of_our_time_is_refused() {
    let row = |name: &str, date: &str| {
        format!("a,{name},short,India,Armenia,crisis,pending,{date},,,stock\n")
    };
    for year in ["0000", "1899-12", "9999", "2200-01-01"] {
        let told = read(&row("X", year), "\n").unwrap_err();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains(&format!(
                "p.csv:2: contract_signed is `{year}`; expected a date from 1900 to 2199"
            )),
            "{told:?}"
        );
    }
    assert!(read(&row("X", "1900"), "\n").is_ok() && read(&row("X", "2199"), "\n").is_ok());
    assert_eq!(
        read(&row("X\0Y", "2020"), "\n").unwrap_err(),
        ["p.csv:2: system holds the control character U+0000; expected text"]
    );
    let open = format!(
        "{}b,\"X,short,India,Armenia,crisis,pending,2020,,,stock\n",
        row("\"a \"\"b\"\",\nc\"", "2020")
    );
    assert_eq!(
        read(&open, "\n").unwrap_err(),
        [
            "p.csv:4: a quotation mark opens a field here and is never closed; expected another before the field ends"
        ]
    );
    // A spreadsheet's own line end within a cell is usual.
    assert!(read(&row("X\u{b}Y", "2020"), "\n").is_ok());
    // A mark within a bare field opens nothing.
    assert!(read(&row("a 5\" gun", "2020"), "\n").is_ok());
}

#[test]
fn dates_are_believed_over_a_status_that_goes_against_them_and_it_is_said() {
    let row = |status: &str, dates: &str| {
        format!("a,X,short,India,Armenia,crisis,{status},{dates},stock\n")
    };
    let said = |status: &str, dates: &str| {
        let read = read(&row(status, dates), "\n").unwrap();
        read.notes().first().cloned().unwrap_or_default()
    };
    for (status, dates, what) in [
        ("cancelled", "2010,2012,2013", "a date of operation"),
        ("pending", "2010,2012,", "a date of delivery"),
        ("delivered", "2010,2012,2013", "a date of operation"),
    ] {
        let said = said(status, dates);
        assert_eq!(
            said,
            format!("p.csv:2: the status is `{status}` and there is {what}; the date is believed")
        );
    }
    // Usual: the list itself has operational systems without a date, and pending ones without any.
    for (status, dates) in [
        ("operational", "2010,2012,"),
        ("operational", ",,"),
        ("pending", "2010,,"),
        ("cancelled", "2010,,"),
    ] {
        assert_eq!(said(status, dates), "", "{status}");
    }
    assert!(Purchases::shipped().unwrap().notes().is_empty());
}

#[test]
fn other_names_of_a_country_are_that_country() {
    let rows = "a,X,short,United States of America/Norway,Türkiye,crisis,pending,2020,,,stock\n\
                b,X,short,U.S.,turkey,crisis,pending,2020,,,stock\n\
                c,X,short,Republic of Korea,Czechia (army),crisis,pending,2020,,,stock\n";
    let read = read(rows, "\n").unwrap();
    let names: Vec<_> = read
        .rows()
        .iter()
        .map(|row| (row.supplier.as_str(), row.buyer.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("USA", "Turkey"),
            ("USA", "Turkey"),
            ("South Korea", "Czech Republic")
        ]
    );
    let shipped = Purchases::shipped().unwrap();
    assert!(
        shipped.has_buyer("Türkiye")
            && shipped
                .without("republic of Turkey")
                .all(|row| row.buyer != "Turkey")
    );
    let asked = |text: &str| Question::parse(&shipped, text).unwrap();
    assert_eq!(
        asked("long,United States,peace,new,Türkiye"),
        asked("long,USA,peace,new,Turkey")
    );
}

#[test]
fn a_name_that_is_no_country_s_and_near_one_is_a_slip_and_a_new_country_is_not() {
    let shipped = Purchases::shipped().unwrap();
    let ask = |supplier: &str, buyer: &str| {
        Question::parse(&shipped, &format!("short,{supplier},embargo,new,{buyer}"))
    };
    let told = ask("Russia", "Irna").unwrap_err().to_string();
    assert!(
        told.contains("there is no buyer `Irna`; did you mean `Iran`?"),
        "{told}"
    );
    // One or two letters from countries of the list, and countries themselves.
    for (supplier, buyer) in [("Slovenia", "Niger"), ("North Korea", "Malta")] {
        assert!(ask(supplier, buyer).is_ok(), "{supplier} {buyer}");
    }
    let strange = answer(&shipped, &ask("Wakanda", "Genosha").unwrap())
        .unwrap()
        .notes;
    assert!(
        strange[0].contains(
            "no past purchase has the supplier `Wakanda`, and it is no country that is known here"
        ),
        "{strange:?}"
    );
    assert!(
        strange[1].contains("no past purchase has the buyer `Genosha`"),
        "{strange:?}"
    );
    let usual = answer(
        &shipped,
        &Question::parse(&shipped, "long,Russia,peace,new,Iran").unwrap(),
    )
    .unwrap();
    assert!(
        usual.notes.is_empty() && usual.alike > 5,
        "{:?}",
        usual.notes
    );
}

#[test]
fn vague_dates_that_may_be_in_order_and_words_of_a_list_s_own_are_read() {
    let rows = "a,X,very_long,Ruritania,Wakanda,truce,,2022,2022-01,,co_production\n\
                b,,,,Wakanda,,pending,,,,\n";
    let read = read(rows, "\n").unwrap();
    assert_eq!(read.rows()[0].status.word(), "delivered");
    assert_eq!(read.rows()[0].class, "very_long");
    assert_eq!(read.notes().len(), 3);
    assert_eq!(read.rows()[1].supplier, "");
}

/// The bounds that the model is held to: 70 to 90 % in the 80 % interval; better than the plain class by 15 and 5 %.
#[test]
fn the_shipped_cases_are_foretold_well_enough_by_other_buyers() {
    let shipped = Purchases::shipped().unwrap();
    let scores = backtest(&shipped, &shipped, Purchases::as_of(), &Settings::shipped()).unwrap();
    for (stage, least) in scores.stages.iter().zip([0.15, 0.05]) {
        let [_, in80] = stage.coverage().unwrap();
        let gain = stage.gain().unwrap();
        assert!((0.7..=0.9).contains(&in80), "{in80} of {:?}", stage.stage);
        assert!(gain >= least, "{gain} of {:?}", stage.stage);
    }
    // Ten wishes; no other case is dropped.
    assert_eq!(scores.unstarted, 10);
    let contracts = shipped.rows().iter().filter(|row| row.contract.is_some());
    let delivered = shipped.rows().iter().filter(|row| row.delivery.is_some());
    for (stage, began) in scores
        .stages
        .iter()
        .zip([contracts.count(), delivered.count()])
    {
        let all = stage.scored.len() + stage.unrecorded.len() + stage.silent;
        assert_eq!((all, stage.silent), (began, 0));
    }
}

#[test]
fn the_buyer_s_own_purchases_change_nothing_and_words_are_answered_with_the_nearest() {
    let shipped = Purchases::shipped().unwrap();
    let question = Question::parse(&shipped, "long,Russia,embargo,new,iran").unwrap();
    let rest: Vec<String> = include_str!("../../../../cases/past-purchases.csv")
        .lines()
        .filter(|line| !line.contains("\"Iran\""))
        .map(str::to_owned)
        .collect();
    let without = Purchases::read(&rest.join("\n"), "p.csv").unwrap();
    let (with, without) = (answer(&shipped, &question), answer(&without, &question));
    assert_eq!(with.unwrap().stages, without.unwrap().stages);
    let told = Question::parse(&shipped, "shrot,Russia,embargo,new").unwrap_err();
    assert!(
        told.to_string()
            .starts_with("there is no class `shrot`; did you mean `short`? The list knows "),
        "{told}"
    );
    assert!(Question::parse(&shipped, "short,Russia").is_err());
    assert_eq!(
        shipped.buyer_named_in("Afghanistan seeks Russian air defence"),
        Some("Afghanistan")
    );
}

#[test]
fn chances_rise_and_lie_in_their_intervals() {
    let shipped = Purchases::shipped().unwrap();
    let question = Question::parse(&shipped, "short,Russia,embargo,new").unwrap();
    let answer = answer(&shipped, &question).unwrap();
    for stage in &answer.stages {
        assert!(
            stage
                .points_months
                .windows(2)
                .all(|pair| pair[0] <= pair[1])
        );
        for pair in stage.chances.windows(2) {
            assert!(pair[0].share <= pair[1].share);
        }
        for chance in &stage.chances {
            let (low, high) = chance.interval.unwrap();
            assert!(low <= chance.share && chance.share <= high, "{chance:?}");
        }
    }
    // Both stages together take longer than the first alone.
    assert!(answer.whole.points_months[2] > answer.stages[0].points_months[2]);
}
