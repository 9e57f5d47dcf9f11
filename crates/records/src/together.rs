//! Waiting for several store operations at once: no more of it than is needed, a few of them, all asked whenever one moves.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// What all of `futures` come to, in their order, or the first failure.
pub(crate) async fn try_all<T, E, F>(futures: impl IntoIterator<Item = F>) -> Result<Vec<T>, E>
where
    F: Future<Output = Result<T, E>>,
{
    let mut waiting: Vec<(Pin<Box<F>>, Option<T>)> = Vec::new();
    for future in futures {
        waiting.push((Box::pin(future), None));
    }
    poll_fn(|context| {
        let mut left = 0_usize;
        for (future, done) in &mut waiting {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(Ok(value)) => *done = Some(value),
                    Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                    Poll::Pending => left += 1,
                }
            }
        }
        if left == 0 { Poll::Ready(Ok(())) } else { Poll::Pending }
    })
    .await?;
    Ok(waiting.into_iter().filter_map(|(_, done)| done).collect())
}
