"""DL/T 645 meters: frames into exact values, captures explained, and meters read."""

from . import items
from ._aio import AsyncClient
from ._native import (
    Client,
    DecodeError,
    Error,
    Frame,
    MeterError,
    NoAnswerError,
    PortError,
    Reading,
    Value,
    Warning,
    decode,
    explain,
)

__all__ = [
    "AsyncClient",
    "Client",
    "DecodeError",
    "Error",
    "Frame",
    "MeterError",
    "NoAnswerError",
    "PortError",
    "Reading",
    "Value",
    "Warning",
    "decode",
    "explain",
    "items",
]
