import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libasb.Case;
import org.libasb.Caseload;
import org.libasb.InvalidException;
import org.libasb.StoredCase;

/** All cases at once. */
final class CaseloadTest {
    static void itFollowsAStore() {
        try (Given given = new Given(); Caseload load = new Caseload(given.engine)) {
            Case first = given.reported("A");
            Tests.equal(1, load.follow(given.store).count());
            given.reported("B");
            Tests.equal(2, load.follow(given.store).count());
            Map<String, Object> answer = load.query("due", Map.of("limit", 1));
            Tests.equal(1, ((List<?>) answer.get("rows")).size());
            Tests.that(((Number) answer.get("total")).intValue() > 1 && answer.containsKey("next"), "there are more: " + answer);
            Tests.equal(((Number) answer.get("total")).intValue(), load.rows("due", Map.of("limit", 1)).size());
            Tests.equal(first.summary(), given.store.list().get(0).summary());
        }
    }

    static void noFigureCountsACaseThatIsNotAllowed() {
        try (Given given = new Given(); Caseload load = new Caseload(given.engine)) {
            for (String id : List.of("A", "B")) given.reported(id);
            load.follow(given.store).allow(Map.of("cases", List.of("B")));
            for (Object row : load.rows("due", Map.of())) Tests.equal("B", ((Map<?, ?>) row).get("case"));
            int some = load.rows("due", Map.of()).size();
            load.allow(null);
            Tests.that(load.report("nm01", Map.of("homes", 1000, "format", "csv")).startsWith("measure,label,cases,homes,"), "the figures as CSV");
            Tests.equal(2 * some, load.rows("due", Map.of()).size());
        }
    }

    static void summariesAreTakenFromElsewhere() {
        try (Given given = new Given(); Caseload load = new Caseload(given.engine)) {
            given.reported("A");
            StoredCase one = given.store.list().get(0);
            Tests.equal(1, load.put(one.id(), one.version(), one.summary().orElseThrow()).count());
            Tests.thrown(InvalidException.class, () -> load.query("dew", Map.of()));
            Tests.equal(Optional.empty(), new Case(given.engine, given.policy, given.store, "new").summary());
        }
    }
}
