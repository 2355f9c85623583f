//! The firmware images in emulators, in real time: this program plays the meters, the air, the
//! mains and the concentrator, kills a node in the middle of a journal write, and compares what
//! arrived with the truth.

mod emulator;
mod kill;
mod modem;
mod script;
mod setup;
mod summary;
mod world;

use crate::run::loss;
use emulator::{EMULATOR, Emulator};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs, io};

/// Options of the run.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Nodes, each with its meter.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=8))]
    nodes: u16,
    /// Share of radio frames that are lost, 0 to 0.5.
    #[arg(long, default_value_t = 0.05, value_parser = loss)]
    loss: f64,
    /// Seed of everything random but the machine's own pace.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder with the images `node` and `gateway`; without it they are built.
    #[arg(long)]
    images: Option<PathBuf>,
    /// Print one JSON object with the figures of the run, and nothing else.
    #[arg(long)]
    json: bool,
    /// Print every line that the boards log.
    #[arg(long)]
    verbose: bool,
}

/// Status for "could not run", apart from "the truth was missed".
const CANNOT: u8 = 2;
/// Where the script leaves the images.
const IMAGES: &str = "examples/firmware/target/thumbv7m-none-eabi/image";
const SCRIPT: &str = "scripts/firmware.sh";

/// Builds the images, runs them and judges.
pub(crate) fn run(args: &Args) -> ExitCode {
    if !Emulator::is_installed() {
        eprintln!(
            "{EMULATOR} is missing: install it, on Debian and Ubuntu: apt install {EMULATOR}"
        );
        return ExitCode::from(CANNOT);
    }
    let images = match args.images.clone().map_or_else(build, Ok) {
        Ok(images) => images,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::from(CANNOT);
        }
    };
    if let Some(missing) = ["node", "gateway"]
        .map(|name| images.join(name))
        .into_iter()
        .find(|image| !image.is_file())
    {
        eprintln!(
            "there is no image {}: {SCRIPT} --images builds them, without --images so does this",
            missing.display()
        );
        return ExitCode::from(CANNOT);
    }
    let folder = env::temp_dir().join(format!("cabinet-firmware-{}", std::process::id()));
    let outcome = images
        .canonicalize()
        .and_then(|images| play(args, &images, &folder));
    match outcome {
        Ok(good) => {
            let _ = fs::remove_dir_all(&folder);
            if good {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!(
                "{error}; the boards' folders are left in {}",
                folder.display()
            );
            ExitCode::from(CANNOT)
        }
    }
}

fn play(args: &Args, images: &Path, folder: &Path) -> io::Result<bool> {
    let setup = setup::Setup {
        nodes: usize::from(args.nodes),
        seed: args.seed,
    };
    let mut world = world::World::new(
        setup,
        args.loss,
        images.to_owned(),
        folder.to_owned(),
        !args.json,
    );
    world.set_verbose(args.verbose && !args.json);
    let outcome = world.run()?;
    println!(
        "{}",
        if args.json {
            outcome.json()
        } else {
            outcome.table()
        }
    );
    Ok(outcome.is_good())
}

/// Builds the images with the script of the project, next to whose sources this program was built.
fn build() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut script = Command::new("bash");
    script
        .arg(SCRIPT)
        .arg("--images")
        .current_dir(&root)
        .stdin(Stdio::null());
    // The script's words are for whoever watches, the figures of --json for standard output.
    script.stdout(io::stderr());
    match script.status() {
        Ok(status) if status.success() => Ok(root.join(IMAGES)),
        Ok(status) if status.code() == Some(77) => {
            Err("no compiler for Cortex-M: rustup target add thumbv7m-none-eabi, or on Debian and Ubuntu \
             apt install rustc-web cargo-web rust-web-src libstd-rust-web-dev lld; or name a folder with --images"
                .into())
        }
        Ok(status) => Err(format!("{SCRIPT} --images: {status}")),
        Err(error) => Err(format!("bash {SCRIPT}: {error}; name a folder with --images")),
    }
}
