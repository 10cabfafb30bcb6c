import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.Policy;
import org.libasb.Rehearsal;
import org.libasb.StateException;
import org.libasb.Store;

/** Hooks are called, on the caller's thread; what they throw comes out of the call, and leaves everything as it was. */
final class HookTest {
    private static final Instant NOON = Instant.parse("2026-05-12T11:00:00Z");

    private static CaseRecord report(Engine engine) {
        return new CaseRecord(engine, "report").setActor("amy", "CCC").set("channel", "phone").set("summary", "Shouting");
    }

    private static Case begin(Engine engine) {
        return new Case(engine, Policy.builtin(engine, "places-for-people").orElseThrow(), null, "A");
    }

    static void theClockIsTheHosts() {
        Thread[] called = new Thread[1];
        try (Engine engine = new Engine(new Hooks().now(() -> {
            called[0] = Thread.currentThread();
            return NOON;
        }))) {
            Tests.equal(NOON, engine.now());
            Tests.equal(Thread.currentThread(), called[0]);
        }
    }

    static void withoutHooksTheTimeIsTheComputers() {
        try (Engine engine = new Engine()) {
            Tests.that(Math.abs(engine.now().toEpochMilli() - System.currentTimeMillis()) < 60_000, "it is " + engine.now());
        }
    }

    static void theSameBytesMakeTheSameCase() {
        List<String> exported = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (Engine engine = new Engine(new Hooks().now(() -> NOON).random(bytes -> Arrays.fill(bytes, (byte) 7)))) {
                Case c = begin(engine);
                c.add(report(engine));
                c.saved(1);
                exported.add(c.export());
            }
        }
        Tests.equal(exported.get(0), exported.get(1));
    }

    static void whatTheRandomHookThrowsComesBack() {
        IllegalStateException mine = new IllegalStateException("no bytes today");
        Hooks.RandomSource[] source = {bytes -> {
            throw mine;
        }};
        try (Engine engine = new Engine(new Hooks().random(bytes -> source[0].fill(bytes)))) {
            Case c = begin(engine);
            Tests.that(Tests.thrown(IllegalStateException.class, () -> c.add(report(engine))) == mine, "it is another exception");
            Tests.equal(0, c.count());
            source[0] = bytes -> Arrays.fill(bytes, (byte) 1);
            c.add(report(engine));
            Tests.equal(1, c.count());
        }
    }

    /** Nothing is entered at a time that nobody said. */
    static void whatTheClockThrowsComesBack() {
        Instant[] clock = {NOON};
        try (Engine engine = new Engine(new Hooks().now(() -> {
            if (clock[0] == null) throw new StackOverflowError("the clock");
            return clock[0];
        }))) {
            Case c = begin(engine);
            c.add(report(engine));
            clock[0] = null;
            Tests.thrown(StackOverflowError.class, () -> c.add(new CaseRecord(engine, "note").setActor("amy", "CCC").set("text", "n")));
            Tests.equal(1, c.count());
            Tests.thrown(StackOverflowError.class, c::duties);
            Tests.thrown(StackOverflowError.class, c::facts);
            Tests.thrown(StackOverflowError.class, engine::now);
            clock[0] = NOON;
            Tests.equal(NOON, engine.now());
            Tests.equal(1, c.duties().count());
        }
    }

    static void progressIsToldAndCancels() {
        List<String> told = new ArrayList<>();
        int[] cancelAt = {0};
        IllegalStateException enough = new IllegalStateException("enough");
        try (Engine engine = new Engine(new Hooks().now(() -> NOON).progress((work, done, total) -> {
            told.add(work + " " + done + " " + total);
            if (told.size() == cancelAt[0]) throw enough;
        }))) {
            Policy policy = Policy.builtin(engine, "places-for-people").orElseThrow();
            Store store = Store.memory(engine);
            for (String id : List.of("A", "B")) {
                Case c = new Case(engine, policy, store, id);
                c.add(report(engine));
                c.save();
            }
            Rehearsal rehearsal = new Rehearsal(engine, store);
            for (cancelAt[0] = 1; cancelAt[0] <= 2; cancelAt[0]++) {
                told.clear();
                Tests.that(Tests.thrown(IllegalStateException.class, () -> rehearsal.run(Map.of())) == enough, "it is another exception");
                Tests.thrown(StateException.class, () -> rehearsal.query("totals", Map.of()));
            }
            cancelAt[0] = 0;
            told.clear();
            rehearsal.run(Map.of());
            Tests.equal(List.of("rehearse 1 2", "rehearse 2 2"), told);
            rehearsal.policy(policy).policy(policy, "").run(Map.of("added", List.of("2026-05-14")));
            Tests.equal(2, rehearsal.rows("moved", Map.of("duty", "acknowledge", "limit", 1)).size());
        }
    }

    /** The engine is dropped and collected; its hooks go on with the case. */
    static void hooksLiveAsLongAsWhatWasMade() {
        Case c = caseOfNoEngine();
        for (int i = 0; i < 5; i++) System.gc();
        c.move(c.policy(), "amy", "CCC", "the same again");
        Tests.equal(NOON, c.record(2).orElseThrow().recorded().orElseThrow());
    }

    private static Case caseOfNoEngine() {
        Engine engine = new Engine(new Hooks().now(() -> NOON));
        Case c = begin(engine);
        c.add(report(engine));
        return c;
    }
}
