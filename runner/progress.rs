//! Says which step a start is at and how far it is, in plain lines. Says nothing where it is to be quiet.

use crate::host::Output;
use std::io::IsTerminal;
use std::time::Instant;

/// Where the lines go.
pub(crate) struct Progress {
    output: Output,
    quiet: bool,
    /// A build tool may have drawn a bar on the last line, which a line of ours replaces.
    clears_line: bool,
}

/// One step, in which something is done with each component.
pub(crate) struct Step<'a> {
    progress: &'a Progress,
    components: usize,
    done: usize,
    began: Instant,
}

impl Progress {
    pub(crate) fn new(output: Output, quiet: bool) -> Self {
        let clears_line = matches!(output, Output::Stderr) && std::io::stderr().is_terminal();
        Self { output, quiet, clears_line }
    }

    /// Whether nothing is said.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says a line.
    pub(crate) fn line(&self, line: &str) {
        if !self.quiet {
            let clear = if self.clears_line { "\r\x1b[K" } else { "" };
            self.output.line(format!("{clear}{line}").as_bytes());
        }
    }

    /// Begins a step with so many components.
    pub(crate) fn step(&self, name: &str, components: usize) -> Step<'_> {
        self.line(&format!("{name} {components} {}", if components == 1 { "component" } else { "components" }));
        Step { progress: self, components, done: 0, began: Instant::now() }
    }
}

impl Step<'_> {
    /// Says what is done next.
    pub(crate) fn begins(&self, what: &str) {
        self.progress.line(&format!("  $ {what}"));
    }

    /// Counts a component with which this was done.
    pub(crate) fn done(&mut self, component: &str, what: &str) {
        self.done += 1;
        self.count(&format!("{component} {what}"));
    }

    /// Counts components with which nothing had to be done.
    pub(crate) fn up_to_date(&mut self, components: usize) {
        self.done += components;
        if components > 0 {
            self.count(&format!("{components} up to date"));
        }
    }

    fn count(&self, what: &str) {
        let Self { done, components, .. } = self;
        let seconds = self.began.elapsed().as_secs_f32();
        self.progress.line(&format!("  [{done}/{components}] {what}, {seconds:.1} s"));
    }
}
