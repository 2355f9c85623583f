//! One build of the lists: target, compiler, optimisation, overflow checks.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Which compiler builds for a target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The default one, with its precompiled core.
    Host,
    /// A rustup toolchain that has the target installed.
    Installed,
    /// Debian's compiler with its library source; core is built along.
    Debian,
}

/// What to build and how.
pub struct Build {
    pub target: String,
    pub toolchain: Toolchain,
    pub opt_level: &'static str,
    pub overflow_checks: bool,
}

/// The folder of the probes.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// What `rustc ARGUMENT...` prints.
pub fn rustc(arguments: &[&str]) -> Result<String, String> {
    let out = Command::new("rustc").args(arguments).output();
    let out = out.map_err(|why| format!("rustc: {why}"))?;
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Triple of the machine we run on.
pub fn host_triple() -> Result<String, String> {
    rustc(&["-vV"])?
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_string)
        .ok_or("rustc names no host".into())
}

/// Who can build for `target` here.
pub fn thumb_toolchain(target: &str) -> Option<Toolchain> {
    let installed = Command::new("rustup")
        .args(["target", "list", "--installed"])
        .output();
    if installed.is_ok_and(|out| {
        String::from_utf8_lossy(&out.stdout)
            .lines()
            .any(|line| line == target)
    }) {
        return Some(Toolchain::Installed);
    }
    let debian = [
        "/usr/bin/rustc",
        "/usr/bin/cargo",
        "/usr/lib/rustlib/src/rust/library/core",
    ];
    debian
        .iter()
        .all(|path| Path::new(path).exists())
        .then_some(Toolchain::Debian)
}

/// Started by `cargo run` these would name the compiler that built this program.
pub fn forget_own_cargo(command: &mut Command) {
    for name in [
        "CARGO",
        "RUSTC",
        "RUSTUP_TOOLCHAIN",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_TARGET_DIR",
    ] {
        command.env_remove(name);
    }
}

impl Build {
    /// How this build is named in the output.
    pub fn label(&self) -> String {
        let checks = if self.overflow_checks { "on" } else { "off" };
        format!(
            "{}, opt-level {}, overflow checks {checks}",
            self.target, self.opt_level
        )
    }

    /// `timesync` may overflow in theory: a property test shows that nothing in its documented
    /// input range does.
    pub fn excuses(&self, entry: &str) -> bool {
        self.overflow_checks && entry.starts_with("timesync_")
    }

    pub fn is_thumb(&self) -> bool {
        self.toolchain != Toolchain::Host
    }

    /// Overflow checks off and on share a folder, and with it the core that is built along.
    pub fn target_dir(&self) -> PathBuf {
        folder().join("target").join(&self.target)
    }

    /// Builds the lists into one object, or only the entry `alone`; the archive with it.
    pub fn archive(&self, alone: Option<&str>) -> Result<PathBuf, String> {
        let debian = self.toolchain == Toolchain::Debian;
        let mut cargo = Command::new(if debian { "/usr/bin/cargo" } else { "cargo" });
        forget_own_cargo(&mut cargo);
        cargo
            .current_dir(folder())
            .args(["rustc", "--release", "--lib", "-p", "probes"])
            .args(["--target", &self.target, "--target-dir"])
            .arg(self.target_dir())
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
            .env(
                "CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS",
                self.overflow_checks.to_string(),
            );
        if self.is_thumb() {
            cargo
                .env("RUSTFLAGS", "-Z emit-stack-sizes")
                .env("RUSTC_BOOTSTRAP", "1");
        }
        if debian {
            cargo.env("RUSTC", "/usr/bin/rustc").arg("-Zbuild-std=core");
            // As in a precompiled core: its own arithmetic is its own affair.
            cargo.args([
                "--config",
                "profile.release.package.core.overflow-checks=false",
            ]);
        }
        if let Some(entry) = alone {
            cargo.args([
                "--",
                "--cfg",
                "alone",
                "--cfg",
                &format!("entry=\"{entry}\""),
            ]);
        }
        let out = cargo.output().map_err(|why| format!("cargo: {why}"))?;
        if !out.status.success() {
            let text = String::from_utf8_lossy(&out.stderr);
            return Err(format!("{}: does not build:\n{text}", self.label()));
        }
        Ok(self
            .target_dir()
            .join(&self.target)
            .join("release/libprobes.a"))
    }
}
