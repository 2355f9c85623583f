//! Messages without data.

/// A unit type for a message whose data field is empty.
macro_rules! empty_message {
    ($(#[$doc:meta])* $name:ident, $control:expr, $expect:path) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        pub struct $name;

        impl $name {
            /// Parses the message.
            ///
            /// # Errors
            #[doc = concat!("[`CommandError::Control`](super::CommandError::Control) for other commands, ")]
            #[doc = concat!("[`CommandError::Length`](super::CommandError::Length) if there are data.")]
            pub fn parse(frame: &$crate::Frame<'_>) -> Result<Self, super::CommandError> {
                $expect(frame, $control.function())?;
                super::error::exactly::<0>(frame).map(|_| Self)
            }
        }

        // Only a message of a function that both editions have would need to tell: re-read of 1997.
        $crate::command::fields::message!(
            $name, it => $control, $control.edition().unwrap_or($crate::Edition::V1997), []
        );
    };
}

pub(crate) use empty_message;
