import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.ConflictException;
import org.libasb.CustomStore;
import org.libasb.Engine;
import org.libasb.Policy;
import org.libasb.Store;
import org.libasb.StoredCase;

/** A store of one's own that keeps cases in a Map; with a database in its place, {@link #commit} is one transaction. */
public class MapStore implements CustomStore, CustomStore.WithCalendar {
    /** A case: its records, and the summary for lists. */
    private static final class Row {
        final List<StoredRecord> records = new ArrayList<>();
        String summary = "";
    }

    private final TreeMap<String, Row> cases = new TreeMap<>(MapStore::compareBytes);
    private final Map<String, String> policies = new HashMap<>();
    private String calendar;

    /** First look whether every case is as it was expected, then write: nothing is written where one of them is not. */
    @Override
    public synchronized void commit(Commit commit) {
        for (CaseCommit one : commit.cases())
            if (count(one.id()) != one.expected()) throw new ConflictException(one.id() + " has " + count(one.id()) + " records");
        for (CaseCommit one : commit.cases()) write(cases.computeIfAbsent(one.id(), id -> new Row()), one);
        for (PolicyDocument policy : commit.policies()) policies.putIfAbsent(policy.digest(), policy.document());
        commit.calendar().ifPresent(days -> calendar = days);
    }

    private int count(String id) {
        Row row = cases.get(id);
        return row == null ? 0 : row.records.size();
    }

    private static void write(Row row, CaseCommit commit) {
        row.records.addAll(commit.records());
        for (int seq : commit.erased()) row.records.set(seq - 1, row.records.get(seq - 1).withoutBody());
        commit.summary().ifPresent(summary -> row.summary = summary);
    }

    @Override
    public synchronized Optional<List<StoredRecord>> read(String id, int from) {
        return Optional.ofNullable(cases.get(id)).map(row -> row.records.stream().skip(from - 1).collect(Collectors.toList()));
    }

    @Override
    public synchronized List<StoredCase> list(String after, int limit) {
        List<StoredCase> found = new ArrayList<>();
        for (Map.Entry<String, Row> one : cases.tailMap(after, false).entrySet()) {
            if (found.size() == limit) break;
            found.add(new StoredCase(one.getKey(), one.getValue().records.size(), one.getValue().summary));
        }
        return found;
    }

    @Override
    public synchronized Optional<String> policy(String digest) {
        return Optional.ofNullable(policies.get(digest));
    }

    @Override
    public synchronized Optional<String> calendar() {
        return Optional.ofNullable(calendar);
    }

    /** Ids are in order of their bytes, which is not quite the order of Java's chars. */
    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** A case is kept in it, opened again, and verified. */
    public static void main(String[] args) {
        try (Engine engine = new Engine();
             Policy policy = Policy.builtin(engine, "hart").orElseThrow();
             Store store = Store.custom(engine, new MapStore())) {
            try (Case c = new Case(engine, policy, store, "CASE-0007")) {
                c.add(new CaseRecord(engine, "report").setActor("sam", "system").set("channel", "online").set("summary", "Motorbikes in the park"));
                c.save();
            }
            Case again = Case.open(store, "CASE-0007").orElseThrow();
            System.out.println(again.id() + ": " + again.count() + " record, " + again.state().orElse("new"));
            System.out.println(store.list() + " " + store.verify());
        }
    }
}
