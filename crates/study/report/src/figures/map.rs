//! The coverage map: coarse cells shaded by the share of replications, over relief, with borders and places.

use super::Plate;
use super::outline::{Cells, geojson_lines};
use crate::palette::{INK, SHADES, VERMILION};
use crate::svg::{Anchor, Svg, escape, n, polyline, text_width};

/// Edges of something on the map (degrees).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Northern edge.
    pub north: f64,
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
}

impl Frame {
    fn middle(&self) -> f64 {
        (self.north + self.south) / 2.0
    }
}

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A defended place, with its name.
    Place,
    /// A notional site, without one.
    Site,
}

/// A mark on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub kind: MarkKind,
    /// Its name.
    pub name: String,
    /// Latitude (degrees).
    pub lat: f64,
    /// Longitude (degrees).
    pub lon: f64,
}

/// One map, at one height above ground.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageMap {
    /// Edges of the grid of cells.
    pub grid: Frame,
    /// Its rows.
    pub rows: usize,
    /// Its columns.
    pub columns: usize,
    /// Share of replications in which a working sensor sees the cell; drawn from one in a hundred on.
    pub shares: Vec<f64>,
    /// Cells that the sensors would see if all of them worked.
    pub potential: Vec<bool>,
    /// Relief as a data URI, and its edges.
    pub relief: Option<(String, Frame)>,
    /// GeoJSON of borders and coasts.
    pub borders: Option<String>,
    /// GeoJSON of the country's outline.
    pub country: Option<String>,
    /// Places and notional sites.
    pub marks: Vec<Mark>,
}

/// The least share that is shaded.
pub const LEAST: f64 = 0.01;
/// Upper ends of the shades but the last.
const BOUNDS: [f64; 4] = [0.05, 0.20, 0.50, 0.80];
const SHADE_WORDS: [&str; 5] = ["1–5 %", "5–20", "20–50", "50–80", "over 80 %"];

/// Longitude and latitude to px.
struct Projection {
    frame: Frame,
    /// Px a degree of longitude and of latitude.
    scale: (f64, f64),
}

impl Projection {
    fn new(grid: Frame, width: f64) -> Self {
        let x = width / (grid.east - grid.west).max(1e-6);
        let y = x / grid.middle().to_radians().cos().max(0.1);
        Self {
            frame: grid,
            scale: (x, y),
        }
    }
    fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        (
            (lon - self.frame.west) * self.scale.0,
            (self.frame.north - lat) * self.scale.1,
        )
    }
    fn height(&self) -> f64 {
        (self.frame.north - self.frame.south) * self.scale.1
    }
}

impl CoverageMap {
    /// Draws it.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        self.draw_sized(plate).0
    }

    /// Draws it, and says how high it came out (px).
    pub fn draw_sized(&self, plate: Plate<'_>) -> (String, f64) {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let map = Projection::new(self.grid, plate.width);
        let (width, height) = (plate.width, map.height());
        let clip = format!("{}-clip", plate.id);
        svg.raw(&format!(
            r#"<clipPath id="{clip}"><rect width="{}" height="{}"/></clipPath><g clip-path="url(#{clip})">"#,
            n(width),
            n(height)
        ));
        svg.rect((0.0, 0.0), width, height, "#f3f1ec");
        self.relief(&mut svg, &map);
        self.cells(&mut svg, &map);
        let line = |text: &Option<String>| text.as_deref().map(geojson_lines).unwrap_or_default();
        borders(
            &mut svg,
            &map,
            &line(&self.borders),
            r##"fill="none" stroke="#777" stroke-width="0.8""##,
        );
        borders(
            &mut svg,
            &map,
            &line(&self.country),
            r##"fill="none" stroke="#222" stroke-width="1.3""##,
        );
        self.marks(&mut svg, &map);
        scale_bar(&mut svg, &map, height);
        svg.raw("</g>");
        let below = self.legend(&mut svg, height + 14.0);
        (svg.finish(below, plate.id), below)
    }

    fn relief(&self, svg: &mut Svg, map: &Projection) {
        let Some((uri, edges)) = &self.relief else {
            return;
        };
        let (x, y) = map.at(edges.west, edges.north);
        let (right, bottom) = map.at(edges.east, edges.south);
        let (w, h) = (n(right - x), n(bottom - y));
        let (x, y, uri) = (n(x), n(y), escape(uri));
        svg.raw(&format!(
            r#"<image x="{x}" y="{y}" width="{w}" height="{h}" preserveAspectRatio="none" opacity="0.6" href="{uri}"/>"#
        ));
    }

    fn cells(&self, svg: &mut Svg, map: &Projection) {
        let (x, y) = map.at(self.grid.west, self.grid.north);
        let (right, bottom) = map.at(self.grid.east, self.grid.south);
        let sx = (right - x) / self.columns.max(1) as f64;
        let sy = (bottom - y) / self.rows.max(1) as f64;
        svg.raw(&format!(
            r#"<g transform="translate({} {}) scale({sx:.4} {sy:.4})">"#,
            n(x),
            n(y)
        ));
        let cells = Cells {
            rows: self.rows,
            columns: self.columns,
        };
        for (shade, colour) in SHADES.iter().enumerate() {
            let inside: Vec<bool> = self
                .shares
                .iter()
                .map(|s| shade_of(*s) == Some(shade))
                .collect();
            let look =
                format!(r#"fill="{colour}" fill-opacity="0.82" shape-rendering="crispEdges""#);
            svg.path(&cells.area(&inside), &look);
        }
        let look = format!(
            r#"fill="none" stroke="{VERMILION}" stroke-width="0.9" stroke-opacity="0.75" vector-effect="non-scaling-stroke""#
        );
        svg.path(&cells.outline(&self.potential), &look);
        svg.raw("</g>");
    }

    fn marks(&self, svg: &mut Svg, map: &Projection) {
        let of = |kind| self.marks.iter().filter(move |mark| mark.kind == kind);
        let mut taken: Vec<[f64; 4]> = Vec::new();
        for mark in of(MarkKind::Place) {
            let (x, y) = map.at(mark.lon, mark.lat);
            taken.push([x - 4.0, y - 4.0, x + 4.0, y + 4.0]);
            svg.dot(
                (x, y),
                3.0,
                &format!(r##"fill="{INK}" stroke="#fff" stroke-width="1""##),
            );
        }
        for mark in of(MarkKind::Site) {
            let (x, y) = map.at(mark.lon, mark.lat);
            triangle(svg, x, y);
        }
        for mark in of(MarkKind::Place) {
            let (x, y) = map.at(mark.lon, mark.lat);
            let (at, anchor) = place_label((x, y), &mark.name, svg.width(), &mut taken);
            svg.text(at, anchor, "b halo", &mark.name);
        }
    }

    fn legend(&self, svg: &mut Svg, top: f64) -> f64 {
        svg.text(
            (0.0, top + 11.0),
            Anchor::Start,
            "u",
            "share of runs in which a working radar sees the cell",
        );
        let slot = (svg.width() - 8.0) / SHADES.len() as f64;
        for (i, (colour, words)) in SHADES.iter().zip(SHADE_WORDS).enumerate() {
            let x = i as f64 * slot;
            svg.rect((x, top + 18.0), slot - 2.0, 11.0, colour);
            svg.text((x, top + 43.0), Anchor::Start, "t", words);
        }
        let y = top + 62.0;
        svg.stroke((0.0, y - 4.0), (16.0, y - 4.0), VERMILION, 1.4);
        svg.text(
            (21.0, y),
            Anchor::Start,
            "t",
            "what all radars would see if all worked",
        );
        let y = y + 20.0;
        svg.dot((8.0, y - 4.0), 3.2, &format!(r#"fill="{INK}""#));
        svg.text((21.0, y), Anchor::Start, "t", "place");
        triangle(svg, 80.0, y - 4.0);
        svg.text(
            (90.0, y),
            Anchor::Start,
            "t",
            "notional site, not a real position",
        );
        y + 8.0
    }
}

fn triangle(svg: &mut Svg, x: f64, y: f64) {
    let d = format!("M{} {}l3.6 6.4h-7.2z", n(x), n(y - 4.0));
    svg.path(
        &d,
        r##"fill="#fff" fill-opacity="0.9" stroke="#1b1b1b" stroke-width="1""##,
    );
}

/// The shade of a share; `None` below [`LEAST`].
fn shade_of(share: f64) -> Option<usize> {
    (share >= LEAST).then(|| BOUNDS.iter().filter(|bound| share >= **bound).count())
}

fn borders(svg: &mut Svg, map: &Projection, lines: &[Vec<(f64, f64)>], look: &str) {
    let mut d = String::new();
    for line in lines {
        let mut points: Vec<(f64, f64)> =
            line.iter().map(|(lon, lat)| map.at(*lon, *lat)).collect();
        // Points closer than a quarter of a px tell nothing more.
        points.dedup_by(|b, a| (a.0 - b.0).abs() < 0.25 && (a.1 - b.1).abs() < 0.25);
        if points.len() > 1 {
            d.push_str(&polyline(&points));
        }
    }
    svg.path(&d, look);
}

/// Where a name stands so that it covers no other: right, left, above or below its dot.
fn place_label(
    (x, y): (f64, f64),
    name: &str,
    right_edge: f64,
    taken: &mut Vec<[f64; 4]>,
) -> ((f64, f64), Anchor) {
    let width = text_width(name, 13.0);
    let spots = [
        (x + 7.0, y + 4.5, Anchor::Start),
        (x - 7.0, y + 4.5, Anchor::End),
        (x, y - 8.0, Anchor::Middle),
        (x, y + 18.0, Anchor::Middle),
        (x + 5.0, y - 8.0, Anchor::Start),
        (x - 5.0, y - 8.0, Anchor::End),
        (x + 5.0, y + 16.0, Anchor::Start),
        (x - 5.0, y + 16.0, Anchor::End),
    ];
    let boxed = |(x, y, anchor): (f64, f64, Anchor)| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        [left, y - 11.0, left + width, y + 3.0]
    };
    let free = |spot: &&(f64, f64, Anchor)| {
        let a = boxed(**spot);
        let clear = |b: &[f64; 4]| a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
        // Its own dot is in the list and never in the way: spots begin beyond it.
        a[0] >= 0.0 && a[2] <= right_edge && taken.iter().all(clear)
    };
    let spot = *spots.iter().find(free).unwrap_or(&spots[0]);
    taken.push(boxed(spot));
    ((spot.0, spot.1), spot.2)
}

fn scale_bar(svg: &mut Svg, map: &Projection, height: f64) {
    const KM_PER_DEGREE: f64 = 111.2;
    let px_per_km = map.scale.1 / KM_PER_DEGREE;
    let fitting = [500.0, 200.0, 100.0, 50.0, 20.0, 10.0];
    let km = fitting
        .into_iter()
        .find(|km| km * px_per_km < svg.width() * 0.3);
    let km = km.unwrap_or(5.0);
    let (x, y, length) = (10.0, height - 12.0, km * px_per_km);
    svg.stroke((x, y), (x + length, y), INK, 2.0);
    for end in [x, x + length] {
        svg.stroke((end, y - 4.0), (end, y + 4.0), INK, 1.2);
    }
    svg.text(
        (x + 2.0, y - 7.0),
        Anchor::Start,
        "t halo",
        &format!("{km:.0} km"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(relief: bool) -> CoverageMap {
        let grid = Frame {
            north: 39.0,
            west: 60.0,
            south: 29.0,
            east: 75.0,
        };
        let mark = |kind, name: &str, lat, lon| Mark {
            kind,
            name: name.to_owned(),
            lat,
            lon,
        };
        CoverageMap {
            grid,
            rows: 2,
            columns: 2,
            shares: vec![0.0, 0.02, 0.3, 0.9],
            potential: vec![true, true, false, false],
            relief: relief.then(|| ("data:image/png;base64,".to_owned(), grid)),
            borders: Some("{}".to_owned()),
            country: None,
            marks: vec![
                mark(MarkKind::Place, "Kabul & co", 34.5, 69.2),
                mark(MarkKind::Place, "Bagram", 34.9, 69.3),
                mark(MarkKind::Site, "north", 34.6, 69.2),
            ],
        }
    }

    #[test]
    fn a_map_is_well_formed_with_and_without_relief() {
        let plate = Plate {
            width: 420.0,
            id: "m",
            title: "t",
            about: "a",
        };
        for relief in [true, false] {
            let svg = map(relief).draw(plate);
            assert!(roxmltree::Document::parse(&svg).is_ok());
            assert!(svg.contains("notional"));
        }
    }

    #[test]
    fn shades_cover_every_share_from_the_least_on() {
        assert_eq!(shade_of(0.0), None);
        assert_eq!(shade_of(0.0099), None);
        assert_eq!(shade_of(0.01), Some(0));
        assert_eq!(shade_of(0.05), Some(1));
        assert_eq!(shade_of(1.0), Some(4));
    }

    #[test]
    fn names_do_not_cover_each_other() {
        let mut taken = Vec::new();
        let first = place_label((100.0, 100.0), "Kabul", 400.0, &mut taken);
        let second = place_label((102.0, 101.0), "Bagram", 400.0, &mut taken);
        assert_ne!(first, second);
        let (a, b) = (taken[0], taken[1]);
        assert!(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]);
    }
}
