//! "Your first case in ten minutes" is followed word for word.
//!
//! In a block marked `console`, each line that begins with `$ ` is run in one folder after the other, and what stands below it is
//! what it must print; a line `...` stands for any number of lines. A block marked `toml` after the words "change it to" is put in
//! place of the line that begins with the same key.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::command::root;

#[test]
fn the_first_case_works_word_for_word() {
    let page = fs::read_to_string(root().join("docs/src/first-case.md")).unwrap();
    let folder = TempDir::new().unwrap();
    let mut commands = 0;
    for block in blocks(&page) {
        match block {
            Block::Console(text) => commands += follow(&text, folder.path()),
            Block::Change { file, text } => change(&folder.path().join(file), &text),
        }
    }
    assert!(
        commands >= 6,
        "only {commands} commands were found in the page"
    );
}

enum Block {
    Console(String),
    Change { file: String, text: String },
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            continue;
        };
        let text: Vec<&str> = lines
            .by_ref()
            .take_while(|l| !l.starts_with("```"))
            .collect();
        let text = text.join("\n");
        if kind == "console" {
            blocks.push(Block::Console(text));
        } else if let Some(file) = kind.strip_prefix("toml,") {
            blocks.push(Block::Change {
                file: file.to_owned(),
                text,
            });
        }
    }
    blocks
}

/// Runs the commands of a block and holds what they print against what the page shows.
fn follow(block: &str, folder: &Path) -> usize {
    let mut commands = 0;
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let command = line
            .strip_prefix("$ ")
            .unwrap_or_else(|| panic!("not a command: {line}"));
        let mut shown = Vec::new();
        while let Some(line) = lines.next_if(|l| !l.starts_with("$ ")) {
            shown.push(line);
        }
        let printed = run(command, folder);
        assert!(
            fits(&shown, &printed.lines().collect::<Vec<_>>()),
            "`{command}` shows\n{}\nand prints\n{printed}",
            shown.join("\n")
        );
        commands += 1;
    }
    commands
}

fn run(command: &str, folder: &Path) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    assert_eq!(words.first(), Some(&"bartizan"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_bartizan"))
        .current_dir(folder)
        .args(&words[1..])
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// True when the shown lines are the printed ones, `...` standing for any number of lines.
fn fits(shown: &[&str], printed: &[&str]) -> bool {
    match (shown.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((&"...", rest)), _) => (0..=printed.len()).any(|n| fits(rest, &printed[n..])),
        (Some((a, rest)), Some((b, others))) => a.trim_end() == b.trim_end() && fits(rest, others),
        _ => false,
    }
}

/// Puts the block's lines in place of the lines of the file that begin with the same key.
fn change(file: &Path, block: &str) {
    let text = fs::read_to_string(file).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for new in block.lines() {
        let key = new.split('=').next().unwrap().trim();
        let held = lines
            .iter_mut()
            .find(|l| l.split('=').next().is_some_and(|k| k.trim() == key))
            .unwrap_or_else(|| panic!("no line `{key} = ...` in {}", file.display()));
        *held = new.to_owned();
    }
    fs::write(file, lines.join("\n") + "\n").unwrap();
}
