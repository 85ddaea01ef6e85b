//! The browser's entry: mounts the hosted page.

fn main() {}
