//! Links entries of an archive into a program: what can panic does not link.

use crate::build::{Build, folder, host_triple, rustc};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The linker of the Rust toolchain, or the system's.
pub struct Linker {
    program: PathBuf,
    host: bool,
}

/// What the host's C library has, which is not linked: where it is, is of no interest here.
const OF_LIBC: [&str; 6] = ["memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen"];

impl Linker {
    pub fn of(build: &Build) -> Result<Self, String> {
        let sysroot = rustc(&["--print", "sysroot"])?;
        let own = Path::new(sysroot.trim())
            .join("lib/rustlib")
            .join(host_triple()?)
            .join("bin/rust-lld");
        Ok(Self {
            program: if own.exists() { own } else { "ld.lld".into() },
            host: !build.is_thumb(),
        })
    }

    /// Links a program of these entries and of what they need; whether it links, that is, has no
    /// panic left.
    pub fn links(&self, archive: &Path, entries: &[&str], out: &Path) -> Result<bool, String> {
        let mut command = Command::new(&self.program);
        if self.program.ends_with("rust-lld") {
            command.args(["-flavor", "gnu"]);
        }
        command.args(["--gc-sections", "--error-limit=0", "-o"]);
        command.arg(out);
        for entry in entries {
            command.args(["-e", entry, "-u", entry]);
        }
        if self.host {
            command.args(OF_LIBC.map(|name| format!("--defsym={name}=0")));
        } else {
            command.arg("-T").arg(folder().join("link.x"));
        }
        command.arg(archive);
        let ran = command.output();
        let ran = ran.map_err(|why| format!("{}: {why}", self.program.display()))?;
        if ran.status.success() {
            return Ok(true);
        }
        let text = String::from_utf8_lossy(&ran.stderr);
        let mut errors = text.lines().filter(|line| line.contains("error: "));
        match errors.find(|line| !line.ends_with("undefined symbol: this_probe_can_panic")) {
            Some(other) => Err(format!("{}: {other}", entries.join(" "))),
            None => Ok(false),
        }
    }

    /// Which of these entries do not link. Halves those that do not link together until each is
    /// known.
    pub fn panicking(&self, archive: &Path, entries: &[&str]) -> Result<Vec<String>, String> {
        if entries.is_empty() || self.links(archive, entries, Path::new("/dev/null"))? {
            return Ok(Vec::new());
        }
        if let [entry] = entries {
            return Ok(vec![entry.to_string()]);
        }
        let (first, second) = entries.split_at(entries.len() / 2);
        let mut found = self.panicking(archive, first)?;
        found.extend(self.panicking(archive, second)?);
        Ok(found)
    }
}
