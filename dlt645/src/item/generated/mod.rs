//! The tables that `tables/generate.py` writes from the CSVs of `vectors/`: data, one row a line.
//!
//! Rows refer to formats, layouts and labels by name, so that a changed row of a CSV changes its
//! own lines only. The macros below turn the names into numbers. `scripts/tables.sh` writes the
//! files again and compares.

/// `FORMATS`, and the numbers of its entries by name.
macro_rules! formats {
    ($($name:ident = $format:expr,)*) => {
        /// Number of a format.
        #[derive(Clone, Copy)]
        #[repr(u8)]
        pub(in crate::item) enum FormatNumber {
            $($name,)*
        }

        pub(in crate::item) static FORMATS: &[(Format, Times, Limit)] = &[$($format,)*];
    };
}

/// `LAYOUTS`, and the numbers of its entries by name, from 1: 0 stands for none.
macro_rules! layouts {
    ($($name:ident = $layout:expr,)*) => {
        /// Number of a layout.
        #[derive(Clone, Copy)]
        #[repr(u8)]
        #[expect(non_camel_case_types, reason = "97_ before the identifiers of the 1997 edition")]
        pub(in crate::item) enum LayoutNumber {
            None,
            $($name,)*
        }

        pub(in crate::item) static LAYOUTS: &[crate::item::layout::Layout] = &[$($layout,)*];
    };
}

/// `LABELS`, English and Chinese, and the numbers of its entries by name.
macro_rules! labels {
    ($($name:ident = $label:expr,)*) => {
        /// Number of a label.
        #[derive(Clone, Copy)]
        #[repr(u16)]
        pub(in crate::item) enum LabelNumber {
            $($name,)*
        }

        pub(in crate::item) static LABELS: &[(&str, &str)] = &[$($label,)*];
    };
}

#[rustfmt::skip]
pub(super) mod formats;
#[rustfmt::skip]
pub(super) mod labels;
#[rustfmt::skip]
pub(super) mod layouts;
#[cfg(feature = "names")]
#[rustfmt::skip]
pub(super) mod names;
#[rustfmt::skip]
pub(super) mod rows;

/// A name and the identifiers that have it, as ranges of their four bytes; a 1997 identifier has
/// its two bytes last.
#[cfg(feature = "names")]
pub(super) struct Named {
    /// English template.
    pub(super) en: &'static str,
    /// Chinese template.
    pub(super) zh: &'static str,
    /// Lower and upper ends.
    pub(super) at: &'static [(u32, u32)],
}
