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

/// One row of a plain table: its head, and a cell a column.
pub(super) struct Row {
    head: String,
    cells: Vec<String>,
    strong: bool,
}

impl Row {
    /// A row of plain texts.
    pub(super) fn new(head: &str, cells: impl IntoIterator<Item = String>) -> Self {
        Self {
            head: head.to_owned(),
            cells: cells.into_iter().collect(),
            strong: false,
        }
    }

    /// A row that sums the others up.
    pub(super) fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    fn html(&self, heads: &[&str], cells: &str) -> String {
        let cell = |(words, key): (&String, &&str)| {
            format!(
                "<td{cells} data-k=\"{}\">{}</td>",
                escape(key),
                escape(words)
            )
        };
        let keys = heads.iter().skip(1);
        let inner: String = self.cells.iter().zip(keys).map(cell).collect();
        let class = if self.strong { " class=\"whole\"" } else { "" };
        let head = escape(&self.head);
        format!("<tr{class}><th scope=\"row\">{head}</th>{inner}</tr>")
    }
}

/// A table of figures: heads of columns, the first over the rows' heads, and a note in its caption.
pub(super) fn table(heads: &[&str], rows: &[Row], note: &str) -> String {
    table_of(" class=\"n\"", heads, rows, note)
}

/// The same of words, which break into lines.
pub(super) fn table_of_words(heads: &[&str], rows: &[Row], note: &str) -> String {
    table_of("", heads, rows, note)
}

fn table_of(cells: &str, heads: &[&str], rows: &[Row], note: &str) -> String {
    let head = |(at, words): (usize, &&str)| {
        let class = if at == 0 { "" } else { cells };
        format!("<th{class}>{}</th>", escape(words))
    };
    let head: String = heads.iter().enumerate().map(head).collect();
    let rows: String = rows.iter().map(|row| row.html(heads, cells)).collect();
    format!(
        "<div class=\"scroll\"><table class=\"stack\"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{}</table></div>",
        caption(note)
    )
}

/// What a reader may unfold.
pub(super) fn folded(summary: &str, body: &str) -> String {
    format!(
        "<details><summary>{}</summary>{body}</details>",
        escape(summary)
    )
}
