import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.Policy;
import org.libasb.Store;

/** An engine whose clock stands where the test says, a policy, a store in memory, and what tests keep doing with them. */
final class Given implements AutoCloseable {
    Instant clock = Instant.parse("2026-05-12T08:00:00Z");
    final Engine engine = new Engine(new Hooks().now(() -> clock));
    final Policy policy = Policy.builtin(engine, "places-for-people").orElseThrow();
    final Store store = Store.memory(engine);

    /** A case with a report, saved. */
    Case reported(String id) {
        return reported(id, store);
    }

    Case reported(String id, Store where) {
        Case c = new Case(engine, policy, where, id);
        try (CaseRecord report = report()) {
            c.add(report).close(); // a decision keeps its policy
        }
        if (where != null) c.save();
        return c;
    }

    CaseRecord report() {
        return record("report").set("channel", "phone").set("summary", "Shouting at night");
    }

    CaseRecord note(String text) {
        return record("note").set("text", text);
    }

    CaseRecord opening() {
        return record("opening").set("categories", List.of("noise"));
    }

    CaseRecord record(String kind) {
        return new CaseRecord(engine, kind).setActor("amy", "CCC");
    }

    @Override
    public void close() {
        store.close();
        policy.close();
        engine.close();
    }

    /** A new folder of the test's own; what is in it goes with the build. */
    static Path folder() {
        try {
            return Files.createTempDirectory(Path.of(System.getProperty("asb.test.folder")), "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final int PATIENCE = 200;

    /** Has the collector run until it holds, for at most some seconds. */
    static boolean collected(BooleanSupplier holds) {
        for (int i = 0; i < PATIENCE && !holds.getAsBoolean(); i++) {
            System.gc();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return false;
            }
        }
        return holds.getAsBoolean();
    }
}
