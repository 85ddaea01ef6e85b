//! Reads a folder of articles and writes a bundle.
