//! What there is to do and how far each task has come. It never works out the status.

use maud::{Markup, Render, html};

use crate::content::Content;
use crate::looks::{class_if, classes, present};
use crate::setters::setters;
use crate::tag::Tag;

/// A task list.
/// See <https://design-system.service.gov.uk/components/task-list/>.
#[derive(Clone, Debug)]
#[must_use]
pub struct TaskList {
    id_prefix: String,
    tasks: Vec<Task>,
    classes: String,
}

/// One task.
#[derive(Clone, Debug)]
#[must_use]
pub struct Task {
    title: Content,
    status: TaskStatus,
    href: Option<String>,
    hint: Option<Content>,
    classes: String,
    title_classes: String,
    status_classes: String,
}

/// How far a [`Task`] has come.
#[derive(Clone, Debug)]
pub enum TaskStatus {
    /// In words alone, as "Completed" is.
    Plain(Content),
    /// In words alone, paler: it has to wait for something else.
    CannotStartYet(Content),
    /// In a tag, so that what is still to do stands out.
    Tag(Tag),
}

impl TaskList {
    /// A list without tasks yet.
    pub fn new() -> Self {
        Self { id_prefix: "task-list".to_owned(), tasks: Vec::new(), classes: String::new() }
    }

    setters! {
        /// What the ids of hints and statuses begin with, when a page has two lists.
        id_prefix: into String;
        /// Further class names.
        classes: into String;
    }

    /// Adds a task.
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }
}

impl Default for TaskList {
    fn default() -> Self {
        Self::new()
    }
}

impl Task {
    /// A task and how far it has come.
    pub fn new(title: impl Into<Content>, status: TaskStatus) -> Self {
        Self {
            title: title.into(),
            status,
            href: None,
            hint: None,
            classes: String::new(),
            title_classes: String::new(),
            status_classes: String::new(),
        }
    }

    setters! {
        /// Where the task is done. Without it the task cannot be opened.
        href: some String;
        /// Help under the title.
        hint: some Content;
        /// Further class names.
        classes: into String;
        /// Further class names of the title.
        title_classes: into String;
        /// Further class names of the status.
        status_classes: into String;
    }

    fn render(&self, id: &str) -> Markup {
        let linked = class_if(self.href.is_some(), "govuk-task-list__item--with-link");
        let waiting = matches!(self.status, TaskStatus::CannotStartYet(_));
        let waiting = class_if(waiting, "govuk-task-list__status--cannot-start-yet");
        let status_id = format!("{id}-status");
        let hint_id = self.hint.as_ref().map(|_| format!("{id}-hint")).unwrap_or_default();
        html! {
            li class=(classes(&["govuk-task-list__item", linked, &self.classes])) {
                div class="govuk-task-list__name-and-hint" {
                    @match &self.href {
                        Some(href) => a class=(classes(&["govuk-link govuk-task-list__link", &self.title_classes]))
                            href=(href) aria-describedby=(classes(&[&hint_id, &status_id])) { (self.title) },
                        None => div class=[present(&self.title_classes)] { (self.title) },
                    }
                    @if let Some(hint) = &self.hint {
                        div id=(hint_id) class="govuk-task-list__hint" { (hint) }
                    }
                }
                div class=(classes(&["govuk-task-list__status", waiting, &self.status_classes])) id=(status_id) {
                    @match &self.status {
                        TaskStatus::Plain(content) | TaskStatus::CannotStartYet(content) => (content),
                        TaskStatus::Tag(tag) => (tag),
                    }
                }
            }
        }
    }
}

impl Render for TaskList {
    fn render(&self) -> Markup {
        html! {
            ul class=(classes(&["govuk-task-list", &self.classes])) {
                @for (place, task) in (1_usize..).zip(&self.tasks) {
                    (task.render(&format!("{}-{place}", self.id_prefix)))
                }
            }
        }
    }
}
