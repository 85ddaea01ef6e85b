//! Several things at once: files are asked for together, so that an answer waits for the slowest and not for all of them.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Something that is done when it is done; of one type whatever it does, so that waiting is compiled once.
pub(super) type Task<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Does all of them at once.
pub(super) async fn all(mut tasks: Vec<Task<'_>>) {
    poll_fn(|context| {
        tasks.retain_mut(|task| task.as_mut().poll(context).is_pending());
        if tasks.is_empty() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn all_are_begun_before_any_is_done() {
        let (begun, done) = (Cell::new(0), Cell::new(0));
        let one = |_| -> Task<'_> {
            Box::pin(async {
                begun.set(begun.get() + 1);
                let mut first = true;
                poll_fn(|context| {
                    if std::mem::take(&mut first) {
                        context.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                    Poll::Ready(())
                })
                .await;
                assert_eq!(begun.get(), 3);
                done.set(done.get() + 1);
            })
        };
        pollster::block_on(all((0..3).map(one).collect()));
        assert_eq!(done.get(), 3);
    }
}
