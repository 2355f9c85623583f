use super::*;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("store-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn tell(text: &str) -> Change {
    Change::Tell(Kind::Event, text.to_owned())
}

fn texts(store: &Store) -> Vec<(u64, String)> {
    let waiting = store.waiting_from(0, 100_000).unwrap();
    waiting
        .into_iter()
        .map(|one| (one.sequence, one.text))
        .collect()
}

#[test]
fn what_was_applied_is_there_after_a_restart() {
    let path = folder("restart").join("a.redb");
    let (store, opened) = Store::open(&path, 1 << 20, 77, "now").unwrap();
    assert_eq!((opened, store.log()), (Opened::New, 77));
    let changes = [
        tell("first"),
        Change::Cursor("line/gateway".to_owned(), vec![1, 2, 3]),
        Change::Outage("meter/1".to_owned(), "out".to_owned()),
        Change::Value("meter/00010000".to_owned(), "12.34".to_owned()),
        tell("second"),
    ];
    store.apply(&changes, "").unwrap();
    drop(store);
    let (store, opened) = Store::open(&path, 1 << 20, 78, "now").unwrap();
    assert_eq!((opened, store.log()), (Opened::Found, 77));
    assert_eq!(
        texts(&store),
        [(1, "first".to_owned()), (2, "second".to_owned())]
    );
    assert_eq!(store.cursor("line/gateway").unwrap(), Some(vec![1, 2, 3]));
    assert_eq!(
        store.outages().unwrap(),
        [("meter/1".to_owned(), "out".to_owned())]
    );
    assert_eq!(store.values().unwrap()[0].1, "12.34");
}

#[test]
fn only_the_mark_of_this_log_frees() {
    let path = folder("mark").join("a.redb");
    let (store, _) = Store::open(&path, 1 << 20, 5, "").unwrap();
    let many: Vec<Change> = (0..10).map(|n| tell(&format!("event {n}"))).collect();
    store.apply(&many, "").unwrap();
    assert_eq!(store.free(6, 10).unwrap(), 0);
    assert_eq!(store.backlog().unwrap().0, 10);
    assert_eq!(store.free(5, 4).unwrap(), 4);
    let left = store.waiting_from(0, 2).unwrap();
    assert_eq!((left[0].sequence, left[0].previous), (5, 0));
    assert_eq!((left[1].sequence, left[1].previous), (6, 5));
    let later = store.waiting_from(8, 1).unwrap();
    assert_eq!((later[0].sequence, later[0].previous), (8, 7));
    assert_eq!(store.free(5, 4).unwrap(), 0, "the same mark again");
    assert_eq!(store.free(5, 1000).unwrap(), 6);
    assert_eq!(store.backlog().unwrap(), (0, 0));
    store.apply(&[tell("next")], "").unwrap();
    assert_eq!(
        texts(&store),
        [(11, "next".to_owned())],
        "numbers are never used again"
    );
}

#[test]
fn without_room_old_values_go_first_and_the_loss_is_told() {
    let path = folder("room").join("a.redb");
    let (store, _) = Store::open(&path, 10_000, 5, "").unwrap();
    let text = "x".repeat(76);
    for n in 0..60 {
        let kind = if n % 2 == 0 { Kind::Value } else { Kind::Event };
        store
            .apply(&[Change::Tell(kind, text.clone())], "then")
            .unwrap();
    }
    for _ in 0..60 {
        store.apply(&[tell(&text)], "then").unwrap();
    }
    let left = texts(&store);
    let events = left
        .iter()
        .filter(|(_, text)| text.starts_with('x'))
        .count();
    assert!(events >= 80, "all events but a few are left: {events}");
    let told: Vec<serde_json::Value> = left
        .iter()
        .filter_map(|(_, text)| serde_json::from_str(text).ok())
        .collect();
    let lost: u64 = told
        .iter()
        .filter_map(|event| event["values"].as_u64())
        .sum();
    assert_eq!(lost, 30, "every value that went is told: {told:?}");
    assert!(store.backlog().unwrap().1 <= 10_000 + 300);
}

#[test]
fn a_broken_file_is_set_aside_and_a_new_log_begins() {
    let path = folder("broken").join("a.redb");
    std::fs::write(&path, vec![0x55; 5000]).unwrap();
    let (store, opened) = Store::open(&path, 1 << 20, 9, "20261129").unwrap();
    let Opened::SetAside { to, why } = opened else {
        panic!("{opened:?}")
    };
    assert!(to.ends_with("a.redb.broken-20261129") && !why.is_empty());
    assert_eq!(std::fs::read(&to).unwrap().len(), 5000);
    assert_eq!(store.log(), 9);
    store.apply(&[tell("goes on")], "").unwrap();
    let second = Store::open(&path, 1 << 20, 9, "x");
    assert!(second.is_err(), "one process at a time: {second:?}");
}

#[test]
fn files_of_others_and_of_newer_versions_are_left_alone() {
    let folder = folder("others");
    let refused = |path: &std::path::Path| {
        let before = std::fs::read(path).unwrap();
        let error = Store::open(path, 1 << 20, 9, "x").unwrap_err();
        assert!(Store::open_existing(path).is_err());
        // A database that is closed again may have counted that; a text stays as it is.
        if !before.starts_with(b"redb") {
            assert_eq!(std::fs::read(path).unwrap(), before);
        }
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1
        );
        std::fs::remove_file(path).unwrap();
        error
    };
    let text = folder.join("a.toml");
    std::fs::write(&text, "name = \"a\"\nstore = \"a.toml\"\n").unwrap();
    assert!(matches!(refused(&text), OpenError::Foreign(_)));

    let other = folder.join("other.redb");
    let database = Database::create(&other).unwrap();
    let write = database.begin_write().unwrap();
    let table: TableDefinition<'_, u64, u64> = TableDefinition::new("theirs");
    write.open_table(table).unwrap().insert(1, 1).unwrap();
    write.commit().unwrap();
    drop(database);
    assert!(matches!(refused(&other), OpenError::Foreign(_)));

    let newer = folder.join("newer.redb");
    let make = || drop(Store::open(&newer, 1 << 20, 9, "x").unwrap());
    make();
    let database = Database::create(&newer).unwrap();
    let write = database.begin_write().unwrap();
    write.open_table(META).unwrap().insert(VERSION, 2).unwrap();
    write.commit().unwrap();
    drop(database);
    assert!(matches!(refused(&newer), OpenError::Newer));
    // The file format of a later redb, in both commit slots.
    make();
    let mut bytes = std::fs::read(&newer).unwrap();
    (bytes[64], bytes[192]) = (4, 4);
    std::fs::write(&newer, bytes).unwrap();
    assert!(matches!(refused(&newer), OpenError::Newer));
}

#[test]
fn a_store_in_use_is_said_to_be_and_reading_one_makes_none() {
    let path = folder("in-use").join("a.redb");
    assert!(Store::open_existing(&path).is_err());
    assert!(!path.exists());
    let held = Store::open(&path, 1 << 20, 9, "x").unwrap();
    let second = Store::open(&path, 1 << 20, 9, "x").unwrap_err();
    assert!(matches!(second, OpenError::InUse), "{second}");
    drop(held);
    std::fs::write(&path, vec![0x55; 5000]).unwrap();
    assert!(Store::open_existing(&path).is_err());
    assert!(path.exists(), "a broken one is left where it is");
}
