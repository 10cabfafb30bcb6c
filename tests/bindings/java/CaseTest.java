import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libasb.ArgumentException;
import org.libasb.Calendar;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Conflict;
import org.libasb.Decision;
import org.libasb.DisclosureException;
import org.libasb.Document;
import org.libasb.Duties;
import org.libasb.Duty;
import org.libasb.DutyState;
import org.libasb.Effect;
import org.libasb.Engine;
import org.libasb.InvalidException;
import org.libasb.Json;
import org.libasb.Policy;
import org.libasb.StateException;
import org.libasb.Status;

/** What a case has come to, what happened in it, and how it goes elsewhere. */
final class CaseTest {
    static void aLetterIsMadeCheckedAndKept() {
        try (Given given = new Given()) {
            Case c = given.reported("L", null);
            c.add(given.record("party").set("party", "z1").set("as", "complainant").set("name", "Zenobia Quill"));
            c.add(given.record("party").set("party", "n1").set("as", "alleged-perpetrator").set("name", "Bob <Brook>"));
            Tests.equal("letter", ((Map<?, ?>) Document.kinds(given.engine).get(0)).get("kind"));
            Document letter = new Document(c, "letter").set("party", "n1").set("template", "warning-letter");
            letter.set("text", "Dear {{recipient_name}}, {{appointment_where}}");
            Tests.equal("appointment_where", Tests.thrown(InvalidException.class, letter::text).field().orElseThrow());
            Tests.thrown(StateException.class, letter::toRecord);
            Tests.equal("Dear Bob <Brook>, here\n", letter.set("appointment_where", "here").text());
            Tests.that(letter.html().contains("Dear Bob &lt;Brook&gt;, here"), "it is not escaped");
            Tests.equal("perpetrator", letter.withheld().get("audience"));
            Tests.equal("letter", letter.toRecord().kind());
            Tests.that(letter.check("Dear Bob") == letter, "it is another");
            Tests.equal("z1", Tests.thrown(DisclosureException.class, () -> letter.check("Ask Zenobia Quill")).field().orElseThrow());
            Tests.thrown(ArgumentException.class, letter::json);
        }
    }

    static void whatItHasComeTo() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.opening());
            c.add(given.record("allocation").set("officer", "ben").set("to_role", "CHM"));
            Tests.equal(Optional.of("open"), c.state());
            Tests.equal(Optional.of("ben"), c.owner());
            Tests.equal(Optional.of("CHM"), c.ownerRole());
            Tests.that(!c.hate(), "it is no hate case");
            Tests.equal(3, c.count());
            Tests.equal(1, c.stored());
            Map<String, Object> facts = c.facts();
            Tests.equal(c.stage().orElseThrow(), facts.get("stage"));
            Tests.equal(c.priority().orElseThrow(), facts.get("priority"));
            Tests.equal(List.of("noise"), facts.get("categories"));
            Tests.equal(given.policy.digest(), c.policy().digest());
        }
    }

    static void recordsAndHistory() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.note("Rang at noon"));
            c.add(given.record("correction").set("of", 2).set("field", "text").set("value", "Rang at one").set("reason", "misheard"));
            Tests.equal(Optional.of("Rang at one"), c.record(2).orElseThrow().text("text"));
            Tests.equal(Optional.of("Rang at noon"), c.recordWritten(2).orElseThrow().text("text"));
            Tests.equal(OptionalInt.of(2), c.record(2).orElseThrow().seq());
            Tests.equal(OptionalInt.empty(), given.note("n").seq());
            Tests.equal(3, ((List<?>) c.history().get("records")).size());
            c.add(given.record("erasure").set("of", List.of(2)).set("basis", "Article 17").set("reason", "asked for"));
            Tests.that(c.record(2).orElseThrow().erased(), "it was erased");
            Tests.equal("note", c.record(2).orElseThrow().kind());
        }
    }

    static void duties() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            Duties duties = c.duties();
            Tests.equal(duties.count(), duties.json().size());
            Duty first = duties.get(0);
            Map<?, ?> same = (Map<?, ?>) duties.json().get(0);
            Tests.equal(same.get("duty"), first.rule());
            Tests.equal(same.get("label"), first.label());
            Tests.equal(same.get("clause"), first.clause());
            Tests.equal(same.get("due"), first.due().orElseThrow().toString());
            Tests.equal(DutyState.OPEN, first.state());
            Tests.equal(1, first.startedBy());
            Tests.equal(given.clock, first.startedAt());
            Tests.equal(OptionalInt.empty(), first.endedBy());
            Tests.equal(Optional.empty(), first.endedAt());
            Tests.equal(Optional.empty(), first.party());
            Tests.equal(Optional.empty(), first.subject());
            Tests.that(!first.owners().isEmpty() && !first.watch(), "nobody has to do it");
            Tests.that(first.explain().contains(first.clause()), first.explain());
            given.clock = Instant.parse("2026-12-01T09:00:00Z");
            Tests.equal(DutyState.OVERDUE, c.duties().get(0).state());
            Tests.equal(DutyState.OPEN, first.state());
            Tests.thrown(IndexOutOfBoundsException.class, () -> duties.get(duties.count()));
        }
    }

    static void aDutyMayProposeARecord() {
        try (Given given = new Given(); Policy hart = Policy.builtin(given.engine, "hart").orElseThrow()) {
            Case c = new Case(given.engine, hart, null, "A");
            c.add(new CaseRecord(given.engine, "report").setActor("amy", "system").set("channel", "phone").set("summary", "s"));
            Duty quiet = c.duties().stream().filter(duty -> duty.rule().equals("asb-within-six-weeks")).findFirst().orElseThrow();
            Tests.equal("closure", quiet.proposes().orElseThrow().get("kind"));
            CaseRecord proposed = new CaseRecord(given.engine, "closure").setActor("amy", "system");
            Map<?, ?> with = (Map<?, ?>) quiet.proposes().get().get("with");
            with.forEach((field, value) -> proposed.set((String) field, (String) value));
            Tests.equal(Optional.of("no-asb-recorded"), proposed.text("reason"));
        }
    }

    static void whatHasHappenedAlreadyIsAdmitted() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.opening());
            Decision decision = c.admit(given.record("closure").set("reason", "not-asb").set("rationale", "Everyday noise"));
            Tests.that(decision.reasons().stream().anyMatch(r -> r.effect() == Effect.BREACH), "no breach was recorded");
            Tests.equal(Optional.of("closed"), c.state());
            Case old = new Case(given.engine, given.policy, null, "OLD");
            Instant then = Instant.parse("2024-01-03T10:00:00Z");
            old.admitImported(given.report().setAt(then), then);
            Tests.equal(Optional.of(then), old.record(1).orElseThrow().recorded());
            Tests.thrown(InvalidException.class, () -> old.admitImported(given.note("n"), then.minusSeconds(1)));
        }
    }

    static void movingToAnotherPolicy() {
        try (Given given = new Given(); Policy hart = Policy.builtin(given.engine, "hart").orElseThrow()) {
            Case c = given.reported("A");
            Tests.that(c.previewMove(hart).keySet().containsAll(List.of("before", "after", "lapse")), "the preview is not whole");
            Tests.equal("places-for-people", c.policy().id());
            c.move(hart, "amy", "system", "A new landlord");
            Tests.equal("hart", c.policy().id());
            Tests.equal("note", c.record(2).orElseThrow().kind());
        }
    }

    static void exportedLoadedAndImported() {
        try (Given given = new Given(); Given there = new Given()) {
            Case c = given.reported("A");
            String whole = c.export();
            Case loaded = Case.load(there.engine, null, whole);
            Tests.equal(c.facts(), loaded.facts());
            Case imported = Case.importInto(there.store, whole);
            Tests.equal(c.head(), imported.head());
            Tests.equal(whole, Case.open(there.store, "A").orElseThrow().export());
            Tests.equal(Optional.empty(), new Case(given.engine, given.policy, null, "B").head());
        }
    }

    static void withoutAStore() {
        try (Given given = new Given()) {
            Case c = given.reported("A", null);
            Map<String, Object> pending = c.pending().orElseThrow();
            Tests.equal(0L, pending.get("expected"));
            Tests.equal(1, ((List<?>) pending.get("records")).size());
            c.saved(1);
            Tests.equal(Optional.empty(), c.pending());
            Case other = Case.load(given.engine, null, c.export());
            other.add(given.opening());
            other.saved(2);
            c.add(given.record("closure").set("reason", "not-asb").set("rationale", "Everyday noise"));
            List<Conflict> lost = c.conflicted(other.export());
            Tests.that(lost.get(0).reasons().contains("closure-not-asb-found"), "the reasons are " + lost.get(0).reasons());
            Tests.equal(Status.REFUSED, lost.get(0).status());
            Tests.equal("closure", lost.get(0).record().kind());
            Tests.that(!lost.get(0).message().isEmpty(), "it does not say why");
            Tests.equal(2, c.count());
        }
    }

    static void aCalendarOfItsOwn() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            Object before = c.duties().get(0).due();
            Calendar calendar = new Calendar(given.engine);
            for (LocalDate day = LocalDate.of(2026, 5, 13); day.isBefore(LocalDate.of(2026, 5, 20)); day = day.plusDays(1)) calendar.add(day);
            c.setCalendar(calendar);
            Tests.that(!before.equals(c.duties().get(0).due()), "the days make no difference");
            c.setCalendar(null);
            Tests.equal(before, c.duties().get(0).due());
        }
    }

    static void policies() {
        try (Given given = new Given()) {
            Policy policy = given.policy;
            Tests.equal("places-for-people", policy.id());
            Tests.equal(policy.id(), policy.json().get("id"));
            Tests.equal(policy.title(), policy.json().get("title"));
            Tests.equal(policy.version(), policy.json().get("version"));
            Tests.equal(64, policy.digest().length());
            Tests.equal(policy.document(), given.engine.canonical(policy.document()));
            Tests.that(policy.page().startsWith("#"), "the page has no heading");
            Tests.that(policy.explain("closure-not-asb-found").isPresent(), "the guard is not explained");
            Tests.that(Policy.builtinIds().contains("england"), "england is not there");
            Tests.that(Policy.builtinDocument("england").isPresent() && Policy.builtinDocument("nowhere").isEmpty(), "documents by id");
            Policy.register(given.engine, Policy.builtinDocument("hart").orElseThrow().replaceFirst("\"id\"\\s*:\\s*\"hart\"", "\"id\":\"ours\""));
            Policy mine = Policy.parse(given.engine, Json.write(Map.of("asb_policy", 1, "id", "mine", "version", "1",
                "title", "Mine", "source", "Made up", "extends", "ours")));
            Tests.equal("mine", mine.id());
            Tests.that(given.engine.vocabulary(policy).containsKey("kinds"), "there are no kinds");
            Tests.that(given.engine.vocabulary(null).containsKey("kinds"), "there are no kinds");
        }
    }

    static void theLibrary() {
        Tests.equal(Engine.versionText(), Engine.version() / 10000 + "." + Engine.version() / 100 % 100 + "." + Engine.version() % 100);
        Tests.that(Engine.features().contains("journal"), "there is no journal");
        Tests.equal(1L, Engine.constants().get("ASB_REFUSED"));
        Tests.that(Engine.messages().get("conflict").startsWith("Somebody else"), "the sentence is another");
        Tests.that(Engine.limitNames().contains("records"), "the limits are others");
        try (Engine engine = new Engine()) {
            engine.setLimit("records", 4294967295L);
            Tests.equal(4294967295L, engine.limit("records").getAsLong());
            Tests.that(engine.memory() > 0 && engine.memoryPeak() >= engine.memory(), "it holds nothing");
        }
    }
}
