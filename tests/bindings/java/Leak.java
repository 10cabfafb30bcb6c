import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Duties;
import org.libasb.Engine;
import org.libasb.Policy;
import org.libasb.Store;

/**
 * A hundred thousand cases opened from a store, changed, and closed or dropped; what the process holds is measured when a fifth is done, and at the
 * end. To be run with a small heap, so that what is dropped is collected soon.
 */
public final class Leak {
    private static final int CASES = 100_000;
    private static final int WARM = CASES / 5;
    private static final long ALLOWED_KB = 16 * 1024;

    private Leak() {
    }

    public static void main(String[] args) throws IOException {
        boolean close = args[0].equals("close");
        long began = System.nanoTime();
        long warm = 0;
        try (Engine engine = new Engine(); Policy policy = Policy.builtin(engine, "hart").orElseThrow(); Store store = Store.memory(engine)) {
            Case first = new Case(engine, policy, store, "A");
            first.add(report(engine));
            first.save();
            for (int i = 0; i < CASES; i++) {
                if (i == WARM) warm = held();
                if (close) closed(engine, store);
                else dropped(engine, store);
            }
        }
        long grown = held() - warm;
        System.out.printf("%s: %d cases in %.1f s; %d kB after %d, %d kB more at the end%n", close ? "closed" : "dropped", CASES,
            (System.nanoTime() - began) / 1e9, warm, WARM, grown);
        System.exit(grown <= ALLOWED_KB ? 0 : 1);
    }

    private static CaseRecord report(Engine engine) {
        return new CaseRecord(engine, "report").setActor("sam", "system").set("channel", "online").set("summary", "Motorbikes in the park");
    }

    private static void closed(Engine engine, Store store) {
        try (Case c = Case.open(store, "A").orElseThrow(); CaseRecord record = report(engine)) {
            c.add(record).close();
            try (Duties duties = c.duties()) {
                duties.get(0).explain();
            }
        }
    }

    private static void dropped(Engine engine, Store store) {
        Case c = Case.open(store, "A").orElseThrow();
        c.add(report(engine));
        c.duties().get(0).explain();
    }

    /** Resident memory, in kB. */
    private static long held() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
        throw new IOException("the system does not say what a process holds");
    }
}
