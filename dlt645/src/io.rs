//! Errors as `std::io::Error`, for code that works on streams.

use crate::command::CommandError;
use crate::{EncodeError, FrameError};
use std::io::{Error, ErrorKind};

impl From<FrameError> for Error {
    fn from(error: FrameError) -> Self {
        let kind = match error {
            FrameError::Truncated { .. } => ErrorKind::UnexpectedEof,
            _ => ErrorKind::InvalidData,
        };
        Self::new(kind, error)
    }
}

impl From<CommandError> for Error {
    fn from(error: CommandError) -> Self {
        Self::new(ErrorKind::InvalidData, error)
    }
}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Self {
        let kind = match error {
            EncodeError::Full { .. } => ErrorKind::WriteZero,
            _ => ErrorKind::InvalidInput,
        };
        Self::new(kind, error)
    }
}
