//! Counting without a panic path: the adapters of `core` keep an overflow check.

/// The items with their number, from 0.
pub(crate) fn numbered<I: Iterator>(items: I) -> impl Iterator<Item = (usize, I::Item)> {
    let mut next = 0usize;
    items.map(move |item| {
        let number = next;
        next = next.wrapping_add(1);
        (number, item)
    })
}

/// How many items there are.
pub(crate) fn count<I: Iterator>(items: I) -> usize {
    items.fold(0, |count, _| count.wrapping_add(1))
}
