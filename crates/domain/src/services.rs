//! The services, in one table: everything that lists them reads it. A fifth service is one row more.

use crate::messages::Kind;

/// One service, or one part of the house that has addresses of its own.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Its component: its folder in `components`, its id in `spin.toml`, its part of an API's path.
    pub component: &'static str,
    /// What its OpenAPI document is called.
    pub title: &'static str,
    /// What the public may do with it; `None`: nothing.
    pub public: Option<Public>,
    /// Where staff work on it, and what that link is called.
    pub desk: Option<(&'static str, &'static str)>,
    /// The beginnings of the paths that `spin.toml` routes to it.
    pub prefixes: &'static [&'static str],
    /// The kinds of email that its records cause, by the name of their template in the setting `notify_templates`.
    pub mail: &'static [(&'static str, &'static [Kind])],
}

/// What the start page says of a service, and the link of the site's navigation.
#[derive(Clone, Copy, Debug)]
pub struct Public {
    /// Its first page.
    pub href: &'static str,
    /// The words of the link.
    pub link: &'static str,
    /// Whom it is for.
    pub heading: &'static str,
    /// What they can do.
    pub lead: &'static str,
    /// In these cases, or these people.
    pub points: &'static [&'static str],
    /// What else is good to know.
    pub note: Option<&'static str>,
    /// Whether somebody is promised an answer within the days that the council has set.
    pub promises_an_answer: bool,
    /// What its button says.
    pub button: &'static str,
    /// Other pages of it: words and address.
    pub also: &'static [(&'static str, &'static str)],
}

/// Every service, in the order in which people are told of them.
pub const SERVICES: &[Service] = &[
    Service {
        component: "advice",
        title: "Advice for families",
        public: Some(Public {
            href: "/advice",
            link: "Advice for families",
            heading: "Parents and guardians",
            lead: "You can ask us for advice about school if your child was in care, and then:",
            points: &[
                "was adopted, here or in another country",
                "came to live with a special guardian",
                "came to live with someone under a child arrangements order",
            ],
            note: Some("You do not need an account. You do not have to tell us your child’s name."),
            promises_an_answer: true,
            button: "Ask for advice",
            also: &[],
        }),
        desk: Some(("/desk/advice", "Advice")),
        prefixes: &["/api/v1/advice", "/advice", "/desk/advice"],
        mail: &[
            ("received", &[Kind::Received]),
            ("waiting_for_you", &[Kind::WaitingForYou]),
            ("answered", &[Kind::Answered]),
            ("reminder", &[Kind::Reminder]),
            ("family_wrote", &[Kind::FamilyWrote]),
        ],
    },
    Service {
        component: "training",
        title: "Training",
        public: Some(Public {
            href: "/training",
            link: "Training",
            heading: "Training for the adults around a child",
            lead: "You can book places on our training, for yourself or for up to 10 people:",
            points: &[
                "designated teachers, other school staff and governors",
                "early years staff",
                "social workers, carers and adoptive parents",
                "tutors, mentors and therapists who work for us",
            ],
            note: None,
            promises_an_answer: false,
            button: "Find and book training",
            also: &[
                ("come back to a booking", "/training/come-back"),
                ("see your school’s bookings", "/training/school"),
                ("check a certificate", "/training/certificate"),
            ],
        }),
        desk: Some(("/desk/training", "Training")),
        prefixes: &["/api/v1/training", "/training", "/desk/training"],
        // One template says what happened by ((what)): a council that had to write one for each would write none.
        mail: &[(
            "training",
            &[
                Kind::PlaceConfirmed,
                Kind::PlaceQueued,
                Kind::PlaceOffered,
                Kind::OfferLapsed,
                Kind::PlaceCancelled,
                Kind::AttendeeChanged,
                Kind::RunMoved,
                Kind::RunCancelled,
                Kind::NotPlaced,
                Kind::TrainingNotice,
                Kind::EvaluationWanted,
            ],
        )],
    },
    Service {
        component: "desk",
        title: "The desk: people, keys, the directory of settings",
        public: None,
        desk: Some(("/desk/directory", "Directory")),
        prefixes: &["/api/v1/desk", "/api/v1/directory", "/desk"],
        mail: &[("sign_in_link", &[Kind::SignInLink])],
    },
    Service {
        component: "messages",
        title: "Messages by email",
        public: None,
        desk: None,
        prefixes: &["/api/v1/messages", "/desk/messages"],
        mail: &[],
    },
];

impl Service {
    /// Where its OpenAPI document is.
    #[must_use]
    pub fn document(&self) -> String {
        format!("/api/v1/{}/openapi.json", self.component)
    }
}

/// The name of the template of a kind of message in the setting `notify_templates`.
#[must_use]
pub fn template(kind: Kind) -> Option<&'static str> {
    let mut templates = SERVICES.iter().flat_map(|service| service.mail);
    templates.find(|(_, kinds)| kinds.contains(&kind)).map(|(template, _)| *template)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{SERVICES, template};
    use crate::choice::Choice;
    use crate::messages::Kind;

    #[test]
    fn every_kind_of_message_belongs_to_one_service() {
        for kind in Kind::ALL {
            let services = SERVICES.iter().flat_map(|service| service.mail).filter(|(_, kinds)| kinds.contains(kind));
            assert_eq!(services.count(), 1, "{}", kind.name());
            assert!(template(*kind).is_some());
        }
    }

    #[test]
    fn no_path_belongs_to_two_services() {
        let prefixes: Vec<_> = SERVICES.iter().flat_map(|service| service.prefixes).collect();
        assert_eq!(prefixes.iter().collect::<BTreeSet<_>>().len(), prefixes.len());
        for service in SERVICES {
            let first = service.public.map(|public| public.href).into_iter().chain(service.desk.map(|(href, _)| href));
            for href in first {
                assert!(service.prefixes.iter().any(|prefix| href.starts_with(prefix)), "{href}");
            }
        }
    }
}
