# The commands that people type. `just` lists them; none does more than it shows.

_list:
    @just --list --unsorted

# Build the components and serve them on http://127.0.0.1:3000
run *options:
    cargo run -- {{ options }}

# Run every test
test *options:
    cargo test --workspace {{ options }}

# Look for mistakes
lint:
    cargo clippy --workspace --all-targets -- -D warnings

# Put the code into its one form
fmt:
    cargo fmt --all

# Write the services' OpenAPI documents anew
openapi:
    WRITE_OPENAPI=1 cargo test -p advice -p desk -p messages -p training

# Attack the record store, and a run's bookings, with many seeded schedules
simulate seeds="10000":
    RECORDS_SEEDS={{ seeds }} cargo test -p records --test simulation --release
    TRAINING_SEEDS={{ seeds }} cargo test -p store --test bookings-simulation --release

# Measure it beside its peers
load *options:
    cargo bench --bench load -- {{ options }}

# Take pictures of every page, into target/screenshots
screenshots:
    cargo test --test browser

# Check licences, sources and advisories of what is depended on (needs cargo-deny)
deny:
    cargo deny check

# Do all that the build server does
ci:
    bash .ci/run
