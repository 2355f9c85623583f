//! Replays every committed input through its property, so that `cargo test` guards what fuzzing
//! found.

use meter_fuzz::TARGETS;
use std::fs;
use std::path::{Path, PathBuf};

fn inputs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

#[test]
fn corpus_and_regressions_hold() {
    let mut runs = 0;
    for (name, property) in TARGETS {
        for folder in [
            format!("corpus/{name}"),
            format!("regressions/{name}"),
            "corpus/wire".into(),
        ] {
            for file in inputs(&folder) {
                println!("{name}: {}", file.display());
                property(&fs::read(&file).unwrap());
                runs += 1;
            }
        }
    }
    assert!(
        runs > 100 * TARGETS.len(),
        "only {runs} inputs: is the corpus checked out?"
    );
}

/// Cut, repeated and bent seeds: what a fuzzer does first, without a fuzzer.
#[test]
fn bent_seeds_hold() {
    let seeds = inputs("corpus/wire");
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below.max(1)
    };
    for (name, property) in TARGETS {
        for file in &seeds {
            let seed = fs::read(file).unwrap();
            for _ in 0..8 {
                let mut bytes = seed.clone();
                for _ in 0..random(4) {
                    let at = random(bytes.len());
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = random(256) as u8;
                    }
                }
                bytes.truncate(bytes.len() - random(3).min(bytes.len()));
                bytes.extend_from_slice(&seed[random(seed.len())..]);
                bytes.insert(0, random(64) as u8);
                println!("{name}: {} as {bytes:02x?}", file.display());
                property(&bytes);
            }
        }
    }
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2)
        .map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
        .collect()
}

/// Writes seeds from the vectors: `cargo test --test replay -- --ignored seeds`.
#[test]
#[ignore = "writes corpus/wire and those of the radio from the vectors"]
fn seeds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wire = root.join("corpus/wire");
    fs::create_dir_all(&wire).unwrap();
    for name in ["dlt645-real.jsonl", "dlt645-malformed.jsonl"] {
        let text = fs::read_to_string(root.join("../dlt645/vectors").join(name)).unwrap();
        for line in text.lines() {
            let vector: serde_json::Value = serde_json::from_str(line).unwrap();
            let bytes = unhex(vector["hex"].as_str().unwrap());
            fs::write(wire.join(vector["id"].as_str().unwrap()), bytes).unwrap();
        }
    }
    // Those whose input is the frame as it is in the air.
    let text = fs::read_to_string(root.join("../rf-frame/vectors/section7.toml")).unwrap();
    for target in ["radio_raw", "radio_repaired"] {
        let folder = root.join("corpus").join(target);
        fs::create_dir_all(&folder).unwrap();
        let frames = text
            .lines()
            .filter_map(|line| line.strip_prefix("hex = \"")?.strip_suffix('"'));
        for (number, hex) in frames.enumerate() {
            fs::write(folder.join(format!("section7-{number:02}")), unhex(hex)).unwrap();
        }
    }
    let text = fs::read_to_string(root.join("../rf-frame/vectors/rf-v2-vectors.json")).unwrap();
    let vectors: serde_json::Value = serde_json::from_str(&text).unwrap();
    let folder = root.join("corpus/wire_raw");
    fs::create_dir_all(&folder).unwrap();
    for member in ["frames", "refused"] {
        for (number, vector) in vectors[member].as_array().unwrap().iter().enumerate() {
            let bytes = unhex(vector["hex"].as_str().unwrap());
            fs::write(folder.join(format!("v2-{member}-{number:02}")), bytes).unwrap();
        }
    }
}
