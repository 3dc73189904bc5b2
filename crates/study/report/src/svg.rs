//! A writer of SVG: escapes text, rounds coordinates to a tenth, keeps a title and a description for screen readers.

use std::fmt::Write as _;

/// What the page's style sheet gives to figures, for a file of its own.
pub const FILE_STYLE: &str = r##"<style>svg{font-family:system-ui,"Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;font-size:13px}.t{font-size:13px}.b{font-size:13px;font-weight:700}.u{font-size:13px;fill:#5c5c5c}.h{font-size:18px;font-weight:700}.halo{paint-order:stroke;stroke:#fff;stroke-width:3.5px;stroke-linejoin:round}</style>"##;

/// Where a text stands against its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Text begins at the point.
    Start,
    /// Text is centred on the point.
    Middle,
    /// Text ends at the point.
    End,
}

impl Anchor {
    const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// One picture in the making.
#[derive(Debug, Clone)]
pub struct Svg {
    width: f64,
    height: f64,
    title: String,
    about: String,
    body: String,
}

impl Svg {
    /// An empty picture (CSS px at its natural size).
    pub fn new(width: f64, title: &str, about: &str) -> Self {
        Self {
            width,
            height: 0.0,
            title: title.to_owned(),
            about: about.to_owned(),
            body: String::new(),
        }
    }

    /// The width that was asked for.
    pub const fn width(&self) -> f64 {
        self.width
    }

    /// A filled rectangle without outline; nothing when it has no area.
    pub fn rect(&mut self, (x, y): (f64, f64), width: f64, height: f64, fill: &str) {
        if width > 0.0 && height > 0.0 {
            let (x, y, w, h) = (n(x), n(y), n(width), n(height));
            let _ = write!(
                self.body,
                r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"/>"#
            );
        }
    }

    /// A straight line of one of the style sheet's classes.
    pub fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) {
        let (x1, y1, x2, y2) = (n(x1), n(y1), n(x2), n(y2));
        let _ = write!(
            self.body,
            r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#
        );
    }

    /// A straight line of a colour and width.
    pub fn stroke(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), colour: &str, width: f64) {
        let (x1, y1, x2, y2, w) = (n(x1), n(y1), n(x2), n(y2), n(width));
        let _ = write!(
            self.body,
            r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{w}"/>"#
        );
    }

    /// A path with any further attributes, such as `fill="none" stroke="#000"`.
    pub fn path(&mut self, d: &str, attributes: &str) {
        if !d.is_empty() {
            let _ = write!(self.body, r#"<path d="{d}" {attributes}/>"#);
        }
    }

    /// A dot.
    pub fn dot(&mut self, (x, y): (f64, f64), radius: f64, attributes: &str) {
        let (x, y, r) = (n(x), n(y), n(radius));
        let _ = write!(
            self.body,
            r#"<circle cx="{x}" cy="{y}" r="{r}" {attributes}/>"#
        );
    }

    /// A text in one of the style sheet's classes.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, class: &str, words: &str) {
        let (x, y, anchor, words) = (n(x), n(y), anchor.word(), escape(words));
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>"#
        );
    }

    /// Ready-made elements.
    pub fn raw(&mut self, elements: &str) {
        self.body.push_str(elements);
    }

    /// What was drawn so far, to be put into another picture with [`Svg::raw`].
    pub fn into_body(self) -> String {
        self.body
    }

    /// The element, with a height; `id` must be the only one of its name on the page.
    pub fn finish(mut self, height: f64, id: &str) -> String {
        self.height = height;
        let (w, h) = (n(self.width), n(self.height));
        let (title, about) = (escape(&self.title), escape(&self.about));
        let body = &self.body;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{about}</desc>{body}</svg>"#
        )
    }
}

/// A coordinate to a tenth, without a trailing nought.
pub fn n(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// Text that may stand between tags and in attributes.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Control characters have no place in XML, whatever a file held.
            c if c.is_control() && !matches!(c, '\n' | '\t') => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// A polyline through points.
pub fn polyline(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let letter = if i == 0 { 'M' } else { 'L' };
        let _ = write!(d, "{letter}{} {}", n(*x), n(*y));
    }
    d
}

/// A closed band between an upper and a lower line over the same abscissae.
pub fn band(upper: &[(f64, f64)], lower: &[(f64, f64)]) -> String {
    if upper.is_empty() || lower.is_empty() {
        return String::new();
    }
    let around: Vec<(f64, f64)> = upper.iter().chain(lower.iter().rev()).copied().collect();
    polyline(&around) + "Z"
}

/// The width of a text in a wide sans-serif face, on the safe side (px).
pub fn text_width(words: &str, size: f64) -> f64 {
    let em = |letter: char| match letter {
        'i' | 'l' | 'j' | '.' | ',' | '\'' | ':' | '|' | 't' | 'f' | 'r' | ' ' | '(' | ')' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' => 0.92,
        c if c.is_uppercase() => 0.70,
        _ => 0.60,
    };
    words.chars().map(em).sum::<f64>() * size
}

/// How much wider a bold face runs, on the safe side.
pub const BOLD: f64 = 1.12;

/// Words broken into lines that are no wider than so many px at a size; not at a space that joins, as before a unit.
pub fn wrap(words: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split([' ', '\n']).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line)
                if text_width(line, size) + text_width(word, size) + 0.38 * size <= width =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            escape("a < b & \"c\" > 'd'\u{1}"),
            "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39; "
        );
        let mut svg = Svg::new(10.0, "<t>", "&");
        svg.text((0.0, 0.0), Anchor::End, "t", "x<y");
        let text = svg.finish(5.0, "f");
        let parsed = roxmltree::Document::parse(&text).unwrap();
        let title = parsed.descendants().find(|n| n.has_tag_name("title"));
        assert_eq!(title.unwrap().text(), Some("<t>"));
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!(n(1.0), "1");
        assert_eq!(n(1.26), "1.3");
        assert_eq!(n(-0.01), "0");
        assert_eq!(n(f64::NAN), "0");
    }

    #[test]
    fn a_number_keeps_its_unit() {
        let lines = wrap("closes, with 33.6\u{a0}dB to spare", 13.0, 110.0);
        assert!(lines.len() > 1, "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("33.6\u{a0}dB")));
    }

    #[test]
    fn words_wrap_and_none_is_lost() {
        let text = "two batteries at Kabul with a search radar in the net";
        let lines = wrap(text, 13.0, 120.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| text_width(line, 13.0) <= 120.0));
    }
}
