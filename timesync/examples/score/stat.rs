//! Absolute errors and their quantiles.

/// Absolute errors, µs.
#[derive(Clone, Default)]
pub(crate) struct Errors(Vec<u64>);

impl Errors {
    pub(crate) fn note(&mut self, error_us: i64) {
        self.0.push(error_us.unsigned_abs());
    }

    pub(crate) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// p50, p99 and the largest as JSON numbers in ms, `null` without any error.
    pub(crate) fn figures(mut self) -> [String; 3] {
        self.0.sort_unstable();
        // Linear between neighbours, as numpy does.
        let quantile = |percent: usize| {
            let place = self.0.len().checked_sub(1)? * percent;
            let (i, part) = (place / 100, place % 100);
            let a = *self.0.get(i)? as f64;
            let b = self.0.get(i + 1).map_or(a, |&b| b as f64);
            Some((a + (b - a) * part as f64 / 100.0) / 1000.0)
        };
        [50, 99, 100].map(|p| quantile(p).map_or_else(|| "null".to_owned(), |v| format!("{v:.3}")))
    }

    pub(crate) fn json(self) -> String {
        let [p50, p99, max] = self.figures();
        format!("{{\"p50\":{p50},\"p99\":{p99},\"max\":{max}}}")
    }
}
