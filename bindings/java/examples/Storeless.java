import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Conflict;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.Json;
import org.libasb.Policy;

/**
 * A host that keeps the texts itself: for those that cannot wait inside a callback, or keep everything in a transaction of their own.
 *
 * <p>The library never writes here. It says what is to be written (pending), the host writes it in its own time, and says so (saved). Where somebody
 * else wrote first, the host reads the case anew, and the library tries what is pending again (conflicted). Two clerks have the same case on their
 * screens.
 */
public final class Storeless {
    /** The host's database: texts, kept as they are. */
    private final List<Object> rows = new ArrayList<>();
    private final List<Object> policies = new ArrayList<>();

    /** Writes what is pending, all or nothing: nothing if the case has not as many records as the writer thinks. */
    private boolean write(Case c) {
        Map<String, Object> pending = c.pending().orElseThrow();
        if (!pending.get("expected").equals((long) rows.size())) return false;
        rows.addAll((List<?>) pending.get("records"));
        for (Object policy : (List<?>) pending.get("policies")) policies.add(((Map<?, ?>) policy).get("document"));
        c.saved(rows.size());
        return true;
    }

    /** The case as the database has it, in the form that the library reads. */
    private String read() {
        return Json.write(Map.of("case", "CASE-0001", "records", rows, "policies", policies));
    }

    // ---- the clerks

    private static void add(Case c, CaseRecord record, String by, String role) {
        c.add(record.setActor(by, role));
        System.out.printf("%-4s adds record %d, %s%n", by, c.count(), record.kind());
    }

    private void save(Case c, String by) {
        System.out.printf("%-4s saves: %s%n", by, write(c) ? "ok" : "conflict");
    }

    private void resolve(Case c, String by) {
        for (Conflict conflict : c.conflicted(read())) {
            System.out.printf("%-4s is handed back: %s, %s %s%n", by, conflict.record().kind(), conflict.status().text(),
                Json.write(conflict.reasons()));
            System.out.println("     " + conflict.message());
        }
    }

    private void run() {
        Instant morning = Instant.parse("2026-05-12T08:00:00Z"); // 09:00 in England
        try (Engine engine = new Engine(new Hooks().now(() -> morning));
             Policy policy = Policy.builtin(engine, "places-for-people").orElseThrow();
             Case amy = new Case(engine, policy, null, "CASE-0001")) { // no store
            add(amy, new CaseRecord(engine, "report").set("channel", "phone").set("summary", "Shouting at night"), "amy", "CCC");
            save(amy, "amy");
            Case ben = Case.load(engine, null, read()); // the same case, on another screen

            add(amy, new CaseRecord(engine, "opening").set("categories", List.of("neighbour-dispute")), "amy", "CCC");
            add(ben, new CaseRecord(engine, "note").set("text", "Rang again: it is a baby crying"), "ben", "CHM");
            add(ben, new CaseRecord(engine, "closure").set("reason", "not-asb").set("rationale", "Everyday noise"), "ben", "CHM");
            save(amy, "amy");
            save(ben, "ben"); // amy was first
            resolve(ben, "ben");
            System.out.printf("ben  sees %d records, %d of them to be saved; the case is %s%n", ben.count(), ben.count() - ben.stored(),
                ben.state().orElse("new"));
            save(ben, "ben");
            System.out.printf("the database has %d records and %d policy%n", rows.size(), policies.size());
        }
    }

    public static void main(String[] args) {
        new Storeless().run();
    }
}
