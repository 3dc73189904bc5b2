//! Lists the catalogue and the shipped scenarios, so that both are compiled into the program.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let manifest = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap_or_default());
    let root = manifest.join("../../..");
    write_list(
        &root,
        "catalogue",
        "include_str!",
        "&str",
        &out.join("catalogue.rs"),
        |p| p.extension().is_some_and(|e| e == "toml"),
    )?;
    write_list(
        &root,
        "scenarios",
        "include_bytes!",
        "&[u8]",
        &out.join("scenarios.rs"),
        |p| {
            // What a run leaves behind is no part of a case, nor is the schema, which the program writes itself.
            !p.components().any(|c| c.as_os_str() == "runs") && !p.ends_with("scenario.schema.json")
        },
    )
}

/// Writes `FILES`: every wanted file below a folder, by its path within the folder, in the order of the paths.
fn write_list(
    root: &Path,
    folder: &str,
    include: &str,
    kind: &str,
    to: &Path,
    wanted: impl Fn(&Path) -> bool,
) -> std::io::Result<()> {
    let folder = root.join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    if folder.is_dir() {
        list(&folder, &mut files)?;
    }
    files.sort();
    let mut text = format!(
        "/// Path and content, in the order of the paths.\npub(super) const FILES: &[(&str, {kind})] = &[\n"
    );
    for file in files.iter().filter(|f| wanted(f)) {
        let name = file.strip_prefix(&folder).unwrap_or(file);
        let name = name.to_string_lossy().replace('\\', "/");
        let full = file.canonicalize()?;
        let _ = writeln!(
            text,
            "    ({name:?}, {include}({:?})),",
            full.to_string_lossy()
        );
    }
    text.push_str("];\n");
    std::fs::write(to, text)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            list(&path, files)?;
        } else if !is_hidden {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}
