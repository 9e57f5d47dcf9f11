//! The site: what everybody who comes by browser meets on every page.

mod files;
mod pages;
mod problems;
