//! The event queue, and the written rule for equal times.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::time::Instant;

/// Events that wait for their moment.
///
/// # The rule for equal times
///
/// This order is part of the interface; results rest on it.
///
/// 1. Earlier moments come first.
/// 2. At one moment, a lower `class` comes first: the engine's own order of kinds of event.
/// 3. Within a class, a lower `entity` comes first: the place in the case, so in the file's order.
/// 4. Within an entity, what was scheduled first comes first (the *serial*).
///
/// [`pop_instant`](Self::pop_instant) hands over *all* events of the earliest moment at once, so the engine can handle
/// each and then settle once. What a handler schedules for that same moment is not lost and not early: it is
/// handed over by the next call, at the same moment, before anything later, and again in the order above.
///
/// # Scheduling in the past
///
/// Time does not run backwards: an event scheduled before the moment last handed over is a mistake of the caller. Debug
/// builds assert; release builds deliver it at that last moment.
///
/// # Cost
///
/// A binary heap: scheduling and popping take time by the logarithm of the number waiting, and no allocation once the
/// heap has grown. [`clear`](Self::clear) keeps what was allocated, so one queue serves replication after replication.
#[derive(Clone, Debug)]
pub struct EventQueue<E: Copy> {
    heap: BinaryHeap<Reverse<Entry<E>>>,
    serial: u64,
    /// The moment last handed over; nothing may be scheduled before it.
    now: Instant,
}

impl<E: Copy> EventQueue<E> {
    /// A queue with no event and no memory of time.
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// An empty queue with room for so many waiting events.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            heap: BinaryHeap::with_capacity(capacity),
            serial: 0,
            now: Instant(i64::MIN),
        }
    }

    /// Puts an event at its moment. `class` and `entity` order it among others of the same moment.
    pub fn schedule(&mut self, at: Instant, class: u8, entity: u32, event: E) {
        debug_assert!(at >= self.now, "scheduled at {at:?}, before {:?}", self.now);
        let key = Key {
            at: at.max(self.now),
            rank: (u64::from(class) << 32) | u64::from(entity),
            serial: self.serial,
        };
        self.serial += 1;
        self.heap.push(Reverse(Entry { key, event }));
    }

    /// The moment of the next event; `None` where nothing waits.
    pub fn peek_time(&self) -> Option<Instant> {
        self.heap.peek().map(|entry| entry.0.key.at)
    }

    /// Empties `out`, fills it with all events of the earliest moment in the order of the rule, and returns that moment;
    /// `None`, and `out` empty, where nothing waits.
    pub fn pop_instant(&mut self, out: &mut Vec<E>) -> Option<Instant> {
        out.clear();
        let at = self.peek_time()?;
        self.now = at;
        while self.peek_time() == Some(at) {
            out.extend(self.heap.pop().map(|entry| entry.0.event));
        }
        Some(at)
    }

    /// How many events wait.
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Forgets all events, the serial and the time, and keeps the memory: the queue behaves as a new one.
    pub fn clear(&mut self) {
        self.heap.clear();
        self.serial = 0;
        self.now = Instant(i64::MIN);
    }
}

impl<E: Copy> Default for EventQueue<E> {
    fn default() -> Self {
        Self::new()
    }
}

/// The rule for equal times, as a value: fields are compared from first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    at: Instant,
    /// Class in the upper half, entity in the lower.
    rank: u64,
    serial: u64,
}

/// An event with its key; compared by the key alone, which no two entries share.
#[derive(Clone, Copy, Debug)]
struct Entry<E> {
    key: Key,
    event: E,
}

impl<E> PartialEq for Entry<E> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<E> Eq for Entry<E> {}

impl<E> PartialOrd for Entry<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Entry<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Drains the queue to a list of moments and events.
    fn drain(queue: &mut EventQueue<usize>) -> Vec<(i64, usize)> {
        let mut all = Vec::new();
        let mut events = Vec::new();
        while let Some(at) = queue.pop_instant(&mut events) {
            all.extend(events.iter().map(|&event| (at.0, event)));
        }
        all
    }

    proptest! {
        #[test]
        fn events_come_as_a_stable_sort_would_put_them(
            waiting in prop::collection::vec((-3_i64..4, 0_u8..3, 0_u32..3), 0..60)
        ) {
            let mut queue = EventQueue::new();
            for (event, &(at, class, entity)) in waiting.iter().enumerate() {
                queue.schedule(Instant(at), class, entity, event);
            }
            let mut sorted: Vec<usize> = (0..waiting.len()).collect();
            sorted.sort_by_key(|&event| waiting[event]);
            let expected: Vec<_> = sorted.into_iter().map(|event| (waiting[event].0, event)).collect();
            prop_assert_eq!(drain(&mut queue), expected);
        }

        #[test]
        fn a_cleared_queue_behaves_as_a_new_one(
            before in prop::collection::vec(0_i64..9, 1..20),
            after in prop::collection::vec((0_i64..9, 0_u32..2), 0..20),
        ) {
            let mut used = EventQueue::new();
            for &at in &before {
                used.schedule(Instant(at), 0, 0, 0);
            }
            used.pop_instant(&mut Vec::new());
            used.clear();
            let mut fresh = EventQueue::new();
            for (event, &(at, entity)) in after.iter().enumerate() {
                used.schedule(Instant(at), 0, entity, event);
                fresh.schedule(Instant(at), 0, entity, event);
            }
            prop_assert_eq!(used.len(), fresh.len());
            prop_assert_eq!(drain(&mut used), drain(&mut fresh));
        }
    }

    #[test]
    fn what_is_scheduled_for_the_same_moment_comes_next_and_before_later_events() {
        let mut queue = EventQueue::new();
        queue.schedule(Instant(1), 0, 0, "first");
        queue.schedule(Instant(2), 0, 0, "later");
        let mut events = Vec::new();
        assert_eq!(queue.pop_instant(&mut events), Some(Instant(1)));
        queue.schedule(Instant(1), 5, 0, "answer");
        assert_eq!(queue.pop_instant(&mut events), Some(Instant(1)));
        assert_eq!(events, ["answer"]);
        assert_eq!(queue.peek_time(), Some(Instant(2)));
        assert_eq!(queue.pop_instant(&mut events), Some(Instant(2)));
        assert_eq!(queue.pop_instant(&mut events), None);
        assert!(events.is_empty() && queue.is_empty());
    }

    #[test]
    fn the_highest_entity_of_a_class_comes_before_the_next_class() {
        let mut queue = EventQueue::new();
        queue.schedule(Instant(0), 1, 0, "next class");
        queue.schedule(Instant(0), 0, u32::MAX, "highest entity");
        let mut events = Vec::new();
        queue.pop_instant(&mut events);
        assert_eq!(events, ["highest entity", "next class"]);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "before")]
    fn the_past_is_refused_in_debug_builds() {
        let mut queue = EventQueue::new();
        queue.schedule(Instant(4), 0, 0, ());
        queue.pop_instant(&mut Vec::new());
        queue.schedule(Instant(3), 0, 0, ());
    }

    #[test]
    #[cfg(not(debug_assertions))]
    fn the_past_is_delivered_now_in_release_builds() {
        let mut queue = EventQueue::new();
        queue.schedule(Instant(4), 0, 0, ());
        queue.pop_instant(&mut Vec::new());
        queue.schedule(Instant(3), 0, 0, ());
        assert_eq!(queue.peek_time(), Some(Instant(4)));
    }
}
