//! The outline of a country: polygons of a GeoJSON file, and whether a point is inside.

use serde_json::Value;

/// Rings of longitude and latitude \[degrees\]; a point is inside when it is within an odd number of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Outline {
    rings: Vec<Vec<[f64; 2]>>,
}

/// Western, southern, eastern and northern edge \[degrees\].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edges {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl Edges {
    /// The edges around some points of longitude and latitude; `None` without any.
    pub(crate) fn around(points: impl IntoIterator<Item = [f64; 2]>) -> Option<Self> {
        let grow = |edges: Option<Self>, [lon, lat]: [f64; 2]| {
            let edges = edges.unwrap_or(Self {
                west: lon,
                south: lat,
                east: lon,
                north: lat,
            });
            Some(Self {
                west: edges.west.min(lon),
                south: edges.south.min(lat),
                east: edges.east.max(lon),
                north: edges.north.max(lat),
            })
        };
        points.into_iter().fold(None, grow)
    }
}

impl Outline {
    /// All polygons of a GeoJSON text.
    ///
    /// # Errors
    /// What does not hold, in words.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let json: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut outline = Self::default();
        outline.add(&json);
        if outline.rings.is_empty() {
            return Err("it holds no polygon".to_owned());
        }
        Ok(outline)
    }

    fn add(&mut self, json: &Value) {
        let list = |key: &str| {
            json.get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        match json.get("type").and_then(Value::as_str) {
            Some("FeatureCollection") => list("features").for_each(|feature| self.add(feature)),
            Some("GeometryCollection") => list("geometries").for_each(|part| self.add(part)),
            Some("Feature") => {
                if let Some(geometry) = json.get("geometry") {
                    self.add(geometry);
                }
            }
            Some("Polygon") => self.rings.extend(list("coordinates").filter_map(ring)),
            Some("MultiPolygon") => {
                let polygons = list("coordinates").filter_map(Value::as_array);
                self.rings.extend(polygons.flatten().filter_map(ring));
            }
            _ => {}
        }
    }

    /// The edges around it.
    pub(crate) fn edges(&self) -> Option<Edges> {
        Edges::around(self.rings.iter().flatten().copied())
    }

    /// True when a point is inside: the even-odd rule.
    pub(crate) fn holds(&self, lon: f64, lat: f64) -> bool {
        let crossings = self.rings.iter().map(|ring| crossings(ring, lon, lat));
        crossings.sum::<usize>() % 2 == 1
    }
}

/// How often a ray to the east of a point crosses a ring.
fn crossings(ring: &[[f64; 2]], lon: f64, lat: f64) -> usize {
    let next = ring.iter().cycle().skip(1);
    let crosses = |(a, b): &(&[f64; 2], &[f64; 2])| {
        let spans = (a[1] > lat) != (b[1] > lat);
        spans && lon < (b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1]) + a[0]
    };
    ring.iter().zip(next).filter(crosses).count()
}

fn ring(json: &Value) -> Option<Vec<[f64; 2]>> {
    let point = |pair: &Value| Some([pair.get(0)?.as_f64()?, pair.get(1)?.as_f64()?]);
    let points: Option<Vec<_>> = json.as_array()?.iter().map(point).collect();
    points.filter(|points| points.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE_WITH_A_HOLE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":
        {"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]}}]}"#;

    #[test]
    fn points_are_inside_outside_and_in_the_hole() {
        let outline = Outline::parse(SQUARE_WITH_A_HOLE).unwrap();
        assert!(outline.holds(1.0, 1.0) && outline.holds(9.9, 5.0));
        assert!(!outline.holds(5.0, 5.0) && !outline.holds(11.0, 5.0) && !outline.holds(5.0, -1.0));
        let edges = outline.edges().unwrap();
        assert_eq!((edges.west, edges.north), (0.0, 10.0));
    }

    #[test]
    fn what_is_no_outline_is_said_to_be_none() {
        assert!(Outline::parse("{").is_err());
        assert!(Outline::parse(r#"{"type":"Point","coordinates":[1,2]}"#).is_err());
    }
}
