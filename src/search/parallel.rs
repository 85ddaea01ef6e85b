//! Several things at once: files are asked for together, so that an answer waits for the slowest and not for all of them.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Store;

/// Something that is done when it is done; of one type whatever it does, so that waiting is compiled once.
pub(super) type Task<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// So many are begun without a pause: to send a request takes half a millisecond of the page's thread, and some on a phone.
const AT_ONCE: usize = 4;

/// Does all of them at once; while they are begun, everything else on the page has its turns.
pub(super) async fn all<S: Store>(tasks: Vec<Task<'_>>, store: &S) {
    let mut waiting = tasks.into_iter();
    let mut begun: Vec<Task<'_>> = Vec::with_capacity(waiting.len());
    while waiting.len() > 0 {
        let mut more: Vec<Task<'_>> = waiting.by_ref().take(AT_ONCE).collect();
        poll_fn(|context| {
            go_on(&mut more, context);
            Poll::Ready(())
        })
        .await;
        if waiting.len() > 0 && !more.is_empty() {
            store.pause().await;
        }
        begun.append(&mut more);
    }
    poll_fn(|context| {
        go_on(&mut begun, context);
        if begun.is_empty() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// Lets each do what it can, and drops those that are done.
fn go_on(tasks: &mut Vec<Task<'_>>, context: &mut Context<'_>) {
    tasks.retain_mut(|task| task.as_mut().poll(context).is_pending());
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::mem::take;
    use std::rc::Rc;

    use super::*;
    use crate::search::StoreError;

    /// Counts what had begun when it was asked for a pause.
    struct Pausing<'a>(&'a Cell<usize>, RefCell<Vec<usize>>);

    impl Store for Pausing<'_> {
        async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
            unreachable!("{path}: nothing is read here")
        }

        async fn pause(&self) {
            self.1.borrow_mut().push(self.0.get());
        }
    }

    fn begun_and_done(count: usize, waits: bool) -> Vec<usize> {
        let (begun, done) = (Cell::new(0), Cell::new(0));
        let one = |_| -> Task<'_> {
            Box::pin(async {
                begun.set(begun.get() + 1);
                let mut first = waits;
                poll_fn(|context| {
                    if take(&mut first) {
                        context.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                    Poll::Ready(())
                })
                .await;
                assert!(!waits || begun.get() == count);
                done.set(done.get() + 1);
            })
        };
        let store = Pausing(&begun, RefCell::default());
        pollster::block_on(all((0..count).map(one).collect(), &store));
        assert_eq!(done.get(), count);
        store.1.into_inner()
    }

    #[test]
    fn all_are_begun_before_any_is_done_with_pauses_between_many() {
        assert!(begun_and_done(3, true).is_empty());
        assert!(begun_and_done(AT_ONCE, true).is_empty());
        assert_eq!(begun_and_done(2 * AT_ONCE + 1, true), [AT_ONCE, 2 * AT_ONCE]);
        // What waits for nothing makes no work for anybody.
        assert!(begun_and_done(20, false).is_empty());
    }
}
