import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Conflict;
import org.libasb.ConflictException;
import org.libasb.CustomStore;
import org.libasb.Duty;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.InvalidException;
import org.libasb.IoException;
import org.libasb.Reason;
import org.libasb.RefusedException;
import org.libasb.Store;

/** The pieces of code in bindings/java/README.md that are in none of the examples. */
final class ReadmeExamples {
    private static final StringBuilder SHOWN = new StringBuilder();

    private static void show(String what, String why) {
        SHOWN.append(what).append(": ").append(why).append('\n');
    }

    static void errors() {
        SHOWN.setLength(0);
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.opening());
            c.save();
            addAndSave(c, given.record("opening").set("categories", List.of("nois")));
            addAndSave(c, given.record("closure").set("reason", "not-asb").set("rationale", "Everyday noise"));
            addAndSave(c, given.note("n"));
            Tests.equal(3, c.stored());
        }
        String shown = SHOWN.toString();
        Tests.that(shown.startsWith("categories: ") && shown.contains("A case that was opened needs a recorded finding"), shown);
    }

    private static void addAndSave(Case c, CaseRecord record) {
        try {
            c.add(record);
            c.save();
        } catch (InvalidException e) {
            show(e.field().orElse("record"), e.getMessage()); // beside the field
        } catch (RefusedException e) {
            for (Reason reason : e.reasons()) show(reason.clause(), reason.message());
        } catch (ConflictException e) {
            for (Conflict lost : c.reload()) show(lost.record().kind(), lost.message()); // then save again
        }
    }

    static void values() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            Map<String, Object> facts = c.facts();          // JSON is Map, List, String, Long …
            Optional<String> owner = c.owner();             // what may be absent
            for (Duty duty : c.duties())
                duty.due().ifPresent(due -> show(duty.label(), due.toString())); // a LocalDate, or an Instant
            Tests.equal("enquiry", facts.get("state"));
            Tests.equal(Optional.empty(), owner);
        }
    }

    static void hooks() {
        Clock clock = Clock.fixed(Instant.parse("2026-05-12T08:00:00Z"), ZoneOffset.UTC);
        Engine engine = new Engine(new Hooks().now(clock::instant).memoryLimit(500_000_000));
        Tests.equal(clock.instant(), engine.now());
        engine.close();
    }

    static void aStoreThatFails() {
        SQLException gone = new SQLException("the connection is gone");
        CustomStore store = new MapStore() {
            @Override
            public synchronized Optional<String> policy(String digest) {
                throw new IoException("the database cannot be reached", gone);
            }
        };
        try (Given given = new Given(); Store mine = Store.custom(given.engine, store)) {
            given.reported("A", mine).close();
            given.policy.close();
            IoException e = Tests.thrown(IoException.class, () -> Case.open(mine, "A"));
            Tests.equal(gone, e.getCause());
        }
    }
}
