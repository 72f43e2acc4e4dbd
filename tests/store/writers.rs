//! Several processes that write at once.

use tenday::store::{askers, check};

use crate::{child, open, record};

#[test]
fn writers_wait_for_one_another_and_none_starves() {
    const WRITERS: u32 = 8;
    let (_folder, path) = record();
    let children: Vec<_> = (0..WRITERS).map(|_| child::start("add", &path)).collect();
    for one in children.into_iter().map(child::end) {
        assert!(one.ok, "{}", one.said);
    }
    let mut store = open(&path).unwrap();
    let added = usize::try_from(WRITERS * child::ADDED).unwrap();
    assert_eq!(store.read(askers::list).unwrap().len(), 2 + added);
    assert!(store.read(check::check).unwrap().problems.is_empty());
}
