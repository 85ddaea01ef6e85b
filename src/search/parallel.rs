//! Several things at once: files are asked for together, so that an answer waits for the slowest and not for all of them.

use std::future::poll_fn;
use std::pin::{Pin, pin};
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
        let before = begun.len();
        begun.extend(waiting.by_ref().take(AT_ONCE));
        let mut pause = pin!(store.pause());
        // What comes in the pause is taken at once.
        poll_fn(|context| {
            go_on(&mut begun, context);
            if waiting.len() > 0 && begun.len() > before {
                pause.as_mut().poll(context)
            } else {
                Poll::Ready(())
            }
        })
        .await;
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
                // An answer that comes when all others were asked for.
                poll_fn(|context| {
                    if waits && begun.get() < count {
                        context.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                    Poll::Ready(())
                })
                .await;
                done.set(done.get() + 1);
            })
        };
        let store = Pausing(&begun, RefCell::default());
        pollster::block_on(all((0..count).map(one).collect(), &store));
        assert_eq!(done.get(), count);
        store.1.into_inner()
    }

    #[test]
    fn none_waits_for_another_and_between_many_are_pauses() {
        assert!(begun_and_done(3, true).is_empty());
        assert!(begun_and_done(AT_ONCE, true).is_empty());
        assert_eq!(begun_and_done(2 * AT_ONCE + 1, true), [AT_ONCE, 2 * AT_ONCE]);
        // What waits for nothing makes no work for anybody.
        assert!(begun_and_done(20, false).is_empty());
    }
}
