//! Pieces of HTML that sections are made of.

use crate::svg::escape;

/// A section: a word for its subject, a headline that says what it shows, and what follows.
pub(super) fn section(kicker: &str, headline: &str, body: &str) -> String {
    let (kicker, headline) = (escape(kicker), escape(headline));
    format!("<section><p class=\"kicker\">{kicker}</p><h2>{headline}</h2>{body}</section>\n")
}

/// A section of figures that fits a printed page, and is kept on one.
pub(super) fn one_page(kicker: &str, headline: &str, body: &str) -> String {
    section(kicker, headline, body).replacen("<section>", "<section class=\"one-page\">", 1)
}

/// A paragraph of plain text.
pub(super) fn p(words: &str) -> String {
    format!("<p>{}</p>", escape(words))
}

/// A figure of one of the style sheet's widths: its own headline where it has one, the picture, a note.
///
/// Every figure carries the conditional sentence.
pub(super) fn figure(class: &str, headline: &str, lede: &str, picture: &str, note: &str) -> String {
    let headline = if headline.is_empty() {
        String::new()
    } else {
        format!("<h3>{}</h3>", escape(headline))
    };
    let lede = if lede.is_empty() {
        String::new()
    } else {
        format!("<p class=\"lede\">{}</p>", escape(lede))
    };
    let note = if note.is_empty() {
        String::new()
    } else {
        format!("{} ", escape(note))
    };
    format!(
        "<figure class=\"{class}\">{headline}{lede}{picture}<figcaption>{note}{}.</figcaption></figure>",
        conditional()
    )
}

/// A table's caption with the conditional sentence.
pub(super) fn caption(note: &str) -> String {
    let gap = if note.is_empty() { "" } else { " " };
    format!("<caption>{}{gap}{}.</caption>", escape(note), conditional())
}

/// The conditional sentence with a capital.
pub(super) fn conditional() -> String {
    escape(&crate::words::capital(study::CONDITIONAL))
}

/// An unordered list of plain texts.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| format!("<li>{}</li>", escape(item.as_ref())))
        .collect();
    format!("<ul>{}</ul>", items.concat())
}

/// Figures side by side where there is room.
pub(super) fn row(figures: &[String]) -> String {
    format!("<div class=\"row\">{}</div>", figures.concat())
}
