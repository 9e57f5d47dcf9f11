//! Serves a Spin application on one machine over an embedded store. Knows `spin.toml`, nothing about schools.
