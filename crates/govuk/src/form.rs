//! Fields of a form. Each takes its label, hint, error and value together and ties them to the input itself, so that
//! no page can leave an input without a name. Knows nothing of what is asked, nor whether an answer is right.

mod character_count;
mod checkboxes;
mod choices;
mod date_input;
mod error_message;
mod error_summary;
mod field;
mod fieldset;
mod hint;
mod label;
mod radios;
mod select;
mod text_input;
mod textarea;

pub use character_count::{CharacterCount, Limit};
pub use checkboxes::Checkboxes;
pub use choices::Choice;
pub use date_input::{DateInput, DatePart};
pub use error_message::ErrorMessage;
pub use error_summary::{ErrorSummary, Problem};
pub use field::FormField;
pub use fieldset::{Fieldset, Legend};
pub use hint::Hint;
pub use label::Label;
pub use radios::Radios;
pub use select::{Select, SelectOption};
pub use text_input::{InputKind, InputMode, TextInput};
pub use textarea::Textarea;
