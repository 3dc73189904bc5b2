//! One build-up in plain words: what happened, when, and why each date is what it is.

use calendar::Instant;
use case::{Case, Cause, DealState, Id};

use crate::{
    BuildUp, CapabilityHistory, DealHistory, Missing, SensorHistory, UnitHistory, Wait, What,
};

/// Tells a build-up in plain English, a paragraph an entry: each deal, each unit, each sensor, each capability.
///
/// Dates are days of the simulation, conditional on the case's assumptions.
pub fn tell(case: &Case, build_up: &BuildUp) -> Vec<String> {
    let deals = case
        .deals
        .ids()
        .zip(&build_up.deals)
        .map(|(id, h)| deal(case, id, h));
    let units = case
        .units
        .rows()
        .iter()
        .zip(&build_up.units)
        .map(|(u, h)| unit(case, &u.name, h));
    let sensors = case
        .sensors
        .rows()
        .iter()
        .zip(&build_up.sensors)
        .map(|(s, h)| sensor(case, &s.name, h));
    let capabilities = case.capabilities.rows().iter().zip(&build_up.capabilities);
    let capabilities = capabilities.map(|(c, h)| capability(case, c, h));
    deals
        .chain(units)
        .chain(sensors)
        .chain(capabilities)
        .collect()
}

fn deal(case: &Case, id: Id<case::Deal>, history: &DealHistory) -> String {
    let row = &case.deals[id];
    let supplier = case.suppliers[row.supplier].name.as_str();
    let mut told = match row.name.contains(supplier) {
        true => format!("{}.", row.name),
        false => format!("{} (from {supplier}).", row.name),
    };
    let mut say = |at: Option<Instant>, words: &str| {
        if let Some(at) = at {
            told.push_str(&format!(" On {} {words}.", case.day(at)));
        }
    };
    say(history.agreed, "it was under an umbrella agreement");
    say(history.services, "services began");
    let signed = match history.executed {
        true => "a binding contract was signed",
        false => "a contract was signed, and never executed",
    };
    say(history.contract, signed);
    say(history.first_delivery, "the first lot came");
    if history.last_delivery != history.first_delivery {
        say(
            history.last_delivery,
            "the last lot that came was delivered",
        );
    }
    say(
        history.withdrawn,
        "the supplier withdrew crews, spares and support",
    );
    told.push_str(&format!(" At the horizon: {}.", state_words(history.state)));
    told
}

fn state_words(state: DealState) -> &'static str {
    match state {
        DealState::Wish => "still a wish",
        DealState::UmbrellaAgreement => "still an agreement to agree",
        DealState::ServicesOnly => "services, and no system",
        DealState::Contract => "signed, and nothing moves",
        DealState::Executing => "being delivered",
        DealState::Suspended => "stopped by the supplier",
        DealState::Completed => "everything ordered was delivered",
        DealState::Dead => "dead",
    }
}

fn unit(case: &Case, name: &str, history: &UnitHistory) -> String {
    let mut told = format!("{name}.");
    let dates = [
        (history.contract, "contract"),
        (history.delivered, "vehicles"),
        (history.sited, "site"),
        (history.armed, "missiles"),
        (history.supplier_crewed, "supplier's crew"),
        (history.own_crewed, "own crews"),
        (history.linked, "link to its post"),
    ];
    let had: Vec<String> = dates
        .iter()
        .filter_map(|(at, words)| at.map(|at| format!("{words} {}", case.day(at))))
        .collect();
    if !had.is_empty() {
        told.push_str(&format!(" What came: {}.", had.join(", ")));
    }
    match (history.capable, history.capable_own) {
        (Some(at), own) => {
            told.push_str(&format!(
                " It was first mission-capable on {}",
                case.day(at)
            ));
            match own {
                Some(own) if own == at => told.push_str(", with its own crews"),
                Some(own) => {
                    told.push_str(&format!(", and with its own crews on {}", case.day(own)))
                }
                None => told.push_str(", and never with its own crews"),
            }
            told.push_str(&format!(
                "; after delivery it worked {} of the time.",
                percent(history.share_capable)
            ));
        }
        (None, _) => told.push_str(" It was never mission-capable."),
    }
    told.push_str(&why(case, &history.chain));
    told.push_str(&next_in_line(history.near.as_ref()));
    told
}

fn sensor(case: &Case, name: &str, history: &SensorHistory) -> String {
    let mut told = format!("{name}.");
    match (history.delivered, history.up) {
        (None, _) => told.push_str(" It never came."),
        (Some(at), None) => {
            told.push_str(&format!(" It came on {} and never worked.", case.day(at)))
        }
        (Some(came), Some(up)) => told.push_str(&format!(
            " It came on {} and first worked on {}; after delivery it worked {} of the time.",
            case.day(came),
            case.day(up),
            percent(history.share_up)
        )),
    }
    told
}

fn capability(case: &Case, row: &case::Capability, history: &CapabilityHistory) -> String {
    let mut told = format!("Capability {}: {}.", row.id, row.says.trim_end_matches('.'));
    match history.date {
        Some(at) => told.push_str(&format!(" It holds from {}.", case.day(at))),
        None if history.missing == Some(Missing::Horizon) => {
            told.push_str(" It was met near the horizon, which cuts its window.")
        }
        None => {
            let reason = history
                .missing
                .map_or("its needs never came together", missing_words);
            told.push_str(&format!(" It never holds: {reason}."));
        }
    }
    if let Some(first) = history
        .first_met
        .filter(|&at| history.date.is_none_or(|date| at < date))
    {
        told.push_str(&format!(
            " Its needs were first met for a moment on {}.",
            case.day(first)
        ));
    }
    if let Some(either) = history
        .date_either_crew
        .filter(|&at| history.date.is_none_or(|date| at < date))
    {
        told.push_str(&format!(
            " With anyone's crews it holds from {}.",
            case.day(either)
        ));
    }
    told.push_str(&format!(
        " Its needs were met {} of all time.",
        percent(history.share_met)
    ));
    told.push_str(&why(case, &history.chain));
    told.push_str(&next_in_line(history.near.as_ref()));
    told
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The chain as a list of waits, a line each. The wait for a contract changes its cause whenever a shared state turns;
/// it is told as one.
fn why(case: &Case, chain: &[Wait]) -> String {
    let for_deal = |wait: &&Wait| matches!(wait.cause, Cause::Deal | Cause::Gate);
    let (before, after) = chain.split_at(chain.iter().take_while(for_deal).count());
    let lines = told_deal(case, before)
        .into_iter()
        .chain(after.iter().map(|wait| told_wait(case, wait)));
    let told: String = lines.map(|line| format!("\n    {line}")).collect();
    if told.is_empty() {
        told
    } else {
        format!(" Why:{told}")
    }
}

fn told_deal(case: &Case, waits: &[Wait]) -> Option<String> {
    let (first, last) = (waits.first()?, waits.last()?);
    let gated = waits.iter().filter(|wait| wait.cause == Cause::Gate);
    let gated: f64 = gated.map(|wait| (wait.to - wait.from).as_days()).sum();
    let whole = Wait {
        from: first.from,
        cause: Cause::Deal,
        ..*last
    };
    let told = told_wait(case, &whole);
    Some(if gated < 1.0 {
        told
    } else {
        format!(
            "{told}; for {} of it {}",
            span_words(gated),
            Cause::Gate.words()
        )
    })
}

fn told_wait(case: &Case, wait: &Wait) -> String {
    let until = wait.until.map_or_else(
        || "and it was still so at the end".to_owned(),
        |what| format!("until {}", what_words(case, what)),
    );
    let (from, to) = (case.day(wait.from), case.day(wait.to));
    format!(
        "{from} to {to}, {}: {}, {until}",
        span_words((wait.to - wait.from).as_days()),
        wait.cause.words()
    )
}

fn span_words(days: f64) -> String {
    match days {
        d if d < 1.0 => "less than a day".to_owned(),
        d if d < 60.0 => format!("{d:.0} days"),
        d if d < 730.0 => format!("{:.0} months", d / 30.4375),
        d => format!("{:.1} years", d / 365.25),
    }
}

/// What a step was, in words that follow "until".
pub fn what_words(case: &Case, what: What) -> String {
    let deal = |id: Id<case::Deal>| &case.deals[id].name;
    let unit = |id: Id<case::Unit>| &case.units[id].name;
    let sensor = |id: Id<case::Sensor>| &case.sensors[id].name;
    match what {
        What::Deal(id, DealState::Contract) => format!("{} was signed", deal(id)),
        What::Deal(id, DealState::Suspended) => format!("the supplier stopped {}", deal(id)),
        What::Deal(id, DealState::Dead) => format!("{} was dead", deal(id)),
        What::Deal(id, DealState::ServicesOnly) => format!("services under {} began", deal(id)),
        What::Deal(id, DealState::UmbrellaAgreement) => {
            format!("an umbrella agreement on {} stood", deal(id))
        }
        What::Deal(id, _) => format!("{} opened", deal(id)),
        What::State(id, true) => format!(
            "it would have been signed but for this: {}",
            case.states[id].says
        ),
        What::State(id, false) => format!("this ended: {}", case.states[id].says),
        What::Paid(id, 0) => format!("the down payment of {} was made", deal(id)),
        What::Paid(id, lot) => format!("lot {lot} of {} was paid for", deal(id)),
        What::LotBegun(id, lot, None) => format!("work on lot {lot} of {} began", deal(id)),
        What::LotBegun(id, lot, Some(before)) => format!(
            "the line had served {} and began lot {lot} of {}",
            deal(before),
            deal(id)
        ),
        What::TransportOpen(id) => format!("{} was open again", case.transports[id].name),
        What::LotBuilt(id, lot) => format!("lot {lot} of {} was built", deal(id)),
        What::Resumed(id) => format!("{} went on", deal(id)),
        What::Delivered(id, lot) => format!("lot {lot} of {} was in the country", deal(id)),
        What::Armed(id) => format!("the missiles of {} came", unit(id)),
        What::SiteBegun(id, before) => {
            format!(
                "work on the site {} began{}",
                case.sites[id].id,
                served(case, before)
            )
        }
        What::TaskBegun(id, task, before) => format!(
            "the {} of {} began{}",
            task_name(case, id, task),
            case.sites[id].id,
            served(case, before)
        ),
        What::TaskDone(id, task) => {
            format!(
                "the {} of {} was done",
                task_name(case, id, task),
                case.sites[id].id
            )
        }
        What::FieldReady(id) => {
            format!(
                "the temporary position beside {} was ready",
                case.sites[id].id
            )
        }
        What::TrainersCame(id) => format!("{} came", case.trainers[id].name),
        What::SiteReady(id) => format!("the site {} was ready", case.sites[id].id),
        What::PowerBack(id) => format!("power came back at {}", case.sites[id].id),
        What::Intake => "recruits were ready for courses".to_owned(),
        What::ClassBegun(id, before) => format!(
            "a class of {} began{}",
            case.courses[id].name,
            taught(case, id, before)
        ),
        What::Graduated(id) => format!("a class of {} graduated", case.courses[id].name),
        What::CrewFormed(id) => format!("a crew of {} came together", unit(id)),
        What::SupplierCrew(id) => format!("the supplier's crew took over {}", unit(id)),
        What::Crewed(id) => format!("the crews of {} had worked up", unit(id)),
        What::SensorCrewed(id) => format!("the people of {} came together", sensor(id)),
        What::LinkUp(id) => format!("the link {} was up", case.links[id].id),
        What::Failed(id) => format!("{} failed", unit(id)),
        What::SpareCame(id) => format!("the spare {} came", case.spares[id].id),
        What::Repaired(id) => format!("{} was repaired", unit(id)),
        What::Struck(id) => format!("{} was struck", unit(id)),
        What::UnitUp(id) => format!("{} was mission-capable", unit(id)),
        What::SensorFailed(id) => format!("{} failed", sensor(id)),
        What::SensorRepaired(id) => format!("{} was repaired", sensor(id)),
        What::SensorUp(id) => format!("{} worked", sensor(id)),
        What::Holds(id) => format!("the needs of {} came together", case.capabilities[id].id),
    }
}

/// Whom the instructors of a class taught before, where it had to wait for them.
fn taught(case: &Case, course: Id<case::Course>, before: Option<Id<case::Course>>) -> String {
    match before {
        None => String::new(),
        Some(before) if before == course => ", once one before it gave instructors back".to_owned(),
        Some(before) => format!(
            ", once one of {} gave instructors back",
            case.courses[before].name
        ),
    }
}

/// Who was served before by the teams.
fn served(case: &Case, before: Option<Id<case::Site>>) -> String {
    before.map_or_else(String::new, |site| {
        format!(", once {} gave teams back", case.sites[site].id)
    })
}

fn task_name(case: &Case, site: Id<case::Site>, task: u32) -> &str {
    let plan = case.sites[site].plan.map(|plan| &case.plans[plan]);
    plan.and_then(|plan| plan.tasks.get(task as usize))
        .map_or("work", |task| &task.id)
}

/// What would have bound next, where it came at most half a year before what did.
fn next_in_line(near: Option<&crate::Near>) -> String {
    const HALF_A_YEAR: f64 = 183.0;
    let Some(near) = near.filter(|near| near.slack.as_days() <= HALF_A_YEAR) else {
        return String::new();
    };
    let Some(last) = near.chain.last() else {
        return String::new();
    };
    format!(
        "\n    Next in line, {} sooner: {}",
        span_words(near.slack.as_days()),
        last.cause.words()
    )
}

fn missing_words(missing: Missing) -> &'static str {
    match missing {
        Missing::NoContract => "no contract was signed",
        Missing::NotExecuted => "the contract was never executed",
        Missing::GivenUp => "the wish was dropped",
        Missing::NotDelivered => "not all was delivered in time",
        Missing::Money => "money ran short",
        Missing::Site => "a site or its power was missing",
        Missing::People => "own people were missing",
        Missing::Network => "communications were missing",
        Missing::Missiles => "missiles were missing",
        Missing::Upkeep => "it stood, and could not be kept up",
        Missing::Strikes => "it was lost to strikes",
        Missing::Withdrawn => "the supplier withdrew",
        Missing::NotOrdered => "everything ordered came, and nothing more was ordered",
        Missing::TooFewVehicles => "batteries stood with too few vehicles left or working",
        Missing::SupplierCrew => "the supplier's crews did not come, or had left",
        Missing::Horizon => "its needs were met, and the horizon cut its window",
    }
}
