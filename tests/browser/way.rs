//! The ways in which people come: what they see with and what they act with. Nothing here acts.

/// A way of coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    /// In the names of pictures; empty where the page is the ordinary one.
    pub(crate) name: &'static str,
    /// What the page is laid out in, in CSS pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// How many pixels of the screen one CSS pixel takes: the zoom.
    pub(crate) scale: u32,
    pub(crate) script: bool,
    /// By keyboard alone; otherwise with a mouse.
    pub(crate) keyboard: bool,
    pub(crate) forced_colours: bool,
    pub(crate) pictures: Pictures,
}

/// What is pictured of each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pictures {
    /// The whole page, as wide as a phone and as wide as a desk.
    BothWidths,
    /// What fits the screen.
    Screen,
    /// Nothing: it looks like another way's.
    Nothing,
}

impl Way {
    /// A mouse, a desk, a wide screen.
    pub(crate) const ORDINARY: Self = Self {
        name: "",
        width: 1280,
        height: 1024,
        scale: 1,
        script: true,
        keyboard: false,
        forced_colours: false,
        pictures: Pictures::BothWidths,
    };
    /// The narrowest screen that pages must fit (WCAG 1.4.10).
    pub(crate) const NARROW: Self =
        Self { name: "narrow", width: 320, height: 640, pictures: Pictures::Nothing, ..Self::ORDINARY };
    /// Script is switched off, or did not arrive.
    pub(crate) const WITHOUT_SCRIPT: Self = Self { name: "without-script", script: false, ..Self::ORDINARY };
    /// No mouse.
    pub(crate) const KEYBOARD: Self =
        Self { name: "keyboard", height: 800, keyboard: true, pictures: Pictures::Nothing, ..Self::ORDINARY };
    /// 400 % zoom in a window of 1280 by 1024 pixels.
    pub(crate) const ZOOMED: Self =
        Self { name: "zoomed", width: 320, height: 256, scale: 4, pictures: Pictures::Screen, ..Self::ORDINARY };
    /// The colours are the person's own, as in Windows' high contrast; so are those that show what has the focus.
    pub(crate) const FORCED_COLOURS: Self =
        Self { name: "forced-colours", forced_colours: true, pictures: Pictures::BothWidths, ..Self::KEYBOARD };
}
