"""Data identifiers: by number, and by words in English or Chinese."""

from ._native import Item, lookup, search

__all__ = ["Item", "lookup", "search"]
