import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.libasb.Assessment;
import org.libasb.BusyException;
import org.libasb.Calendar;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Duties;
import org.libasb.Duty;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.InvalidException;
import org.libasb.Json;
import org.libasb.Matrix;
import org.libasb.Plan;
import org.libasb.Policy;
import org.libasb.Proportionality;
import org.libasb.Store;

/** Things are closed in any order, dropped, closed by other threads; nothing crashes, and what is closed says so. */
final class LifetimeTest {
    /** One of each. */
    private static List<AutoCloseable> everything() {
        Engine engine = new Engine(new Hooks().now(() -> Instant.parse("2026-05-12T08:00:00Z")));
        Policy policy = Policy.builtin(engine, "places-for-people").orElseThrow();
        Store store = Store.custom(engine, new MapStore());
        Case c = new Case(engine, policy, store, "A");
        CaseRecord report = new CaseRecord(engine, "report").setActor("amy", "CCC").set("channel", "phone").set("summary", "s");
        AutoCloseable decision = c.add(report);
        Matrix matrix = Matrix.open(policy).orElseThrow();
        return new ArrayList<>(List.of(engine, policy, store, c, report, decision, c.duties(), matrix, new Assessment(matrix, "p1"),
            new Plan(policy, "p1"), new Proportionality(policy, "p1", "civil-injunction"), new Calendar(engine)));
    }

    static void anyOrderWillDo() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            List<AutoCloseable> all = everything();
            Collections.shuffle(all, new Random(seed));
            for (AutoCloseable one : all) one.close();
            for (AutoCloseable one : all) one.close();
        }
    }

    static void whatIsClosedSaysSo() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            Duties duties = c.duties();
            Duty duty = duties.get(0);
            duties.close();
            Tests.equal("this Duties is closed", Tests.thrown(IllegalStateException.class, duty::label).getMessage());
            c.close();
            Tests.equal("this Case is closed", Tests.thrown(IllegalStateException.class, c::state).getMessage());
            Tests.thrown(IllegalStateException.class, c::save);
            CaseRecord record = given.note("n");
            record.close();
            Case other = given.reported("B");
            Tests.equal("this CaseRecord is closed", Tests.thrown(IllegalStateException.class, () -> other.add(record)).getMessage());
            Tests.equal(1, other.count());
            given.engine.close();
            Tests.thrown(IllegalStateException.class, () -> given.note("n"));
        }
    }

    /** What was made goes on, and can still say what is wrong. */
    static void theEngineMayGoFirst() {
        Given given = new Given();
        CaseRecord note = given.note("after");
        CaseRecord wrong = given.record("opening").set("categories", List.of("nois"));
        Case c = given.reported("A");
        given.close();
        c.add(note);
        Tests.equal(2, c.count());
        InvalidException e = Tests.thrown(InvalidException.class, () -> c.add(wrong));
        Tests.equal(Optional.of("categories"), e.field());
        c.save();
        c.close();
    }

    /** Views keep what they look at. */
    static void aDutyKeepsItsDuties() {
        try (Given given = new Given()) {
            Duty duty = given.reported("A").duties().get(0);
            for (int i = 0; i < 5; i++) System.gc();
            Tests.that(!duty.label().isEmpty(), "it has no label");
        }
    }

    static void whatIsDroppedIsGivenBack() {
        try (Given given = new Given()) {
            given.engine.now();
            long before = given.engine.memory();
            dropThousand(given);
            Tests.that(Given.collected(() -> {
                given.engine.now(); // the engine lets go at its next call
                return given.engine.memory() <= before + 10_000;
            }), "it held " + before + ", and now " + given.engine.memory());
        }
    }

    private static void dropThousand(Given given) {
        for (int i = 0; i < 1000; i++) given.reported("case-" + i, null).duties();
        Tests.that(given.engine.memory() > 0, "nothing is held");
    }

    static void enginesWithHooksAreCollected() {
        List<WeakReference<Object>> dropped = new ArrayList<>();
        for (int i = 0; i < 50; i++) dropped.add(dropEngine());
        Tests.that(Given.collected(() -> dropped.stream().allMatch(one -> one.get() == null)), "an engine is held by its own hooks");
    }

    /** Its hook knows it, which must not keep it. */
    private static WeakReference<Object> dropEngine() {
        Engine[] itself = new Engine[1];
        itself[0] = new Engine(new Hooks().now(() -> itself[0] == null ? Instant.EPOCH : Instant.ofEpochSecond(1)));
        itself[0].now();
        return new WeakReference<>(itself[0]);
    }

    static void otherThreadsMayCloseAtAnyMoment() throws InterruptedException {
        try (Given given = new Given()) {
            ConcurrentLinkedQueue<AutoCloseable> queue = new ConcurrentLinkedQueue<>();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            boolean[] done = {false};
            Thread closer = new Thread(() -> closeAll(queue, done, failure));
            closer.start();
            for (int i = 0; i < 5000; i++) {
                Case c = given.reported("case-" + i, null);
                queue.add(c.duties());
                queue.add(c);
            }
            synchronized (done) {
                done[0] = true;
            }
            closer.join();
            Tests.equal(null, failure.get());
        }
    }

    private static void closeAll(ConcurrentLinkedQueue<AutoCloseable> queue, boolean[] done, AtomicReference<Throwable> failure) {
        try {
            while (true) {
                AutoCloseable one = queue.poll();
                if (one != null) {
                    one.close();
                    continue;
                }
                synchronized (done) {
                    if (done[0] && queue.isEmpty()) return;
                }
            }
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    /** An engine for each thread, with callbacks into Java on all of them, and readers of JSON at once. */
    static void enginesSideBySide() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Thread thread = new Thread(null, () -> {
                try {
                    work();
                } catch (Throwable e) {
                    failure.set(e);
                }
            }, "worker", 256 * 1024); // callbacks and deep documents within a small stack
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) thread.join();
        Tests.equal(null, failure.get());
    }

    private static void work() {
        try (Given given = new Given(); Store mine = Store.custom(given.engine, new MapStore())) {
            for (int i = 0; i < 50; i++) {
                Case c = given.reported("case-" + i, mine);
                Tests.equal("enquiry", Case.open(mine, c.id()).orElseThrow().facts().get("state"));
            }
            Json.read("[".repeat(90) + "]".repeat(90));
            Tests.equal(50L, mine.verify().get("cases"));
        }
    }

    /** Two threads in one engine: one of them is told so, and nothing breaks. */
    static void twoThreadsInOneEngineAreNoticed() throws InterruptedException {
        Object inside = new Object();
        boolean[] entered = {false};
        boolean[] asked = {false};
        Engine engine = new Engine(new Hooks().now(() -> {
            synchronized (inside) {
                entered[0] = true;
                inside.notifyAll();
                while (!asked[0]) await(inside);
            }
            return Instant.EPOCH;
        }));
        Thread first = new Thread(engine::now);
        first.start();
        synchronized (inside) {
            while (!entered[0]) await(inside);
        }
        BusyException e = Tests.thrown(BusyException.class, () -> engine.limit("records"));
        synchronized (inside) {
            asked[0] = true;
            inside.notifyAll();
        }
        first.join();
        Tests.that(e.getMessage().contains("two threads"), e.getMessage());
        engine.limit("records");
        engine.close();
    }

    private static void await(Object monitor) {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
