//! The host interfaces beyond WASI, generated from `runner/wit`, and how all of them are linked. Implements none.

use super::{Guest, Host};
use wasmtime::component::Linker;

mod generated {
    wasmtime::component::bindgen!({
        path: "runner/wit",
        world: "front-door:runner/guest",
        imports: { default: async | trappable },
        with: {
            "spin:key-value/key-value.store": crate::host::OpenStore,
            "wasi:keyvalue/store.bucket": crate::host::OpenStore,
            "wasi:keyvalue/atomics.cas": crate::host::wasi_key_value::Cas,
        },
    });
}

pub(super) use generated::spin::key_value::key_value;
pub(super) use generated::spin::variables::variables;
pub(super) use generated::wasi::keyvalue::{atomics, batch, store};

/// Gives components everything they may import; what is not here is refused when the component is loaded.
pub(crate) fn link(linker: &mut Linker<Guest>) -> wasmtime::Result<()> {
    wasmtime_wasi::p2::add_to_linker_async(linker)?;
    wasmtime_wasi::p3::add_to_linker(linker)?;
    wasmtime_wasi_http::p3::add_to_linker(linker)?;
    key_value::add_to_linker::<_, Host>(linker, |guest| guest)?;
    variables::add_to_linker::<_, Host>(linker, |guest| guest)?;
    store::add_to_linker::<_, Host>(linker, |guest| guest)?;
    atomics::add_to_linker::<_, Host>(linker, |guest| guest)?;
    batch::add_to_linker::<_, Host>(linker, |guest| guest)
}
