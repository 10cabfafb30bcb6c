import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.libasb.Calendar;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Duty;
import org.libasb.Engine;
import org.libasb.InvalidException;
import org.libasb.Json;
import org.libasb.Plan;
import org.libasb.Policy;

/** Dates and instants are Java's, through both changes of summer time. */
final class TimeTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static Instant at(Given given, Temporal when) {
        return given.note("n").setAt(when).at().orElseThrow();
    }

    static void everyTypeOfTimeIsTaken() {
        try (Given given = new Given()) {
            Instant instant = Instant.parse("2026-03-29T00:59:59.123Z");
            Tests.equal(instant, at(given, instant));
            Tests.equal(instant, at(given, instant.atZone(ZoneId.of("America/New_York"))));
            Tests.equal(instant, at(given, instant.atZone(LONDON)));
            Tests.equal(instant, at(given, OffsetDateTime.parse("2026-03-29T05:59:59.123+05:00")));
            Tests.equal(instant, at(given, LocalDateTime.parse("2026-03-29T00:59:59.123")));
            Tests.equal(Instant.parse("2026-06-30T23:00:00Z"), at(given, LocalDate.of(2026, 7, 1)));
            Tests.thrown(IllegalArgumentException.class, () -> at(given, Year.of(2026)));
            Tests.equal(Optional.of("at"), Tests.thrown(InvalidException.class, () -> at(given, LocalDate.of(3000, 1, 1))).field());
        }
    }

    static void localTimesThroughTheChanges() {
        try (Given given = new Given()) {
            Tests.equal(Instant.parse("2026-03-29T01:30:00Z"), at(given, LocalDateTime.parse("2026-03-29T01:30"))); // left out: 02:30 BST
            Tests.equal(Instant.parse("2026-03-29T01:00:00Z"), at(given, LocalDateTime.parse("2026-03-29T02:00")));
            Tests.equal(Instant.parse("2025-10-26T00:30:00Z"), at(given, LocalDateTime.parse("2025-10-26T01:30"))); // twice: the first
            Tests.equal(LocalDateTime.parse("2025-10-26T01:30"), given.engine.localTime(Instant.parse("2025-10-26T00:30:00Z")));
            Tests.equal(LocalDateTime.parse("2025-10-26T01:30"), given.engine.localTime(Instant.parse("2025-10-26T01:30:00Z")));
            Tests.equal("2025-10-26T01:30:00Z", given.engine.instantText(Instant.parse("2025-10-26T01:30:00Z")));
            Tests.equal(Instant.parse("2026-06-30T23:00:00Z"), given.engine.parseInstant("2026-07-01"));
        }
    }

    static void whatWasNotSaidIsAbsent() {
        try (Given given = new Given()) {
            Tests.equal(Optional.empty(), given.note("n").at());
            Tests.equal(Optional.empty(), given.note("n").recorded());
            Tests.equal(Optional.of(given.clock), given.reported("A").record(1).orElseThrow().recorded());
            Tests.equal(given.clock, given.engine.now());
        }
    }

    /** A duty of hours that ends in the hour that comes twice is due in the one that it ends in. */
    static void dueDatesAreWorkedThroughOctober() {
        try (Given given = new Given(); Policy policy = Policy.builtin(given.engine, "west-kent").orElseThrow()) {
            Set<Temporal> local = new HashSet<>();
            for (String begun : List.of("2025-10-25T00:30:00Z", "2025-10-25T01:30:00Z")) {
                given.clock = Instant.parse(begun);
                Case c = new Case(given.engine, policy, null, "A");
                c.add(new CaseRecord(given.engine, "report").setActor("kim", "housing-officer").set("channel", "phone").set("summary", "s"));
                for (Duty duty : c.duties()) {
                    if (!(duty.due().orElse(null) instanceof Instant)) continue;
                    ZonedDateTime shown = (ZonedDateTime) duty.dueLocal().orElseThrow();
                    Tests.equal(duty.due().get(), shown.toInstant());
                    Tests.equal(LONDON, shown.getZone());
                    local.add(shown);
                }
            }
            Tests.equal(Set.of(ZonedDateTime.parse("2025-10-26T01:30:00+01:00[Europe/London]"),
                ZonedDateTime.parse("2025-10-26T01:30:00Z[Europe/London]")), local);
        }
    }

    static void datesOfAPlan() {
        try (Given given = new Given()) {
            String action = (String) ((Map<?, ?>) Plan.catalogue(given.policy).get(0)).get("id");
            Plan plan = new Plan(given.policy, "p1").add("a", action).add("b", action).add("c", action).add("d", action);
            plan.setDue("a", LocalDate.of(2026, 10, 25)).setDue("b", Instant.parse("2026-10-25T00:30:00Z"))
                .setDue("c", LocalDateTime.parse("2026-07-01T09:00"));
            Tests.equal(Optional.of(LocalDate.of(2026, 10, 25)), plan.actions().get(0).due());
            Tests.equal(Optional.of(Instant.parse("2026-10-25T00:30:00Z")), plan.actions().get(1).due());
            Tests.equal(Optional.of(ZonedDateTime.parse("2026-07-01T09:00+01:00[Europe/London]")), plan.actions().get(2).due());
            Tests.equal(Optional.empty(), plan.actions().get(3).due());
        }
    }

    static void calendars() {
        try (Engine engine = new Engine()) {
            Calendar calendar = new Calendar(engine).add(LocalDate.of(2024, 8, 28), LocalDate.of(2024, 8, 20), "Staff conference")
                .remove(LocalDate.of(2024, 8, 31), null, "Saturday surgery").add(LocalDate.of(2024, 9, 3)).remove(LocalDate.of(2024, 9, 7));
            Map<String, Object> due = engine.due(LocalDate.of(2024, 8, 23), Map.of("working_days", 5), null, calendar);
            Tests.equal("2024-09-02", due.get("due"));
            Tests.that(due.get("explanation").toString().contains("Staff conference"), "the day is not named");
            Tests.equal("2024-08-31", engine.due(LocalDate.of(2024, 8, 23), Map.of("days", 8)).get("due"));
            Tests.that(engine.isWorkingDay(LocalDate.of(2024, 8, 31), null, calendar), "people work on that Saturday");
            Tests.that(!engine.isWorkingDay(LocalDate.of(2024, 8, 31), null, null), "but for that");
            Tests.equal(calendar.json(), Calendar.parse(engine, Json.write(calendar.json())).json());
            engine.setCalendar(calendar);
            Tests.that(!engine.isWorkingDay(LocalDate.of(2024, 9, 3), null, null), "the engine's calendar counts");
            engine.setCalendar(null);
            Tests.that(engine.isWorkingDay(LocalDate.of(2024, 9, 3), null, null), "it is taken away");
            Tests.equal(8, engine.holidays(2026, 2026).size());
        }
    }
}
