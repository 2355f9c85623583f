//! The calls of the page, made as its script makes them.

use super::*;

fn answer(index: usize) -> String {
    with(|page| match index {
        0 => page.explained.text().to_owned(),
        3 => page.notes.clone(),
        _ => page.answer.clone(),
    })
}

fn put(text: &str) {
    with(|page| page.input = text.as_bytes().to_vec());
}

// One test: the page is one for the whole process.
#[test]
fn a_page_explains_searches_and_builds() {
    let frame = "68 AA AA AA AA AA AA 68 13 00 DF 16";
    put(frame);
    explain(0);
    assert_eq!(go_on(1), 1);
    assert!(answer(0).starts_with("     0  68  "), "{}", answer(0));
    assert_eq!(answer(3), "1\n0\n\n");
    title(0);
    assert_eq!(
        answer(4),
        "line 1, byte 0: request to AAAAAAAAAAAA, 13 read address (2007)"
    );
    put(frame);
    explain(1);
    assert_eq!(go_on(1), 1);
    with(|page| {
        let marks = page.explained.marks();
        assert_eq!(marks[..7], [-1, 0, 1, 0, 0, 12, 0]);
        // The second row: bytes 1 to 6, after the first line of the text in UTF-16.
        assert_eq!(marks[11..14], [2, 1, 6]);
        let first = page.explained.text().lines().next().unwrap();
        assert_eq!(marks[14] as usize, first.encode_utf16().count() + 1);
    });

    // In pieces as in one.
    let log = "RX: 68 AA AA AA\nAA AA AA 68 13 00 DF 16\n\n68 AA 68 13\n".repeat(3);
    put(&log);
    explain(0);
    assert_eq!(go_on(usize::MAX), 1);
    let whole = answer(0);
    put(&log);
    explain(0);
    let pieces = (1..).take_while(|_| go_on(1) == 0).count();
    assert!(pieces > 5, "{pieces}");
    assert_eq!(answer(0), whole);

    put("nothing here");
    explain(0);
    assert_eq!(go_on(1), 1);
    assert!(answer(0).is_empty());

    put("A相电压");
    search(1);
    assert!(answer(4).starts_with("02010100"), "{}", answer(4));
    put("01000000");
    search(0);
    assert!(!answer(4).is_empty());

    put("kind=read\ndi=forward active energy\naddress=112233445566\npreamble=0");
    build(0);
    assert_eq!(answer(4), "68 66 55 44 33 22 11 68 11 04 33 33 34 33 17 16");
    put(
        "kind=write\ndi=04000101\nvalue=nonsense\npassword=02:000000\noperator=00000000\npreamble=4",
    );
    build(0);
    assert_eq!(answer(4), "");
    assert!(!answer(3).is_empty());
}
