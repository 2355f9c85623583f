//! One build of all probes: target, compiler, optimisation, overflow checks.

use std::collections::BTreeSet;
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
    /// Column of the table.
    pub column: &'static str,
    target: String,
    toolchain: Toolchain,
    opt_level: &'static str,
    overflow_checks: bool,
}

/// What came out of a build.
pub struct Outcome {
    /// Probes that link, with their files.
    pub linked: Vec<(String, PathBuf)>,
    /// Probes in which a panic is left.
    pub panicking: BTreeSet<String>,
}

/// The folder of the probes.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// Triple of the machine we run on.
pub fn host_triple() -> Result<String, String> {
    let out = Command::new("rustc")
        .arg("-vV")
        .output()
        .map_err(|why| format!("rustc: {why}"))?;
    let text = String::from_utf8_lossy(&out.stdout);
    text.lines()
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
        "/usr/bin/ld.lld",
    ];
    debian
        .iter()
        .all(|path| Path::new(path).exists())
        .then_some(Toolchain::Debian)
}

impl Build {
    pub fn new(
        column: &'static str,
        target: &str,
        toolchain: Toolchain,
        opt_level: &'static str,
        overflow_checks: bool,
    ) -> Self {
        Self {
            column,
            target: target.into(),
            toolchain,
            opt_level,
            overflow_checks,
        }
    }

    /// How this build is named in the output.
    pub fn label(&self) -> String {
        let checks = if self.overflow_checks { "on" } else { "off" };
        format!(
            "{}, opt-level {}, overflow checks {checks}",
            self.target, self.opt_level
        )
    }

    /// `timesync` may overflow in theory: a property test shows that nothing in its documented input range does.
    pub fn excuses(&self, probe: &str) -> bool {
        self.overflow_checks && probe.starts_with("timesync_")
    }

    /// Sizes are those of firmware: optimised for size, overflow checks off.
    pub fn is_measured(&self) -> bool {
        self.opt_level == "s" && !self.overflow_checks
    }

    fn target_dir(&self) -> PathBuf {
        let checks = if self.overflow_checks { "on" } else { "off" };
        folder()
            .join("target")
            .join(format!("{}-{}-{checks}", self.column, self.opt_level))
    }

    fn cargo(&self) -> Command {
        let debian = self.toolchain == Toolchain::Debian;
        let mut cargo = Command::new(if debian { "/usr/bin/cargo" } else { "cargo" });
        cargo
            .current_dir(folder())
            .args(["build", "--release", "-p", "probes", "--keep-going"]);
        cargo
            .arg("--target")
            .arg(&self.target)
            .arg("--target-dir")
            .arg(self.target_dir());
        // Started by `cargo run` these would name the compiler that built this program.
        for name in [
            "CARGO",
            "RUSTC",
            "RUSTUP_TOOLCHAIN",
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_TARGET_DIR",
        ] {
            cargo.env_remove(name);
        }
        let script = folder().join("link.x");
        let flags = match self.toolchain {
            Toolchain::Host => {
                "-C link-arg=-nostartfiles -C link-arg=-Wl,--gc-sections -C link-arg=-lc".into()
            }
            Toolchain::Installed => {
                format!("-C link-arg=-T{} -Z emit-stack-sizes", script.display())
            }
            Toolchain::Debian => {
                format!(
                    "-C linker=lld -C linker-flavor=ld.lld -C link-arg=-T{} -Z emit-stack-sizes",
                    script.display()
                )
            }
        };
        cargo.env("RUSTFLAGS", flags);
        if self.toolchain != Toolchain::Host {
            cargo.env("RUSTC_BOOTSTRAP", "1");
        }
        if debian {
            cargo.env("RUSTC", "/usr/bin/rustc").arg("-Zbuild-std=core");
            // As in a precompiled core: its own arithmetic is its own affair.
            cargo.args([
                "--config",
                "profile.release.package.core.overflow-checks=false",
            ]);
        }
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level);
        cargo.env(
            "CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS",
            self.overflow_checks.to_string(),
        );
        cargo
    }

    /// Whether a program with a panic in it links.
    pub fn links_deliberate_panic(&self) -> Result<bool, String> {
        let out = self
            .cargo()
            .args(["--features", "deliberate", "--bin", "deliberate"])
            .output();
        let out = out.map_err(|why| format!("cargo: {why}"))?;
        let text = String::from_utf8_lossy(&out.stderr);
        if !out.status.success() && !text.contains("this_probe_can_panic") {
            return Err(format!(
                "the deliberate panic failed for another reason:\n{text}"
            ));
        }
        Ok(out.status.success())
    }

    /// Builds all probes.
    pub fn run(&self) -> Result<Outcome, String> {
        let out = self
            .cargo()
            .arg("--bins")
            .output()
            .map_err(|why| format!("cargo: {why}"))?;
        let text = String::from_utf8_lossy(&out.stderr);
        let panicking: BTreeSet<String> = text
            .lines()
            .filter(|line| line.contains("could not compile `probes` (bin"))
            .filter_map(|line| line.split('"').nth(1).map(str::to_string))
            .collect();
        let other_error = text.lines().any(|line| {
            line.starts_with("error[")
                || line.starts_with("error: ")
                    && !line.contains("linking with")
                    && !line.contains("could not compile `probes` (bin")
        });
        let other_symbol = text.lines().any(|line| {
            line.contains("undefined symbol") && !line.contains("this_probe_can_panic")
        });
        if other_error || other_symbol || (!out.status.success() && panicking.is_empty()) {
            let errors: Vec<&str> = text
                .lines()
                .filter(|line| {
                    line.starts_with("error")
                        || line.contains("undefined symbol")
                        || line.contains("-->")
                })
                .collect();
            return Err(format!(
                "{}: does not build:\n{}",
                self.label(),
                errors.join("\n")
            ));
        }
        let mut linked = Vec::new();
        for probe in probes()? {
            if !panicking.contains(&probe) {
                let file = self
                    .target_dir()
                    .join(&self.target)
                    .join("release")
                    .join(&probe);
                linked.push((probe, file));
            }
        }
        Ok(Outcome { linked, panicking })
    }
}

/// Names of all probes: the files of `src/bin`.
pub fn probes() -> Result<Vec<String>, String> {
    let entries =
        std::fs::read_dir(folder().join("src/bin")).map_err(|why| format!("src/bin: {why}"))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_string))
        .collect();
    names.sort();
    Ok(names)
}
