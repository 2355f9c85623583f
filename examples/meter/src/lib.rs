//! Virtual DL/T 645 meter.
