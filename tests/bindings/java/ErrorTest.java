import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.libasb.AbsentException;
import org.libasb.ArgumentException;
import org.libasb.AsbException;
import org.libasb.Assessment;
import org.libasb.BusyException;
import org.libasb.Calendar;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.ConflictException;
import org.libasb.CorruptException;
import org.libasb.Decision;
import org.libasb.Effect;
import org.libasb.Engine;
import org.libasb.ExistsException;
import org.libasb.Hooks;
import org.libasb.InvalidException;
import org.libasb.IoException;
import org.libasb.JsonException;
import org.libasb.LimitException;
import org.libasb.Matrix;
import org.libasb.NoMemoryException;
import org.libasb.Plan;
import org.libasb.Policy;
import org.libasb.PolicyException;
import org.libasb.Problem;
import org.libasb.Reason;
import org.libasb.RefusedException;
import org.libasb.StateException;
import org.libasb.Status;
import org.libasb.Store;
import org.libasb.VersionException;

/** Each status is an exception of its own, with what the engine knows of it. */
final class ErrorTest {
    static void invalid() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            CaseRecord wrong = given.record("opening").set("categories", List.of("nois"));
            InvalidException e = Tests.thrown(InvalidException.class, () -> c.add(wrong));
            Tests.equal(Status.INVALID, e.status());
            Tests.equal(Optional.of("categories"), e.field());
            Tests.that(e.code().isPresent(), "there is no code");
            Tests.that(e.getMessage().contains("did you mean noise?"), e.getMessage());
            Tests.that(e.arguments().containsValue("nois"), "the arguments are " + e.arguments());
            Tests.equal(OptionalInt.empty(), e.line());
            Tests.equal(1, c.count());
            Map<?, ?> first = (Map<?, ?>) c.wrong(wrong).get(0);
            Tests.equal("categories", first.get("field"));
            Tests.equal(e.getMessage(), first.get("message"));
        }
    }

    static void refused() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.opening());
            CaseRecord closure = given.record("closure").set("reason", "not-asb").set("rationale", "Everyday noise");
            RefusedException e = Tests.thrown(RefusedException.class, () -> c.add(closure));
            Reason reason = e.reasons().stream().filter(r -> r.guard().equals("closure-not-asb-found")).findFirst().orElseThrow();
            Tests.equal(Effect.REFUSED, reason.effect());
            Tests.that(!reason.clause().isEmpty() && reason.explanation().contains(reason.clause()), "the clause is not named");
            Tests.that(e.getMessage().contains(reason.message()), "the message is " + e.getMessage());
            Tests.equal(2, c.count());
            Decision may = c.may(closure);
            Tests.that(!may.allowed(), "asking is no exception");
            Tests.equal(e.reasons().toString(), may.reasons().toString());
            Tests.equal(false, may.json().get("allowed"));
            Tests.that(c.may(given.note("n")).allowed(), "a note is allowed");
        }
    }

    static void jsonAndPolicy() {
        try (Given given = new Given()) {
            JsonException e = Tests.thrown(JsonException.class, () -> Policy.parse(given.engine, "{\n \"id\": }"));
            Tests.equal(OptionalInt.of(2), e.line());
            Tests.equal(OptionalInt.of(8), e.column());
            String document = "{\"asb_policy\":1,\n\"id\":\"x\",\"duty\":[]}";
            PolicyException p = Tests.thrown(PolicyException.class, () -> Policy.parse(given.engine, document));
            List<Problem> all = Policy.check(given.engine, document);
            Tests.that(all.size() > 1, "there is more than one: " + all);
            Tests.equal(p.getMessage(), all.get(0).message());
            Tests.equal(p.code(), Optional.of(all.get(0).code()));
            Tests.that(all.stream().anyMatch(one -> one.line() == 2 && one.pointer().equals("/duty")), all.toString());
            Tests.equal(List.of(), Policy.check(given.engine, Policy.builtinDocument("hart").orElseThrow()));
        }
    }

    static void exists() {
        try (Given given = new Given()) {
            given.reported("A");
            Tests.thrown(ExistsException.class, () -> new Case(given.engine, given.policy, given.store, "A"));
            Plan plan = new Plan(given.policy, "p1").add("a", "landlord", "other");
            Tests.thrown(ExistsException.class, () -> plan.add("a", "landlord", "other"));
        }
    }

    static void absent() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            Tests.equal(Optional.empty(), Case.open(given.store, "B"));
            Tests.equal(Optional.empty(), Policy.builtin(given.engine, "nowhere"));
            Tests.equal(Optional.empty(), given.policy.explain("nothing"));
            Tests.equal(Optional.empty(), Matrix.open(given.policy, "nothing"));
            Tests.equal(Optional.empty(), c.record(2));
            Tests.equal(Optional.empty(), c.plan("p1"));
            Tests.equal(Optional.empty(), c.assessment("p1"));
            Tests.equal(Optional.empty(), c.proportionality(null, null));
            Tests.equal(Optional.empty(), c.pending());
            Tests.equal(Optional.empty(), c.owner());
            Tests.equal(OptionalInt.empty(), c.score());
            Tests.equal(Optional.empty(), given.store.calendar());
            Tests.equal(OptionalLong.empty(), given.engine.limit("nothing"));
            Tests.equal(Optional.empty(), new Case(given.engine, given.policy, null, "C").state());
            Tests.thrown(AbsentException.class, () -> given.store.verify("B"));
            Tests.thrown(AbsentException.class, () -> new Plan(given.policy, "p1").setDetail("a", "text"));
        }
    }

    static void state() {
        try (Given given = new Given()) {
            Case c = given.reported("A", null);
            Tests.thrown(StateException.class, c::save);
            Tests.thrown(StateException.class, () -> new Plan(given.policy, "p1").toRecord());
            Tests.thrown(StateException.class, given.store::compact);
            Tests.thrown(StateException.class, () -> new Assessment(Matrix.open(given.policy).orElseThrow(), "p1").toRecord());
        }
    }

    static void argument() {
        try (Given given = new Given(); Given other = new Given()) {
            Case c = given.reported("A");
            Tests.thrown(ArgumentException.class, () -> c.add(other.note("n")));
            Tests.thrown(ArgumentException.class, () -> given.engine.setLimit("nothing", 1));
            Tests.thrown(ArgumentException.class, () -> given.note("n").set("x-a", (String) null));
            Tests.thrown(ArgumentException.class, () -> c.saved(7));
            Tests.equal(Status.ARGUMENT, given.engine.lastStatus());
        }
    }

    static void limitAndMemory() {
        try (Given given = new Given(); Engine small = new Engine(new Hooks().memoryLimit(20_000))) {
            given.engine.setLimit("text-bytes", 10);
            Tests.thrown(LimitException.class, () -> given.record("note").setJson("text", "\"" + "long".repeat(10) + "\""));
            Tests.thrown(NoMemoryException.class, () -> Policy.builtin(small, "hart"));
            Tests.that(small.memoryPeak() <= 20_000, "it held " + small.memoryPeak());
        }
    }

    static void ioCorruptAndVersion() throws IOException {
        Path folder = Given.folder();
        Files.writeString(folder.resolve("no-journal"), "This is a letter, and no journal of any kind. ".repeat(200));
        try (Given given = new Given()) {
            Tests.thrown(IoException.class, () -> Store.journal(given.engine, folder.resolve("none/a.asb").toString()));
            Tests.thrown(CorruptException.class, () -> Store.journal(given.engine, folder.resolve("no-journal").toString()));
            Tests.thrown(VersionException.class, () -> given.store.importLines("{\"asb_store\":99,\"calendar\":\"\"}\n"));
            String tampered = given.reported("A").export().replace("Shouting at night", "Shouting at noon!");
            Tests.thrown(CorruptException.class, () -> Case.load(given.engine, null, tampered));
        }
    }

    static void corruptHasItsReport() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            Map<String, Object> head = c.head().orElseThrow();
            try (Store other = Store.memory(given.engine)) {
                CorruptException e = Tests.thrown(CorruptException.class, () -> other.verifyHead(head));
                Map<?, ?> damage = (Map<?, ?>) ((List<?>) e.report().orElseThrow().get("damage")).get(0);
                Tests.equal("A", damage.get("case"));
            }
        }
    }

    static void conflictHasItsReport() {
        try (Given given = new Given(); Store other = Store.memory(given.engine)) {
            given.reported("A");
            given.reported("A", other);
            ConflictException e = Tests.thrown(ConflictException.class, () -> given.store.copyFrom(other));
            Tests.equal(1, ((List<?>) e.report().orElseThrow().get("left")).size());
        }
    }

    static void busy() {
        Engine[] engine = new Engine[1];
        try (Engine e = new Engine(new Hooks().now(() -> engine[0].now()))) {
            engine[0] = e;
            Tests.thrown(BusyException.class, e::now);
        }
    }

    static void exceptionsCanBeSent() throws IOException, ClassNotFoundException {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.opening());
            RefusedException e = Tests.thrown(RefusedException.class,
                () -> c.add(given.record("closure").set("reason", "not-asb").set("rationale", "Everyday noise")));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(e);
            RefusedException again = (RefusedException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            Tests.equal(e.getMessage(), again.getMessage());
            Tests.equal(e.reasons().toString(), again.reasons().toString());
            Tests.equal(Optional.empty(), again.decision());
        }
    }

    /** What the library can say, a class can; of the statuses, done alone is none. */
    static void everyStatusHasItsClass() throws ClassNotFoundException {
        int statuses = 0;
        for (Map.Entry<String, Long> constant : Engine.constants().entrySet()) {
            String name = constant.getKey().replaceFirst("^ASB_", "");
            if (!name.matches("OK|REFUSED|CONFLICT|ABSENT|E(?!FFECT)[A-Z]+")) continue;
            statuses++;
            boolean known = false;
            for (Status status : Status.values()) known |= status.code() == constant.getValue();
            Tests.that(known, constant.getKey() + " is no Status");
        }
        Tests.equal(Status.values().length, statuses);
        for (Status status : Status.values()) if (status != Status.OK) Class.forName("org.libasb." + inCapitals(status) + "Exception");
        Tests.equal("no-memory", Status.NO_MEMORY.text());
    }

    private static String inCapitals(Status status) {
        StringBuilder name = new StringBuilder();
        for (String word : status.name().split("_")) name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        return name.toString();
    }

    static void calendarsOfNothing() {
        try (Engine engine = new Engine()) {
            InvalidException e = Tests.thrown(InvalidException.class, () -> Calendar.parse(engine, "{\"added\":[\"2026-02-30\"]}"));
            Tests.equal(Optional.of("/added/0"), e.pointer());
        }
    }
}
