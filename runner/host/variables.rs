//! `spin:variables`: a component's own variables, resolved before it started. Never another component's.

use super::bindings::variables::{Error, Host as Variables, HostWithStore};
use super::{Guest, Host};
use crate::template::valid_name;
use wasmtime::Result;
use wasmtime::component::Accessor;

impl Variables for Guest {}

impl<T: Send> HostWithStore<T> for Host {
    async fn get(accessor: &Accessor<T, Self>, name: String) -> Result<Result<String, Error>> {
        if let Err(reason) = valid_name(&name) {
            return Ok(Err(Error::InvalidName(format!("{name:?}: {reason}"))));
        }
        Ok(accessor.with(|mut access| {
            let grants = &access.get().grants;
            let undefined = || Error::Undefined(format!("no variable for {:?}.{name:?}", grants.component));
            grants.variables.get(&name).cloned().ok_or_else(undefined)
        }))
    }
}
