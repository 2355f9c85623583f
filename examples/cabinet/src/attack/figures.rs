//! What a scenario has found, and the limits that it has to keep.

use serde::Serialize;
use std::fmt;

/// A figure with its limits.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figure {
    name: &'static str,
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<f64>,
}

impl Figure {
    fn holds(&self) -> bool {
        self.least.is_none_or(|least| self.value >= least)
            && self.most.is_none_or(|most| self.value <= most)
    }
}

/// All figures of a scenario.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found(Vec<Figure>);

impl Found {
    /// A figure that is at most so much.
    #[must_use]
    pub(crate) fn most(self, name: &'static str, value: f64, most: f64) -> Self {
        self.with(name, value, None, Some(most))
    }

    /// A figure that is at least so much.
    #[must_use]
    pub(crate) fn least(self, name: &'static str, value: f64, least: f64) -> Self {
        self.with(name, value, Some(least), None)
    }

    /// A count that is exactly so much.
    #[must_use]
    pub(crate) fn count(self, name: &'static str, value: usize, wanted: usize) -> Self {
        let wanted = wanted as f64;
        self.with(name, value as f64, Some(wanted), Some(wanted))
    }

    fn with(
        mut self,
        name: &'static str,
        value: f64,
        least: Option<f64>,
        most: Option<f64>,
    ) -> Self {
        self.0.push(Figure {
            name,
            value,
            least,
            most,
        });
        self
    }

    pub(crate) fn figures(&self) -> &[Figure] {
        &self.0
    }

    /// Whether every figure keeps its limits, and there is one.
    pub(crate) fn holds(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(Figure::holds)
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, figure) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            let value = (figure.value * 1000.0).round() / 1000.0;
            write!(f, "{comma}{} {value}", figure.name)?;
            match (figure.least, figure.most) {
                (Some(least), Some(most)) if least < most => write!(f, " ({least} to {most})")?,
                (Some(wanted), Some(_)) => write!(f, " (= {wanted})")?,
                (Some(least), None) => write!(f, " (>= {least})")?,
                (None, Some(most)) => write!(f, " (<= {most})")?,
                (None, None) => {}
            }
        }
        Ok(())
    }
}
