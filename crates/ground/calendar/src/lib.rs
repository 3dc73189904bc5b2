//! Integer time and the event queue that both engines share.
//!
//! In: events with a moment, a class and an entity. Out: the same events, instant by instant, in one written order.
//!
//! | module | holds |
//! | --- | --- |
//! | [`time`] | [`Instant`] and [`Span`]: whole nanoseconds, rounded once, when a duration in seconds or days enters |
//! | [`queue`] | [`EventQueue`], and the **rule for equal times** |
//!
//! An engine's loop takes all events of one instant, handles them in order, and then settles once (assignment,
//! crewing):
//!
//! ```
//! use calendar::{EventQueue, Instant, Span};
//!
//! let mut queue = EventQueue::new();
//! queue.schedule(Instant::START + Span::from_days(2.0), 0, 7, "delivery");
//! queue.schedule(Instant::START + Span::from_days(1.0), 0, 7, "class starts");
//!
//! let mut events = Vec::new();
//! let mut told = Vec::new();
//! while let Some(now) = queue.pop_instant(&mut events) {
//!     for event in &events {
//!         told.push((now.as_days(), *event)); // a handler decides, and schedules what follows
//!     }
//!     // here the engine settles what this instant changed
//! }
//! assert_eq!(told, [(1.0, "class starts"), (2.0, "delivery")]);
//! ```

pub mod queue;
pub mod time;

pub use queue::EventQueue;
pub use time::{Instant, Span};
