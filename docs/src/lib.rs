//! Nothing but documentation tests: every code block of the guide and of the root README, and of
//! all translations, is compiled and run. The English READMEs of the crates are the front pages of
//! their crates and tested there.
#![doc = include_str!("../guide.md")]

/// The root README.
#[doc = include_str!("../../README.md")]
pub mod readme {}

/// Chinese READMEs (中文说明).
pub mod zh {
    #![doc = include_str!("../guide.zh.md")]

    /// Root.
    #[doc = include_str!("../../README.zh.md")]
    pub mod readme {}

    /// `dlt645`.
    #[doc = include_str!("../../dlt645/README.zh.md")]
    pub mod dlt645 {}

    /// `rf-frame`.
    #[doc = include_str!("../../rf-frame/README.zh.md")]
    pub mod rf_frame {}

    /// `ttl-link`.
    #[doc = include_str!("../../ttl-link/README.zh.md")]
    pub mod ttl_link {}

    /// `timesync`.
    #[doc = include_str!("../../timesync/README.zh.md")]
    pub mod timesync {}

    /// `dlt645-cli`.
    #[doc = include_str!("../../cli/README.zh.md")]
    pub mod cli {}
}
