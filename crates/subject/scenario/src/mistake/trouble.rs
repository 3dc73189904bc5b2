//! What may be wrong in a case, in one sentence each.

use quantity::{Date, QuantityError};

/// What is wrong. The sentence is its `Display`; see [`Trouble::help`] for what was expected.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Trouble {
    /// The text breaks the rules of TOML.
    #[error("the file is not well-formed TOML: {message}")]
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// The file cannot be read at all.
    #[error("cannot read `{file}`: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// The file is not text.
    #[error("`{file}` is not text in UTF-8")]
    NotText {
        /// The file.
        file: String,
    },
    /// A key that no section of this name has.
    #[error("unknown key `{key}` in {section}")]
    UnknownKey {
        /// The key.
        key: String,
        /// The section's header.
        section: String,
        /// The nearest known key.
        nearest: Option<String>,
        /// Every known key.
        known: Vec<String>,
    },
    /// A required key is missing.
    #[error("{section} has no `{key}`")]
    MissingKey {
        /// The key.
        key: String,
        /// The section's header, and the row's id.
        section: String,
        /// What is expected.
        wanted: String,
    },
    /// A value of the wrong kind.
    #[error("`{key}` is {found}; expected {wanted}")]
    WrongKind {
        /// The key.
        key: String,
        /// What was found.
        found: String,
        /// What is expected.
        wanted: String,
    },
    /// A text that is not a number of the wanted dimension.
    #[error("`{key}`: {error}")]
    NotAQuantity {
        /// The key.
        key: String,
        /// Why.
        error: QuantityError,
    },
    /// A number out of bounds.
    #[error("`{key}` is {found}, {}", high.as_ref().map_or_else(|| format!("below the least of {low}"), |high| format!("outside {low} to {high}")))]
    OutOfBounds {
        /// The key.
        key: String,
        /// The number as found.
        found: String,
        /// The least that is allowed.
        low: String,
        /// The most that is allowed.
        high: Option<String>,
    },
    /// low, likely and high are not in order.
    #[error("`{key}` has {greater} above {lesser}: low, likely and high must not fall")]
    Disordered {
        /// The key.
        key: String,
        /// The part that is too large, with its value.
        greater: String,
        /// The part that is too small, with its value.
        lesser: String,
    },
    /// A range whose figures no distribution of the wanted shape can have.
    #[error("`{key}`: {reason}")]
    NoDistribution {
        /// The key.
        key: String,
        /// Why.
        reason: String,
    },
    /// A base rate for a number of which past purchases say nothing.
    #[error(
        "`{key}` cannot be a base rate: past purchases tell how long a contract takes to its first delivery"
    )]
    NoBaseRate {
        /// The key.
        key: String,
    },
    /// A range where a number must be exact.
    #[error("`{key}` must be exact, not a range")]
    MustBeExact {
        /// The key.
        key: String,
    },
    /// A number that must say of what one unit it is.
    #[error("`{key}` does not say of what: a price without its unit is refused")]
    MissingPer {
        /// The key.
        key: String,
        /// Of what it may be.
        allowed: Vec<String>,
    },
    /// A number of something else.
    #[error("`{key}` is not given per {found}")]
    WrongPer {
        /// The key.
        key: String,
        /// As found.
        found: String,
        /// Of what it may be.
        allowed: Vec<String>,
    },
    /// A word that is not among those known.
    #[error("`{found}` is not a value of `{key}`")]
    UnknownWord {
        /// The key.
        key: String,
        /// The word.
        found: String,
        /// The nearest known word.
        nearest: Option<String>,
        /// Every known word.
        known: Vec<String>,
    },
    /// A text that is no date.
    #[error("`{key}`: `{found}` is not a date")]
    NotADate {
        /// The key.
        key: String,
        /// As found.
        found: String,
    },
    /// A date before the start of the case.
    #[error("`{key}` is {found}, before the start on {start}")]
    BeforeStart {
        /// The key.
        key: String,
        /// The date.
        found: Date,
        /// The start.
        start: Date,
    },
    /// A date after the horizon.
    #[error("`{key}` is {found}, after the horizon on {end}")]
    AfterHorizon {
        /// The key.
        key: String,
        /// The date.
        found: Date,
        /// The horizon.
        end: Date,
    },
    /// An id of no row.
    #[error("there is no {what} `{id}`")]
    UnknownId {
        /// The id.
        id: String,
        /// What it should name.
        what: &'static str,
        /// The nearest known id.
        nearest: Option<String>,
        /// Some of those that are known.
        known: Vec<String>,
    },
    /// Two rows with one id.
    #[error("two {what}s have the id `{id}`; the first is on line {first_line}")]
    TwoAlike {
        /// The id.
        id: String,
        /// What the rows are.
        what: &'static str,
        /// Where the first one is.
        first_line: usize,
    },
    /// A unit, a sensor or a post with the id of another of them.
    #[error("{what} `{id}` has the id of a {other}: links could not tell them apart")]
    SharedId {
        /// The id.
        id: String,
        /// What has it.
        what: &'static str,
        /// What has it too.
        other: &'static str,
    },
    /// An id with signs that paths cannot hold.
    #[error("`{id}` is not an id")]
    BadId {
        /// As found.
        id: String,
    },
    /// A path of what a state multiplies, or a watch moves, that leads nowhere.
    #[error("`{path}` names nothing that {user} can act on")]
    UnknownPath {
        /// The path.
        path: String,
        /// What would act on it.
        user: &'static str,
        /// The nearest path.
        nearest: Option<String>,
    },
    /// Two ways of giving one thing, together.
    #[error("{section} gives both `{first}` and `{second}`")]
    Both {
        /// The section.
        section: String,
        /// One key.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// None of several ways of giving a thing.
    #[error("{section} gives none of {keys}")]
    NoneOf {
        /// The section.
        section: String,
        /// The keys.
        keys: String,
    },
    /// A named file that is missing.
    #[error("there is no file `{file}` beside the case")]
    NoSuchFile {
        /// The file as named.
        file: String,
    },
    /// The evidence files are broken.
    #[error("{message}")]
    Evidence {
        /// What is wrong, in a sentence.
        message: String,
    },
    /// A source that is neither a ledger row nor a fact nor a known word.
    #[error("`{id}` is no row of the evidence")]
    UnknownEvidence {
        /// As found.
        id: String,
        /// The nearest known id.
        nearest: Option<String>,
        /// True when the case names no evidence file at all.
        none_named: bool,
    },
    /// A judgement without its reason.
    #[error("`{key}` rests on the analyst and gives no reason")]
    NoReason {
        /// The key.
        key: String,
    },
    /// One piece of evidence moves two quantities of one path.
    #[error(
        "{id} moves both `{first}` and `{second}`: evidence moves one quantity on the way of {way}, not two"
    )]
    EvidenceTwice {
        /// The ledger row.
        id: String,
        /// The path that it moves first.
        first: String,
        /// The path that it moves again.
        second: String,
        /// Whose way both lie on.
        way: String,
    },
    /// One ledger row is the sole source of a number, and moves or stands under another of its way too (a warning).
    #[error(
        "{id} alone stands under `{second}`, and under `{first}` before it on the way of {way}: one report passes for two"
    )]
    SourceTwice {
        /// The ledger row.
        id: String,
        /// The path that it stands under, or moves, first.
        first: String,
        /// The path that it stands under again.
        second: String,
        /// Whose way both lie on.
        way: String,
    },
    /// A row that is listed both for and against one number.
    #[error("{id} is listed both for and against `{path}`")]
    ForAndAgainst {
        /// The ledger row.
        id: String,
        /// The number's path.
        path: String,
    },
    /// A judgement of the commentary listed as evidence: the case examines the commentary.
    #[error("{id} is the commentary's own judgement: it cannot be evidence for or against itself")]
    OwnConclusion {
        /// The ledger row.
        id: String,
    },
    /// `weigh` on a number that is neither a chance nor a rate.
    #[error("`{key}` has no odds: only a chance, a share or a rate can be weighed by the ledger")]
    NoOdds {
        /// The key.
        key: String,
    },
    /// A number whose source is struck (a warning).
    #[error("{id} is struck, but a number rests on it: its figures do not move")]
    RestsOnStruck {
        /// The ledger row.
        id: String,
    },
    /// Courses, or tasks of a plan, that wait for each other.
    #[error("the {what} wait for each other: {}", ring.join(" after "))]
    Cycle {
        /// What they are.
        what: String,
        /// Their names, from one of them back to itself.
        ring: Vec<String>,
    },
    /// A unit that stands nowhere in a case that has sites.
    #[error("`{unit}` stands on no site, in a case that has sites")]
    UnitWithoutSite {
        /// The unit.
        unit: String,
    },
    /// Nobody can ever enter a course.
    #[error("nobody can enter the course `{course}`: none of the courses before it can be entered")]
    NeverEntered {
        /// The course.
        course: String,
    },
    /// No course makes the people whom a crew needs.
    #[error("no course makes `{trade}`, and nobody has the trade at the start")]
    NoCourseMakes {
        /// The trade.
        trade: String,
    },
    /// A capability asks for more than could ever be there.
    #[error("`{capability}` asks for {asked} {what}, but only {there} {where_}")]
    AsksTooMuch {
        /// The capability.
        capability: String,
        /// How many it asks for.
        asked: u32,
        /// Batteries, vehicles, sensors.
        what: &'static str,
        /// How many could be there.
        there: u32,
        /// "are meant to stand at `kabul`".
        where_: String,
    },
    /// More of something than a walk can count, hold or get through.
    #[error("this makes {} {what}, more than the {} that a walk can take", about(*found), about(*most))]
    TooLarge {
        /// How many.
        found: f64,
        /// Of what.
        what: &'static str,
        /// How many there may be.
        most: f64,
    },
    /// A need of a capability that nothing has to be there for.
    #[error("`{capability}` asks for nothing: it would hold from the first day on")]
    AsksNothing {
        /// The capability.
        capability: String,
    },
    /// A plan without tasks: a site that follows it would never stand.
    #[error("the plan `{plan}` has no tasks: no site could ever stand by it")]
    NoTasks {
        /// The plan.
        plan: String,
    },
    /// Two chances of which one thing happens at most, and which may come to more than 1.
    #[error(
        "`{first}` and `{second}` of {section} come to as much as {sum}: of each failure one happens at most"
    )]
    SumAboveOne {
        /// The section.
        section: String,
        /// One chance.
        first: &'static str,
        /// The other.
        second: &'static str,
        /// What they come to.
        sum: String,
    },
    /// A deal whose line is another supplier's.
    #[error("the deal `{deal}` is with `{supplier}`, but the line `{line}` is of `{other}`")]
    OthersLine {
        /// The deal.
        deal: String,
        /// Its supplier.
        supplier: String,
        /// The line.
        line: String,
        /// Whose it is.
        other: String,
    },
    /// A deal that is its own alternative.
    #[error("the deal `{deal}` is an alternative to itself")]
    AlternativeToItself {
        /// The deal.
        deal: String,
    },
    /// A key that stands in the file and moves nothing there.
    #[error("`{key}` of {section} moves nothing: {why}")]
    Ignored {
        /// The key.
        key: &'static str,
        /// The section.
        section: String,
        /// Why, as a clause.
        why: &'static str,
    },
    /// Capabilities that cannot come, by the most favourable figures (a mistake) or by the likely ones (a warning).
    #[error("{} cannot be reached{}: {why}", listed(capabilities), if *likely { " by the likely figures" } else { "" })]
    NeverReached {
        /// The capabilities.
        capabilities: Vec<String>,
        /// Why, as a clause.
        why: String,
        /// True where better figures than the likely ones would let it come.
        likely: bool,
    },
    /// A type whose failures nobody can repair.
    #[error("what fails of `{item}` stays down for ever{}: {why}", if *likely { " by the likely figures" } else { "" })]
    NeverRepaired {
        /// The type.
        item: String,
        /// Why, as a clause.
        why: String,
        /// True where better figures than the likely ones would let it be repaired.
        likely: bool,
    },
    /// What two views of one supply expect (a warning).
    #[error(
        "`{deal}`: by {follows}, which the walk follows, the last lot is ready {months:.0} months after work may begin; by {other} {others:.0}"
    )]
    TwoViews {
        /// The deal.
        deal: String,
        /// The view that the walk follows.
        follows: &'static str,
        /// What it expects.
        months: f64,
        /// The view that it is held against.
        other: &'static str,
        /// What that expects.
        others: f64,
    },
    /// A unit with a deal that sells no fire unit, or a sensor with one that sells no radar.
    #[error("the deal `{deal}` sells `{item}`, which is no {wanted}")]
    WrongItem {
        /// The deal.
        deal: String,
        /// What it sells.
        item: String,
        /// What is needed.
        wanted: &'static str,
    },
    /// A link from a thing to itself.
    #[error("the link `{id}` joins a thing to itself")]
    LinkToItself {
        /// The link.
        id: String,
    },
    /// A radio link whose end is nowhere.
    #[error("`{end}` has no site, so the radio link `{link}` has no path")]
    NoSite {
        /// The link.
        link: String,
        /// Its end.
        end: String,
    },
    /// A site where no raster has a height: seen by a study, which opens the rasters.
    #[error("the site `{site}` lies outside the terrain")]
    OutsideTerrain {
        /// The site.
        site: String,
    },
    /// A position of the other frame.
    #[error("`{key}` is given in {found}, but the case's frame is {frame}")]
    WrongFrame {
        /// The key.
        key: String,
        /// As found.
        found: &'static str,
        /// The case's.
        frame: &'static str,
    },
    /// A catalogue entry breaks a plausibility bound.
    #[error("catalogue entry `{entry}`: {message}")]
    Catalogue {
        /// The entry.
        entry: String,
        /// What is wrong with it.
        message: String,
    },
    /// The evidence is old (a warning).
    #[error("the evidence stands as of {as_of}, but the ledger's newest row is of {newest}: {}", if *later { "newer than the case says" } else { "more than six months older" })]
    StaleEvidence {
        /// As the case says.
        as_of: Date,
        /// The newest row.
        newest: Date,
        /// True when the row is newer than the case says.
        later: bool,
    },
    /// Something is described and never used (a warning).
    #[error("{what} `{id}` is not used")]
    Unused {
        /// What.
        what: &'static str,
        /// Its id.
        id: String,
    },
}

/// A large number in words: `1,893,456`, `380 million`.
fn about(number: f64) -> String {
    let words = [
        (1e12, "million million"),
        (1e9, "billion"),
        (1e6, "million"),
    ];
    let word = words
        .into_iter()
        .find(|(unit, _)| number >= 10.0 * unit || (number >= *unit && *unit > 1e6));
    if let Some((unit, word)) = word {
        return format!("{:.0} {word}", number / unit);
    }
    let digits = format!("{number:.0}");
    let group = |(i, digit): (usize, char)| {
        let comma = i > 0 && (digits.len() - i).is_multiple_of(3);
        [comma.then_some(','), Some(digit)]
    };
    digits
        .chars()
        .enumerate()
        .flat_map(group)
        .flatten()
        .collect()
}

fn listed(names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    crate::field::listed(&names)
}
