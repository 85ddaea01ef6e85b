//! Fetching, saved state and the address bar.
