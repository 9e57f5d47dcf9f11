//! The one shape of an option on a component: take `self`, set it, hand `self` back. Never anything but plain setting.

/// Writes the builder methods of a component. The word before the type says how the value arrives: `some` (converted,
/// kept as `Some`), `just` (as it is, kept as `Some`), `option` (perhaps a value, as a field has an error or has not),
/// `into` (converted) and `set` (as it is).
macro_rules! setters {
    () => {};
    ($(#[$doc:meta])* $name:ident: some $ty:ty; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(mut self, $name: impl Into<$ty>) -> Self {
            self.$name = Some($name.into());
            self
        }
        $crate::setters::setters! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident: just $ty:ty; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(mut self, $name: $ty) -> Self {
            self.$name = Some($name);
            self
        }
        $crate::setters::setters! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident: option $ty:ty; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(mut self, $name: Option<impl Into<$ty>>) -> Self {
            self.$name = $name.map(Into::into);
            self
        }
        $crate::setters::setters! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident: into $ty:ty; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(mut self, $name: impl Into<$ty>) -> Self {
            self.$name = $name.into();
            self
        }
        $crate::setters::setters! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident: set $ty:ty; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(mut self, $name: $ty) -> Self {
            self.$name = $name;
            self
        }
        $crate::setters::setters! { $($rest)* }
    };
}

pub(crate) use setters;
