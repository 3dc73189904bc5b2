//! One link by itself: its profile, its budget, and how often it fades, by the functions that decide in a study.
//!
//! In: two sites of a case, one of its links, or two positions on a raster. Out: a [`Hop`].

mod case_link;
mod error;
mod positions;

use propagation::{Availability, Climate, Link, LinkBudget, Profile, Surroundings};

pub(crate) use case_link::hop_on;
pub use case_link::{Ends, hop_of_case};
pub use error::HopError;
pub use positions::{Radio, hop_over};

use crate::prepare::paths::around;

/// What fades links: what the caller knows, else what the case declares, else middling figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weather {
    /// Rain rate exceeded for 0.01 % of the year \[mm/h\] (maps of ITU-R P.837).
    pub rain_001_mm_h: f64,
    /// Gradient of refractivity in the lowest 65 m not exceeded for 1 % of the year \[N/km\] (maps of ITU-R P.453).
    pub gradient_n_km: f64,
}

impl Weather {
    /// 30 mm/h and -400 N/km: middling for temperate land. A **bad** stand-in for the maps where rain or ducts are the question.
    pub const MIDDLING: Self = Self {
        rain_001_mm_h: 30.0,
        gradient_n_km: -400.0,
    };

    /// What a case declares; middling where it is silent.
    pub fn of(climate: &case::Climate) -> Self {
        let Self {
            rain_001_mm_h,
            gradient_n_km,
        } = Self::MIDDLING;
        Self {
            rain_001_mm_h: climate.rain_rate_mm_h.unwrap_or(rain_001_mm_h),
            gradient_n_km: climate.dn1_n_km.unwrap_or(gradient_n_km),
        }
    }
}

/// A link over its profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// The case that it is of, if any.
    pub case: Option<String>,
    /// Its two ends, for readers.
    pub ends: [String; 2],
    /// What carries it, for readers.
    pub by: String,
    /// The ground between the masts.
    pub profile: Profile,
    /// What that ground is, for readers.
    pub terrain: String,
    /// Earth, ground and air.
    pub around: Surroundings,
    /// What becomes of the power.
    pub budget: LinkBudget,
    /// Margin that is asked for fading \[dB\].
    pub asked_margin_db: f64,
    /// What fades it.
    pub climate: Climate,
    /// How often rain and multipath take the margin.
    pub availability: Availability,
}

impl Hop {
    /// What is left of the margin after what is asked for fading \[dB\].
    pub fn spare_db(&self) -> f64 {
        self.budget.margin_db - self.asked_margin_db
    }

    /// Whether a study counts the link as closing.
    pub fn closes(&self) -> bool {
        self.spare_db() >= 0.0
    }
}

/// What a hop is made of once its ground is known.
struct Parts {
    case: Option<String>,
    ends: [String; 2],
    by: String,
    terrain: String,
    profile: Profile,
    link: Link,
    asked_margin_db: f64,
    latitude_deg: f64,
    k_factor: f64,
}

impl Parts {
    fn hop(self, weather: Weather) -> Result<Hop, HopError> {
        let link = self.link;
        let around = around(&self.profile, link.masts, link.frequency_hz, self.k_factor)?;
        let budget = LinkBudget::over(&self.profile, &link, &around)?;
        let climate = Climate {
            rain_001_mm_h: weather.rain_001_mm_h,
            gradient_n_km: weather.gradient_n_km,
            roughness_m: None,
            latitude_rad: self.latitude_deg.to_radians(),
        };
        Ok(Hop {
            availability: budget.availability(&climate),
            case: self.case,
            ends: self.ends,
            by: self.by,
            profile: self.profile,
            terrain: self.terrain,
            around,
            budget,
            asked_margin_db: self.asked_margin_db,
            climate,
        })
    }
}
