//! The event queue, and the written rule for equal times.

use crate::time::Instant;

/// Events that wait for their moment.
///
/// # The rule for equal times
///
/// This order is part of the interface; results rest on it.
///
/// 1. Earlier moments come first.
/// 2. At one moment, a lower `class` comes first: the engine's own order of kinds of event.
/// 3. Within a class, a lower `entity` comes first: the place in the case, so in the file's order. Entities are numbered
///    below 2^24, and an engine schedules fewer than 2^32 events between two calls of [`clear`](Self::clear).
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
/// A heap of four children a node: scheduling and popping take time by the logarithm of the number waiting, and no allocation
/// once the heap has grown. The place of an event that was handed over stays free for the next one that is scheduled, so
/// that the common "this happened, so that will" costs one walk down the heap and not two. [`clear`](Self::clear) keeps
/// what was allocated, so one queue serves replication after replication.
#[derive(Clone, Debug)]
pub struct EventQueue<E: Copy> {
    /// The heap, and behind it as many that never come as a node has children: so each node has either none or all of them.
    heap: Vec<Entry<E>>,
    /// The first of the heap was handed over; its place is free.
    first_is_free: bool,
    serial: u32,
    /// The moment last handed over; nothing may be scheduled before it.
    now: Instant,
    /// Something was scheduled for the moment last handed over, after it was.
    more_now: bool,
}

/// Children of a node of the heap: four keys lie in two cache lines.
const CHILDREN: usize = 4;

impl<E: Copy> EventQueue<E> {
    /// A queue with no event and no memory of time.
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// An empty queue with room for so many waiting events.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            heap: Vec::with_capacity(capacity),
            first_is_free: false,
            serial: 0,
            now: Instant(i64::MIN),
            more_now: false,
        }
    }

    /// Puts an event at its moment. `class` and `entity` order it among others of the same moment.
    #[inline]
    pub fn schedule(&mut self, at: Instant, class: u8, entity: u32, event: E) {
        debug_assert!(at >= self.now, "scheduled at {at:?}, before {:?}", self.now);
        self.more_now |= at <= self.now;
        let key = Key::new(at.max(self.now), class, entity, self.serial);
        self.serial += 1;
        let entry = Entry { key, event };
        if self.first_is_free {
            self.first_is_free = false;
            self.sink(entry);
        } else {
            self.rise(entry);
        }
    }

    /// The moment of the next event; `None` where nothing waits.
    #[inline]
    pub fn peek_time(&self) -> Option<Instant> {
        let first = usize::from(self.first_is_free);
        let earliest = self
            .heap
            .iter()
            .skip(first)
            .take(CHILDREN)
            .min_by_key(|entry| entry.key)?;
        (earliest.key != Key::NEVER).then(|| earliest.key.at())
    }

    /// Hands over the next event where it is the only one of its moment; else `None`, and nothing is taken.
    ///
    /// For engines that settle after each moment: nearly every event is alone, and needs no list.
    #[inline]
    pub fn pop_alone(&mut self) -> Option<(Instant, E)> {
        if self.first_is_free {
            self.fill_first();
        }
        let (first, rest) = self.heap.split_first()?;
        let at = first.key.at();
        let next = rest.first_chunk::<CHILDREN>()?;
        if next.iter().any(|entry| entry.key.at() == at) {
            return None;
        }
        let event = first.event;
        self.first_is_free = true;
        self.hand_over(at);
        Some((at, event))
    }

    /// Whether something waits for the moment last handed over: it was scheduled since.
    #[inline]
    pub fn has_more_now(&self) -> bool {
        self.more_now
    }

    #[inline]
    fn hand_over(&mut self, at: Instant) {
        self.now = at;
        self.more_now = false;
    }

    /// Empties `out`, fills it with all events of the earliest moment in the order of the rule, and returns that moment;
    /// `None`, and `out` empty, where nothing waits.
    #[inline]
    pub fn pop_instant(&mut self, out: &mut Vec<E>) -> Option<Instant> {
        out.clear();
        let first = self.pop()?;
        let at = first.key.at();
        self.hand_over(at);
        out.push(first.event);
        while self.peek_time() == Some(at) {
            out.extend(self.pop().map(|entry| entry.event));
        }
        Some(at)
    }

    /// Takes the first entry and leaves its place free.
    #[inline]
    fn pop(&mut self) -> Option<Entry<E>> {
        if self.first_is_free {
            self.fill_first();
        }
        let first = *self.heap.first()?;
        self.first_is_free = true;
        Some(first)
    }

    /// Fills the free place with the last entry.
    fn fill_first(&mut self) {
        self.first_is_free = false;
        match self.waiting() {
            0 => {}
            1 => self.heap.clear(),
            n => {
                let last = self.heap[n - 1];
                self.heap[n - 1].key = Key::NEVER;
                self.heap.pop();
                self.sink(last);
            }
        }
    }

    /// Puts an entry where it belongs, from the first place down.
    #[inline]
    fn sink(&mut self, entry: Entry<E>) {
        let heap = self.heap.as_mut_slice();
        let mut at = 0;
        while let Some(child) = earliest_child(heap, at) {
            let below = heap[child];
            if entry.key < below.key {
                break;
            }
            heap[at] = below;
            at = child;
        }
        heap[at] = entry;
    }

    /// Puts a further entry where it belongs, from the last place up.
    fn rise(&mut self, entry: Entry<E>) {
        let never = Entry {
            key: Key::NEVER,
            event: entry.event,
        };
        if self.heap.is_empty() {
            self.heap.resize(CHILDREN, never);
        }
        let mut at = self.waiting();
        self.heap.push(never);
        while at > 0 {
            let parent = (at - 1) / CHILDREN;
            let above = self.heap[parent];
            if above.key < entry.key {
                break;
            }
            self.heap[at] = above;
            at = parent;
        }
        self.heap[at] = entry;
    }

    /// Places of the heap that are taken, or free at its top.
    #[inline]
    fn waiting(&self) -> usize {
        self.heap.len().saturating_sub(CHILDREN)
    }

    /// How many events wait.
    pub fn len(&self) -> usize {
        self.waiting() - usize::from(self.first_is_free)
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets all events, the serial and the time, and keeps the memory: the queue behaves as a new one.
    pub fn clear(&mut self) {
        self.heap.clear();
        self.first_is_free = false;
        self.serial = 0;
        self.hand_over(Instant(i64::MIN));
    }
}

/// The place of the earliest of a node's children.
#[inline]
fn earliest_child<E: Copy>(heap: &[Entry<E>], node: usize) -> Option<usize> {
    let first = CHILDREN * node + 1;
    let four = heap.get(first..)?.first_chunk::<CHILDREN>()?;
    // Two pairs, then their winners, counted and not jumped to: which one it is nobody can foresee.
    let left = usize::from(four[1].key < four[0].key);
    let right = 2 + usize::from(four[3].key < four[2].key);
    let winner = if four[right].key < four[left].key {
        right
    } else {
        left
    };
    Some(first + winner)
}

impl<E: Copy> Default for EventQueue<E> {
    fn default() -> Self {
        Self::new()
    }
}

/// The rule for equal times as one number: moment, class, entity and serial from the top down. No two entries share a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u128);

/// Lifts signed moments to unsigned ones in the same order.
const SIGN: u64 = 1 << 63;
const ENTITY_BITS: u32 = 24;

impl Key {
    /// After every event.
    const NEVER: Self = Self(u128::MAX);

    #[inline]
    fn new(at: Instant, class: u8, entity: u32, serial: u32) -> Self {
        debug_assert!(entity < 1 << ENTITY_BITS, "entity {entity}");
        let moment = at.0 as u64 ^ SIGN;
        let rank = (u32::from(class) << ENTITY_BITS) | entity;
        Self((u128::from(moment) << 64) | (u128::from(rank) << 32) | u128::from(serial))
    }

    #[inline]
    const fn at(self) -> Instant {
        Instant(((self.0 >> 64) as u64 ^ SIGN) as i64)
    }
}

/// An event with its key.
#[derive(Clone, Copy, Debug)]
struct Entry<E> {
    key: Key,
    event: E,
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

        // Popping and scheduling by turns, against a sorted list.
        #[test]
        fn by_turns_the_earliest_comes_first(
            turns in prop::collection::vec(prop::collection::vec((0_i64..6, 0_u8..2, 0_u32..3), 0..5), 1..40)
        ) {
            let mut queue = EventQueue::new();
            let mut waiting: Vec<(i64, u8, u32, usize)> = Vec::new();
            let (mut now, mut event, mut events, mut handed) = (0, 0, Vec::new(), None);
            for turn in turns {
                for (later, class, entity) in turn {
                    queue.schedule(Instant(now + later), class, entity, event);
                    waiting.push((now + later, class, entity, event));
                    event += 1;
                }
                prop_assert_eq!(queue.len(), waiting.len());
                prop_assert_eq!(queue.has_more_now(), waiting.iter().any(|w| Some(w.0) == handed));
                waiting.sort();
                let first = waiting.first().map(|w| w.0);
                prop_assert_eq!(queue.peek_time().map(|at| at.0), first);
                let together = waiting.iter().take_while(|w| Some(w.0) == first).count();
                let alone = queue.pop_alone();
                prop_assert_eq!(alone.is_some(), together == 1);
                match alone {
                    Some((at, event)) => {
                        prop_assert_eq!(Some(at.0), first);
                        events = vec![event];
                    }
                    None => prop_assert_eq!(queue.pop_instant(&mut events).map(|at| at.0), first),
                }
                let Some(at) = first else { continue };
                let expected: Vec<usize> = waiting.drain(..together).map(|w| w.3).collect();
                prop_assert_eq!(&events, &expected);
                prop_assert_eq!(queue.peek_time().map(|at| at.0), waiting.first().map(|w| w.0));
                now = at;
                handed = first;
                prop_assert!(!queue.has_more_now());
            }
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
    fn what_comes_never_is_handed_over_last_and_alone() {
        let mut queue = EventQueue::new();
        queue.schedule(Instant::MAX, u8::MAX, (1 << ENTITY_BITS) - 1, "never");
        assert_eq!(queue.peek_time(), Some(Instant::MAX));
        queue.schedule(Instant(0), 0, 0, "now");
        assert_eq!(queue.pop_alone(), Some((Instant(0), "now")));
        assert_eq!(queue.peek_time(), Some(Instant::MAX));
        let mut events = Vec::new();
        assert_eq!(queue.pop_instant(&mut events), Some(Instant::MAX));
        assert_eq!(
            (events, queue.peek_time(), queue.len()),
            (vec!["never"], None, 0)
        );
    }

    #[test]
    fn the_highest_entity_of_a_class_comes_before_the_next_class() {
        let mut queue = EventQueue::new();
        queue.schedule(Instant(0), 1, 0, "next class");
        queue.schedule(Instant(0), 0, (1 << ENTITY_BITS) - 1, "highest entity");
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
