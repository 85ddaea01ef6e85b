//! The command line: arguments, library, exit code.

fn main() {}
