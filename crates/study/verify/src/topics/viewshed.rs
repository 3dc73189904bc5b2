//! The grids of `viewshed/`: every cell, by the exact method over the bilinear surface.
//!
//! `meta.csv` names the datasets. `NAME_dem.npy` are heights; a view over them is a dataset `NAME` or `NAME_VIEW` that
//! places an observer, and its right answers are `NAME_truth.npy` (1 visible, 0 hidden, 2 not to be tested),
//! `NAME_visible_VIEW.npy`, `NAME_min_visible_VIEW.npy` and `NAME_axis_min_visible.csv`. `flat_sea.csv` needs no heights.

use std::collections::BTreeMap;

use terrain::EARTH_RADIUS_M;
use terrain::viewshed::{
    Eye, HeightField, Spacing, ViewSettings, Viewshed, ViewshedError, lowest_visible_exact,
};

use crate::npy::{self, Grid};
use crate::score::Scored;
use crate::tables::{TableError, Tables, records};

/// Allowed error of a lowest visible height \[m\]: the exact method is good to rounding.
const TOLERANCE_M: f64 = 1e-6;
/// Rounding of a line of sight that touches the ground \[m\].
const TOUCH_M: f64 = 1e-8;

/// Ours for every cell.
pub(crate) fn score(tables: &Tables) -> Result<Option<Vec<Scored>>, TableError> {
    let mut scored = Vec::new();
    let sea = flat_sea(tables, &mut scored)?;
    let Some(meta) = Meta::read(tables)? else {
        return Ok(sea.then_some(scored));
    };
    for view in meta.views(tables)? {
        let right = Right::read(tables, &view)?;
        if right.is_there() {
            right.hold_against(&view.computed()?, &view, &mut scored);
        }
    }
    Ok(Some(scored))
}

/// `meta.csv`: values by dataset and key.
struct Meta {
    file: String,
    values: BTreeMap<String, BTreeMap<String, String>>,
}

impl Meta {
    fn read(tables: &Tables) -> Result<Option<Self>, TableError> {
        const NAME: &str = "viewshed/meta.csv";
        let Some(bytes) = tables.bytes(NAME)? else {
            return Ok(None);
        };
        let file = tables.name_of(NAME);
        let mut values: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for record in records(&file, &bytes, &["dataset", "key", "value"])? {
            let [dataset, key, value] = [0, 1, 2].map(|i| record.fields[i].trim().to_owned());
            values.entry(dataset).or_default().insert(key, value);
        }
        Ok(Some(Self { file, values }))
    }

    /// Every dataset that places an observer over heights.
    fn views(&self, tables: &Tables) -> Result<Vec<View>, TableError> {
        let mut views = Vec::new();
        for (dataset, values) in &self.values {
            if !values.contains_key("observer_row") {
                continue;
            }
            let name = if self.values.contains_key(dataset) && has_dem(tables, dataset)? {
                dataset
            } else {
                dataset
                    .rsplit_once('_')
                    .map_or(dataset.as_str(), |(name, _)| name)
            };
            let heights = npy::grid(tables, &dem(name))?;
            let heights = match heights {
                Some(heights) => Some(heights),
                // A folder may bring new observers over the heights that ship.
                None => npy::grid(&Tables::Shipped, &dem(name))?,
            };
            let heights =
                heights.ok_or_else(|| self.fault(format!("no heights `{}`", dem(name))))?;
            views.push(self.view(dataset, name, heights)?);
        }
        Ok(views)
    }

    fn view(&self, dataset: &str, name: &str, heights: Grid) -> Result<View, TableError> {
        let number = |key: &str| self.number(dataset, name, key);
        let index = |key: &str| {
            let value = number(key)?;
            let whole = value >= 0.0 && value.fract() == 0.0 && value < 1e9;
            whole
                .then_some(value as usize)
                .ok_or_else(|| self.fault(format!("`{key}` of `{dataset}` is no whole number")))
        };
        let suffix = dataset.strip_prefix(name).unwrap_or_default();
        Ok(View {
            file: self.file.clone(),
            dataset: dataset.to_owned(),
            name: name.to_owned(),
            suffix: suffix.trim_start_matches('_').to_owned(),
            cell_m: number("cell_m")?,
            target_m: self.number_or(dataset, name, "target_height_m", 0.0)?,
            eye: Eye {
                row: index("observer_row")?,
                column: index("observer_col")?,
                height_agl_m: number("obs_height_m")?,
            },
            k_factor: self.number_or(dataset, name, "k_factor", 4.0 / 3.0)?,
            earth_radius_m: self.number_or(dataset, name, "earth_radius_m", EARTH_RADIUS_M)?,
            heights,
        })
    }

    /// A number of a view, or else of its heights; words after it explain it.
    fn number(&self, dataset: &str, name: &str, key: &str) -> Result<f64, TableError> {
        let found = [dataset, name]
            .iter()
            .find_map(|set| self.values.get(*set)?.get(key));
        let text = found.ok_or_else(|| self.fault(format!("`{dataset}` has no `{key}`")))?;
        let number = text.split_whitespace().next().and_then(|n| n.parse().ok());
        number.ok_or_else(|| self.fault(format!("`{key}` of `{dataset}` is `{text}`, no number")))
    }

    fn number_or(
        &self,
        dataset: &str,
        name: &str,
        key: &str,
        otherwise: f64,
    ) -> Result<f64, TableError> {
        let given = [dataset, name]
            .iter()
            .any(|set| self.values.get(*set).is_some_and(|v| v.contains_key(key)));
        if given {
            self.number(dataset, name, key)
        } else {
            Ok(otherwise)
        }
    }

    fn fault(&self, fault: String) -> TableError {
        TableError::File {
            file: self.file.clone(),
            fault,
        }
    }
}

fn dem(name: &str) -> String {
    format!("viewshed/{name}_dem.npy")
}

fn has_dem(tables: &Tables, name: &str) -> Result<bool, TableError> {
    let there = tables.bytes(&dem(name))?.is_some();
    Ok(there || Tables::Shipped.bytes(&dem(name))?.is_some())
}

/// An observer over heights.
struct View {
    file: String,
    dataset: String,
    name: String,
    /// What the view is called beside its heights; empty where the heights have but one.
    suffix: String,
    cell_m: f64,
    target_m: f64,
    eye: Eye,
    k_factor: f64,
    earth_radius_m: f64,
    heights: Grid,
}

impl View {
    /// Ours: the whole grid.
    fn computed(&self) -> Result<Viewshed<f64>, TableError> {
        let Grid { rows, columns, .. } = self.heights;
        let across = self.cell_m * (rows as f64).hypot(columns as f64);
        let settings = ViewSettings {
            max_range_m: across,
            k_factor: self.k_factor,
            earth_radius_m: self.earth_radius_m,
        };
        let refused = |error: ViewshedError| TableError::File {
            file: self.file.clone(),
            fault: format!("the view `{}` is refused: {error}", self.dataset),
        };
        let spacing = Spacing::plane(self.cell_m);
        let field = HeightField::new(&self.heights.values, columns, spacing).map_err(refused)?;
        lowest_visible_exact(&field, self.eye, &settings).map_err(refused)
    }
}

/// The right answers of a view, as far as there are any.
struct Right {
    /// 1 visible, 0 hidden, 2 not to be tested.
    visible: Vec<Grid>,
    lowest: Option<Grid>,
    /// Row, column, lowest visible height.
    axis: Vec<(usize, usize, f64)>,
}

impl Right {
    fn read(tables: &Tables, view: &View) -> Result<Self, TableError> {
        let (name, suffix) = (&view.name, &view.suffix);
        let mut right = Self {
            visible: Vec::new(),
            lowest: None,
            axis: Vec::new(),
        };
        let file = |part: &str| format!("viewshed/{name}_{part}.npy");
        if suffix.is_empty() {
            right.visible.extend(view.grid(tables, &file("truth"))?);
            right.visible.extend(view.grid(tables, &file("visible"))?);
            right.lowest = view.grid(tables, &file("min_visible"))?;
            right.axis = axis(tables, view)?;
        } else {
            let visible = file(&format!("visible_{suffix}"));
            right.visible.extend(view.grid(tables, &visible)?);
            right.lowest = view.grid(tables, &file(&format!("min_visible_{suffix}")))?;
        }
        Ok(right)
    }

    fn is_there(&self) -> bool {
        !self.visible.is_empty() || self.lowest.is_some() || !self.axis.is_empty()
    }

    fn hold_against(&self, ours: &Viewshed<f64>, view: &View, scored: &mut Vec<Scored>) {
        let columns = ours.width();
        let group = view.dataset.as_str();
        let id = |i: usize| format!("{group}: row {}, column {}", i / columns, i % columns);
        if let Some(lowest) = &self.lowest {
            for (i, (ours, right)) in ours.cells().iter().zip(&lowest.values).enumerate() {
                let pair = (*ours, *right);
                let cell = Scored::value(id(i), group, "min_visible", "m", pair, TOLERANCE_M);
                scored.push(cell.in_grid());
            }
        }
        for &(row, column, right) in &self.axis {
            let i = row * columns + column;
            let pair = (ours.cells().get(i).copied().unwrap_or(f64::NAN), right);
            scored.push(Scored::value(
                id(i),
                group,
                "axis_min_visible",
                "m",
                pair,
                TOLERANCE_M,
            ));
        }
        for visible in &self.visible {
            for (i, (ours, right)) in ours.cells().iter().zip(&visible.values).enumerate() {
                let right_m = self.lowest.as_ref().map(|lowest| lowest.values[i]);
                let is_tested = *right == 0.0 || *right == 1.0;
                if is_tested && !is_near(right_m.unwrap_or(*ours), view.target_m) {
                    let seen = f64::from(u8::from(*ours <= view.target_m + TOUCH_M));
                    let pair = (seen, *right);
                    let cell = Scored::value(id(i), group, "visible", "1/0", pair, 0.0);
                    scored.push(cell.in_grid());
                }
            }
        }
    }
}

/// True where a height is so near the threshold that rounding decides. At least 0 is visible from 0 on, whatever it is.
fn is_near(lowest_m: f64, target_m: f64) -> bool {
    let off = (lowest_m - target_m).abs();
    off <= TOLERANCE_M && !(target_m == 0.0 && lowest_m == 0.0)
}

impl View {
    /// A grid of right answers, of the heights' size.
    fn grid(&self, tables: &Tables, name: &str) -> Result<Option<Grid>, TableError> {
        let Some(grid) = npy::grid(tables, name)? else {
            return Ok(None);
        };
        if (grid.rows, grid.columns) != (self.heights.rows, self.heights.columns) {
            return Err(TableError::File {
                file: tables.name_of(name),
                fault: format!(
                    "{} x {} cells; its heights have {} x {}",
                    grid.rows, grid.columns, self.heights.rows, self.heights.columns
                ),
            });
        }
        Ok(Some(grid))
    }
}

fn axis(tables: &Tables, view: &View) -> Result<Vec<(usize, usize, f64)>, TableError> {
    const COLUMNS: [&str; 3] = ["row", "col", "min_visible_height_m"];
    let name = format!("viewshed/{}_axis_min_visible.csv", view.name);
    let Some(bytes) = tables.bytes(&name)? else {
        return Ok(Vec::new());
    };
    let file = tables.name_of(&name);
    let cell = |record: &crate::tables::Record| {
        let number = |column| record.number(&file, &COLUMNS, column);
        Ok((number(0)? as usize, number(1)? as usize, number(2)?))
    };
    records(&file, &bytes, &COLUMNS)?.iter().map(cell).collect()
}

/// A smooth sea, as a grid of one cell between the eye and what it looks at; false where the set does not hold it.
fn flat_sea(tables: &Tables, scored: &mut Vec<Scored>) -> Result<bool, TableError> {
    const NAME: &str = "viewshed/flat_sea.csv";
    const GIVEN: [&str; 5] = [
        "distance_m",
        "obs_height_m",
        "k_factor",
        "earth_radius_m",
        "min_visible_height_m",
    ];
    let Some(bytes) = tables.bytes(NAME)? else {
        return Ok(false);
    };
    let file = tables.name_of(NAME);
    let thresholds = thresholds(&bytes);
    let mut columns: Vec<&str> = GIVEN.to_vec();
    columns.extend(thresholds.iter().map(|(name, _)| name.as_str()));
    for record in records(&file, &bytes, &columns)? {
        let number = |column| record.number(&file, &columns, column);
        let [distance, up, k, radius, right] =
            [number(0)?, number(1)?, number(2)?, number(3)?, number(4)?];
        let ours = over_sea(distance, up, k, radius).map_err(|error| TableError::Line {
            file: file.clone(),
            line: record.line,
            fault: format!("the view is refused: {error}"),
        })?;
        let id = format!("flat_sea: {up} m, {} km", distance / 1e3);
        let pair = (ours, right);
        scored.push(Scored::value(
            id.clone(),
            "flat_sea",
            "min_visible",
            "m",
            pair,
            TOLERANCE_M,
        ));
        for (i, (name, height)) in thresholds.iter().enumerate() {
            if !is_near(right, *height) {
                let seen = f64::from(u8::from(ours <= height + TOUCH_M));
                let pair = (seen, number(GIVEN.len() + i)?);
                scored.push(Scored::value(
                    id.clone(),
                    "flat_sea",
                    name,
                    "1/0",
                    pair,
                    0.0,
                ));
            }
        }
    }
    Ok(true)
}

/// The columns `visible_at_Nm` and their heights.
fn thresholds(bytes: &[u8]) -> Vec<(String, f64)> {
    let text = String::from_utf8_lossy(bytes);
    let header = text.lines().next().unwrap_or_default();
    let names = header.split(',').map(str::trim);
    names
        .filter_map(|name| {
            let height = name.strip_prefix("visible_at_")?.strip_suffix('m')?;
            Some((name.to_owned(), height.parse().ok()?))
        })
        .collect()
}

fn over_sea(distance_m: f64, up_m: f64, k: f64, radius_m: f64) -> Result<f64, ViewshedError> {
    let sea = [0.0_f64; 4];
    let field = HeightField::new(&sea, 2, Spacing::plane(distance_m))?;
    let settings = ViewSettings {
        max_range_m: distance_m,
        k_factor: k,
        earth_radius_m: radius_m,
    };
    let eye = Eye {
        row: 0,
        column: 0,
        height_agl_m: up_m,
    };
    let view = lowest_visible_exact(&field, eye, &settings)?;
    // The cell due east of the eye: the last of the first row.
    Ok(view
        .cells()
        .get(view.width() - 1)
        .copied()
        .unwrap_or(f64::NAN))
}
