//! Queues in their steady state: several servers, a limited room, one server of any law.

use crate::error::{OperationsError, at_least_one, not_negative, positive};
use crate::masses;

/// Customers that arrive at random and are served by several like servers, each for an exponential time: M/M/c.
///
/// # Source
/// Erlang (1917); Gross, Shortle, Thompson and Harris, "Fundamentals of Queueing Theory", 4th ed., section 2.3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ManyServers {
    arrival_rate: f64,
    service_rate: f64,
    servers: u32,
    /// Probability that nobody is there.
    empty: f64,
    /// Probability that all servers are busy.
    all_busy: f64,
}

impl ManyServers {
    /// Arrivals in a unit of time, what one server can serve in it, and how many servers there are.
    ///
    /// # Errors
    /// No arrivals, no service, no server; [`OperationsError::Unstable`] where more arrives than can be served.
    pub fn new(
        arrival_rate: f64,
        service_rate: f64,
        servers: u32,
    ) -> Result<Self, OperationsError> {
        positive("arrival rate", arrival_rate)?;
        positive("service rate", service_rate)?;
        at_least_one("servers", servers)?;
        let served = f64::from(servers) * service_rate;
        if arrival_rate >= served {
            return Err(OperationsError::Unstable {
                arriving: arrival_rate,
                served,
            });
        }
        let load = arrival_rate / service_rate;
        let weights = masses::weights("servers", servers as usize, |k| load / (k as f64 + 1.0))?;
        // Beyond all servers busy the weights fall by one factor; here is their sum, that state included.
        let waiting = weights[servers as usize] * served / (served - arrival_rate);
        let below: f64 = weights[..servers as usize].iter().sum();
        Ok(Self {
            arrival_rate,
            service_rate,
            servers,
            empty: weights[0] / (below + waiting),
            all_busy: waiting / (below + waiting),
        })
    }

    fn spare_rate(&self) -> f64 {
        f64::from(self.servers) * self.service_rate - self.arrival_rate
    }

    /// The share of time that a server is busy.
    pub fn utilisation(&self) -> f64 {
        self.arrival_rate / (f64::from(self.servers) * self.service_rate)
    }

    /// Probability that nobody is there.
    pub fn p_empty(&self) -> f64 {
        self.empty
    }

    /// Probability that an arrival has to wait: Erlang's C.
    pub fn p_wait(&self) -> f64 {
        self.all_busy
    }

    /// Probability that an arrival waits for longer than a time.
    pub fn p_wait_longer(&self, time: f64) -> f64 {
        self.all_busy * (-self.spare_rate() * time.max(0.0)).exp()
    }

    /// Mean wait before service.
    pub fn mean_wait(&self) -> f64 {
        self.all_busy / self.spare_rate()
    }

    /// Mean time from arrival to the end of service.
    pub fn mean_stay(&self) -> f64 {
        self.mean_wait() + 1.0 / self.service_rate
    }

    /// Mean number that waits.
    pub fn mean_waiting(&self) -> f64 {
        self.arrival_rate * self.mean_wait()
    }

    /// Mean number that is there, waiting or served.
    pub fn mean_there(&self) -> f64 {
        self.mean_waiting() + self.arrival_rate / self.service_rate
    }
}

/// The share of calls that find all servers busy and are lost: Erlang's B, of any law of service.
///
/// `offered` is arrivals times mean service, in Erlang.
///
/// # Errors
/// A negative load.
///
/// # Source
/// Erlang (1917), by the recursion B(n) = a B(n-1) / (n + a B(n-1)), which loses no digits at any size.
pub fn erlang_b(servers: u32, offered: f64) -> Result<f64, OperationsError> {
    not_negative("offered load [Erlang]", offered)?;
    let step = |lost: f64, n: u32| offered * lost / (f64::from(n) + offered * lost);
    Ok((1..=servers).fold(1.0, step))
}

/// The same queue with room for a limited number, served ones included: M/M/c/K. Who finds it full is lost.
///
/// # Source
/// Gross and others, section 2.5.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitedRoom {
    arrival_rate: f64,
    /// Probability of each number there.
    states: Vec<f64>,
}

impl LimitedRoom {
    /// Arrivals in a unit of time, what one server can serve in it, the servers, and the most that may be there.
    ///
    /// # Errors
    /// No arrivals, no service, no server, no room.
    pub fn new(
        arrival_rate: f64,
        service_rate: f64,
        servers: u32,
        room: u32,
    ) -> Result<Self, OperationsError> {
        positive("arrival rate", arrival_rate)?;
        positive("service rate", service_rate)?;
        at_least_one("servers", servers)?;
        at_least_one("room", room)?;
        let load = arrival_rate / service_rate;
        let busy = |n: usize| (n as f64).min(f64::from(servers));
        let states = masses::bounded("room", room as usize, |n| load / busy(n + 1))?;
        Ok(Self {
            arrival_rate,
            states,
        })
    }

    /// The share of arrivals that find it full.
    pub fn p_blocked(&self) -> f64 {
        self.states.last().copied().unwrap_or(0.0)
    }

    /// Mean number that is there.
    pub fn mean_there(&self) -> f64 {
        let there = self.states.iter().enumerate();
        there.map(|(n, p)| n as f64 * p).sum()
    }

    /// Mean time of those who got in, from arrival to the end of service, by Little's law.
    pub fn mean_stay(&self) -> f64 {
        let open: f64 = self.states[..self.states.len() - 1].iter().sum();
        self.mean_there() / (self.arrival_rate * open)
    }
}

/// Mean wait for one server whose times have any law: M/G/1.
///
/// `spread` is the variance of a service over the square of its mean: 0 fixed, 1 exponential.
///
/// # Errors
/// No arrivals, no service time, a negative spread; [`OperationsError::Unstable`].
///
/// # Source
/// Pollaczek (1930), Khinchine (1932).
pub fn mean_wait_of_any_law(
    arrival_rate: f64,
    mean_service: f64,
    spread: f64,
) -> Result<f64, OperationsError> {
    positive("arrival rate", arrival_rate)?;
    positive("mean service time", mean_service)?;
    not_negative("squared coefficient of variation", spread)?;
    let load = arrival_rate * mean_service;
    if load >= 1.0 {
        return Err(OperationsError::Unstable {
            arriving: load,
            served: 1.0,
        });
    }
    Ok(load * mean_service * (1.0 + spread) / (2.0 * (1.0 - load)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // Erlang's C from his B: C = c B / (c - a (1 - B)).
        #[test]
        fn waiting_follows_from_blocking(servers in 1_u32..400, use_of in 0.01..0.999) {
            let load = f64::from(servers) * use_of;
            let lost = erlang_b(servers, load).unwrap();
            let c = f64::from(servers);
            let wait = c * lost / (c - load * (1.0 - lost));
            let ours = ManyServers::new(load, 1.0, servers).unwrap().p_wait();
            // Beyond what a double holds both are nought.
            prop_assert!((ours - wait).abs() <= 1e-11 * wait + 1e-300, "{ours} {wait}");
        }

        // One server: mean number there is the load over what is left.
        #[test]
        fn one_server_has_the_plain_form(load in 0.01..0.999) {
            let one = ManyServers::new(load, 1.0, 1).unwrap();
            prop_assert!((one.mean_there() * (1.0 - load) / load - 1.0).abs() < 1e-12);
            let same = mean_wait_of_any_law(load, 1.0, 1.0).unwrap();
            prop_assert!((one.mean_wait() / same - 1.0).abs() < 1e-12);
        }

        // With room for the servers alone the limited queue is Erlang's loss system.
        #[test]
        fn room_for_the_servers_alone_is_blocking(servers in 1_u32..100, load in 0.1..150.0) {
            let full = LimitedRoom::new(load, 1.0, servers, servers).unwrap().p_blocked();
            prop_assert!((full / erlang_b(servers, load).unwrap() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_thousand_servers_neither_overflow_nor_vanish() {
        let large = ManyServers::new(5_990.0, 1.0, 6_000).unwrap();
        assert!(large.p_wait() > 0.8 && large.p_wait() < 1.0, "{large:?}");
        assert!(erlang_b(1_000_000, 1.0).unwrap() >= 0.0);
    }

    #[test]
    fn what_has_no_steady_state_is_refused() {
        let error = ManyServers::new(2.0, 1.0, 2).unwrap_err();
        assert!(error.to_string().contains("no steady state"), "{error}");
        assert!(mean_wait_of_any_law(1.0, 1.0, 0.0).is_err());
        assert!(ManyServers::new(f64::NAN, 1.0, 2).is_err());
        assert!(LimitedRoom::new(1.0, 1.0, 1, 0).is_err());
    }
}
