//! What the answer of a field may be: a word, a word or nothing, a list, an object.

use std::marker::PhantomData;

use serde_json::Value;

use super::{Description, FromBody, Reader, Shape, Word};

/// Whatever may be the answer of a field.
pub trait Shaped {
    /// What its JSON may be.
    const SHAPE: Shape;
    /// Whether it must be given.
    const REQUIRED: bool = true;
}

/// An answer that [`Reader::get`] reads.
pub trait Answer: Shaped {
    /// What it is read as.
    type Read;

    /// Reads what was given. `None` once a problem was noted.
    fn read<'v>(reader: &mut Reader<'v>, field: &Description, given: &'v Value) -> Option<Self::Read>;

    /// What it is where it was left out and may be.
    #[must_use]
    fn left_out() -> Option<Self::Read> {
        None
    }
}

/// A list of at least `LEAST` and at most `MOST`. With none at least it may be left out.
pub struct List<A, const LEAST: usize, const MOST: usize>(PhantomData<fn() -> A>);

/// An object of which a `T` is read, by [`Reader::object`] or [`Reader::objects`].
pub struct Object<T>(PhantomData<fn() -> T>);

impl<W: Word> Shaped for W {
    const SHAPE: Shape = <W as Word>::SHAPE;
}

impl<W: Word> Answer for W {
    type Read = W;

    fn read<'v>(reader: &mut Reader<'v>, field: &Description, given: &'v Value) -> Option<W> {
        let read = <W as Word>::read(given, reader.style);
        reader.check(field, read)
    }
}

impl<A: Shaped> Shaped for Option<A> {
    const SHAPE: Shape = A::SHAPE;
    const REQUIRED: bool = false;
}

impl<A: Answer> Answer for Option<A> {
    type Read = Option<A::Read>;

    fn read<'v>(reader: &mut Reader<'v>, field: &Description, given: &'v Value) -> Option<Self::Read> {
        A::read(reader, field, given).map(Some)
    }

    fn left_out() -> Option<Self::Read> {
        Some(None)
    }
}

impl<A: Shaped, const LEAST: usize, const MOST: usize> Shaped for List<A, LEAST, MOST> {
    const SHAPE: Shape = Shape::List { of: &A::SHAPE, least: LEAST, most: MOST };
    const REQUIRED: bool = LEAST > 0;
}

/// The same word twice counts once.
impl<W: Word + PartialEq, const LEAST: usize, const MOST: usize> Answer for List<W, LEAST, MOST> {
    type Read = Vec<W>;

    fn read<'v>(reader: &mut Reader<'v>, field: &Description, given: &'v Value) -> Option<Vec<W>> {
        reader.distinct(field, given, LEAST..=MOST)
    }

    fn left_out() -> Option<Vec<W>> {
        (LEAST == 0).then(Vec::new)
    }
}

impl<T: FromBody> Shaped for Object<T> {
    const SHAPE: Shape = Shape::Object(T::BODY);
}
