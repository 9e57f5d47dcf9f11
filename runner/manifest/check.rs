//! What a well-formed manifest must also hold to. Reads nothing but the manifest itself.

use super::{Every, Manifest, Problem, Trigger};
use crate::limits::{CALL_SECONDS, CALLS};
use crate::outbound::AllowedHost;
use crate::routes::Router;
use crate::template::{Template, valid_name};
use toml::Spanned;

const SUPPORTED_VERSION: i64 = 2;

impl Manifest {
    pub(super) fn check(&self) -> Result<(), Problem> {
        if *self.version.get_ref() != SUPPORTED_VERSION {
            return Err(at(&self.version, format!("spin_manifest_version must be {SUPPORTED_VERSION}")));
        }
        self.check_variables()?;
        self.check_triggers()?;
        self.check_components()?;
        self.check_tool()
    }

    fn check_variables(&self) -> Result<(), Problem> {
        for (name, variable) in &self.variables {
            valid_name(name.get_ref())
                .map_err(|reason| at(name, format!("variable {:?}: {reason}", name.get_ref())))?;
            if variable.required == variable.default.is_some() {
                let message = format!("variable {:?} needs either required = true or a default", name.get_ref());
                return Err(at(name, message));
            }
        }
        Ok(())
    }

    fn check_triggers(&self) -> Result<(), Problem> {
        let mut router = Router::default();
        for Trigger { route, component } in self.triggers() {
            if !self.components().any(|(id, _)| id == component.get_ref()) {
                return Err(at(component, format!("there is no component {:?}", component.get_ref())));
            }
            router.add(route.get_ref(), component.get_ref()).map_err(|error| at(route, error.to_string()))?;
        }
        Ok(())
    }

    fn check_components(&self) -> Result<(), Problem> {
        for (id, component) in &self.component {
            if !self.triggers().iter().any(|trigger| trigger.component.get_ref() == id.get_ref()) {
                return Err(at(id, format!("component {:?} has no route", id.get_ref())));
            }
            for (name, template) in &component.variables {
                valid_name(name.get_ref())
                    .map_err(|reason| at(name, format!("variable {:?}: {reason}", name.get_ref())))?;
                self.check_template(template)?;
            }
            for host in &component.allowed_outbound_hosts {
                // What a template becomes is known, and checked, only once the variables have their values.
                if self.check_template(host)?.is_literal() {
                    AllowedHost::parse(host.get_ref()).map_err(|reason| at(host, reason.to_string()))?;
                }
            }
        }
        Ok(())
    }

    fn check_tool(&self) -> Result<(), Problem> {
        let tool = &self.application.tool.runner;
        if let Some(Every { seconds, .. }) = tool.every.get(CALLS) {
            return Err(at(seconds, format!("no more than {CALLS} calls can be made every so often")));
        }
        for Every { seconds, post, bearer } in &tool.every {
            if !CALL_SECONDS.contains(seconds.get_ref()) {
                let (least, most) = (CALL_SECONDS.start(), CALL_SECONDS.end());
                return Err(at(seconds, format!("must be from {least} to {most} seconds")));
            }
            check_path(post)?;
            bearer.as_ref().map(|bearer| self.check_template(bearer)).transpose()?;
        }
        for name in &tool.make {
            let Some(variable) = self.variables.get(name.get_ref().as_str()) else {
                return Err(at(name, format!("there is no variable {:?}", name.get_ref())));
            };
            if !variable.secret {
                return Err(at(
                    name,
                    format!("variable {:?} is not secret, so no key can be made for it", name.get_ref()),
                ));
            }
        }
        let Some(welcome) = &tool.welcome else { return Ok(()) };
        self.check_template(welcome)?;
        check_path(welcome)
    }

    fn check_template(&self, text: &Spanned<String>) -> Result<Template, Problem> {
        let template = Template::parse(text.get_ref()).map_err(|error| at(text, error.to_string()))?;
        for name in template.names() {
            if !self.variables.keys().any(|known| known.get_ref() == name) {
                return Err(at(text, format!("there is no variable {name:?}")));
            }
        }
        Ok(template)
    }
}

fn check_path(path: &Spanned<String>) -> Result<(), Problem> {
    if path.get_ref().starts_with('/') {
        Ok(())
    } else {
        Err(at(path, format!("{:?} is not a path: it must begin with /", path.get_ref())))
    }
}

fn at<T>(place: &Spanned<T>, message: String) -> Problem {
    Problem { at: place.span(), message }
}
