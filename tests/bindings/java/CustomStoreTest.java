import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.libasb.BusyException;
import org.libasb.Calendar;
import org.libasb.Case;
import org.libasb.Changes;
import org.libasb.ConflictException;
import org.libasb.CorruptException;
import org.libasb.CustomStore;
import org.libasb.InvalidException;
import org.libasb.IoException;
import org.libasb.StateException;
import org.libasb.Store;
import org.libasb.StoredCase;
import org.libasb.UserException;

/** A store written in Java keeps what the library's own do, and what it throws comes back. */
final class CustomStoreTest {
    /** One over a MapStore that fails as the test says, and can be followed. */
    private static final class Failing implements CustomStore.WithCalendar, CustomStore.WithChanges {
        final MapStore inner = new MapStore();
        final AtomicInteger closed = new AtomicInteger();
        final List<Thread> threads = new ArrayList<>();
        Exception failure;

        private void fail() throws Exception {
            threads.add(Thread.currentThread());
            if (failure != null) throw failure;
        }

        @Override
        public void commit(Commit commit) throws Exception {
            fail();
            inner.commit(commit);
        }

        @Override
        public Optional<List<StoredRecord>> read(String id, int from) throws Exception {
            fail();
            return inner.read(id, from);
        }

        @Override
        public List<StoredCase> list(String after, int limit) throws Exception {
            fail();
            Tests.that(limit > 0, "the limit is " + limit);
            return inner.list(after, limit);
        }

        @Override
        public Changes changes(String token, int limit) throws Exception {
            fail();
            Tests.that(limit > 0, "the limit is " + limit);
            if (!token.matches("\\d*")) throw new InvalidException("no token of ours");
            int from = token.isEmpty() ? 0 : Integer.parseInt(token);
            List<StoredCase> all = inner.list("", Integer.MAX_VALUE);
            return new Changes(all.subList(from, all.size()), "" + all.size());
        }

        @Override
        public Optional<String> policy(String digest) throws Exception {
            fail();
            Tests.equal(64, digest.length());
            return inner.policy(digest);
        }

        @Override
        public Optional<String> calendar() throws Exception {
            return inner.calendar();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    static void itKeepsWhatTheOthersKeep() {
        try (Given given = new Given(); Store mine = Store.custom(given.engine, new MapStore()); Store back = Store.memory(given.engine)) {
            for (String id : List.of("A", "ä 🎵", "B")) {
                Case c = given.reported(id);
                c.add(given.note("“ü” 🎵"));
                c.add(given.record("erasure").set("of", List.of(2)).set("basis", "Article 17").set("reason", "asked for"));
                c.save();
            }
            given.store.setCalendar(new Calendar(given.engine).add(LocalDate.of(2026, 5, 14), null, "Flood"));
            Tests.equal(3L, mine.copyFrom(given.store).get("written"));
            Tests.equal(given.store.heads(), mine.heads());
            Tests.equal(given.store.export(), mine.export());
            Tests.equal(given.store.verify(), mine.verify());
            Tests.equal(given.store.list().toString(), mine.list().toString());
            Tests.equal(mine.list("A", 1).get(0).id(), "B");
            Case again = Case.open(mine, "ä 🎵").orElseThrow();
            Tests.equal(Case.open(given.store, "ä 🎵").orElseThrow().facts(), again.facts());
            Tests.that(again.record(2).orElseThrow().erased(), "the body is still there");
            again.add(given.note("more"));
            again.save();
            Tests.equal(3L, back.copyFrom(mine).get("written"));
            Tests.equal(mine.export(), back.export());
        }
    }

    static void whoComesSecondConflicts() {
        try (Given given = new Given(); Store mine = Store.custom(given.engine, new MapStore())) {
            Case a = given.reported("A", mine);
            Case b = Case.open(mine, "A").orElseThrow();
            a.add(given.note("first"));
            a.save();
            b.add(given.note("second"));
            Tests.equal(Optional.of("conflict"), Tests.thrown(ConflictException.class, b::save).code()); // the library's, and not the store's
            Tests.equal(List.of(), b.reload());
            b.save();
            Tests.equal(3, Case.open(mine, "A").orElseThrow().count());
        }
    }

    static void itCanBeFollowed() {
        try (Given given = new Given(); Store mine = Store.custom(given.engine, new Failing());
             Store plain = Store.custom(given.engine, new MapStore())) {
            given.reported("A", mine);
            Changes first = mine.changes(null, 0);
            Tests.equal("[A 1]", first.cases().toString());
            given.reported("B", mine);
            Tests.equal("[B 1]", mine.changes(first.token(), 0).cases().toString());
            Tests.thrown(InvalidException.class, () -> mine.changes("no token", 0));
            Tests.thrown(StateException.class, () -> plain.changes(null, 0));
        }
    }

    static void whatItThrowsComesBack() {
        Failing store = new Failing();
        try (Given given = new Given(); Store mine = Store.custom(given.engine, store)) {
            Case c = given.reported("A", mine);
            c.add(given.note("n"));
            store.failure = new IllegalStateException("unchecked");
            Tests.that(Tests.thrown(IllegalStateException.class, c::save) == store.failure, "it is another");
            store.failure = new IOException("the disk");
            Tests.that(Tests.thrown(UserException.class, c::save).getCause() == store.failure, "it is another");
            Tests.thrown(UserException.class, () -> Case.open(mine, "A"));
            Tests.thrown(UserException.class, mine::list);
            Tests.thrown(UserException.class, () -> mine.changes(null, 0));
            store.failure = new IoException("no network", new IOException("no route"));
            Tests.that(Tests.thrown(IoException.class, c::save) == store.failure, "it is another");
            store.failure = new CorruptException("a page is torn");
            Tests.thrown(CorruptException.class, () -> Case.open(mine, "A"));
            store.failure = null;
            Tests.equal(1, c.stored());
            c.save();
            Tests.equal(2, c.stored());
            for (Thread thread : store.threads) Tests.equal(Thread.currentThread(), thread);
        }
    }

    static void anErrorComesBackToo() {
        AssertionError mine = new AssertionError("mine");
        CustomStore store = new MapStore() {
            @Override
            public synchronized Optional<List<StoredRecord>> read(String id, int from) {
                throw mine;
            }
        };
        try (Given given = new Given(); Store open = Store.custom(given.engine, store)) {
            Tests.that(Tests.thrown(AssertionError.class, () -> Case.open(open, "A")) == mine, "it is another");
        }
    }

    static void itMustNotCallItsOwnEngine() {
        Given[] outer = new Given[1];
        CustomStore store = new MapStore() {
            @Override
            public synchronized Optional<List<StoredRecord>> read(String id, int from) {
                outer[0].engine.now();
                return super.read(id, from);
            }
        };
        try (Given given = new Given(); Store mine = Store.custom(given.engine, store)) {
            outer[0] = given;
            Tests.thrown(BusyException.class, () -> Case.open(mine, "A"));
        }
    }

    /** Another engine may be called: the callbacks of both are on one stack then. */
    static void itMayCallAnother() {
        try (Given given = new Given(); Given behind = new Given()) {
            behind.reported("A");
            CustomStore store = new MapStore() {
                @Override
                public synchronized Optional<List<StoredRecord>> read(String id, int from) {
                    return Optional.of(List.of()).filter(none -> Case.open(behind.store, id).isEmpty()).map(none -> List.of());
                }
            };
            Tests.equal(Optional.empty(), Case.open(Store.custom(given.engine, store), "A"));
        }
    }

    static void itIsClosedOnce() {
        Failing store = new Failing();
        try (Given given = new Given()) {
            Store mine = Store.custom(given.engine, store);
            Case c = given.reported("A", mine);
            mine.close();
            given.engine.now();
            Tests.equal(0, store.closed.get());
            c.add(given.note("the store lives as long as its case"));
            c.save();
            c.close();
            given.engine.now();
            Tests.equal(1, store.closed.get());
        }
        Tests.equal(1, store.closed.get());
    }

    static void itIsForgottenWhenClosed() {
        WeakReference<CustomStore> store = closed();
        Tests.that(Given.collected(() -> store.get() == null), "it is still held");
    }

    private static WeakReference<CustomStore> closed() {
        CustomStore store = new MapStore();
        try (Given given = new Given(); Store mine = Store.custom(given.engine, store)) {
            given.reported("A", mine).close();
        }
        return new WeakReference<>(store);
    }

    static void itIsClosedWhenDropped() {
        Failing store = new Failing();
        drop(store);
        Tests.that(Given.collected(() -> store.closed.get() == 1), "it was closed " + store.closed.get() + " times");
    }

    private static void drop(CustomStore store) {
        Given given = new Given();
        given.reported("A", Store.custom(given.engine, store));
    }
}
