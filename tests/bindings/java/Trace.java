import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libasb.Calendar;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Decision;
import org.libasb.Duty;
import org.libasb.Effect;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.InvalidException;
import org.libasb.Json;
import org.libasb.LimitException;
import org.libasb.Policy;
import org.libasb.Reason;
import org.libasb.RefusedException;
import org.libasb.Store;

/** Plays scenario files and says what each step came to, one JSON object on a line, as {@code asb trace} does: FILE OUT, FILE OUT … */
public final class Trace {
    private final Engine engine = new Engine(new Hooks().now(() -> this.clock));
    private final Store store = Store.memory(engine);
    private final Map<String, Case> cases = new HashMap<>();
    private final Map<?, ?> scenario;
    private final Policy policy;
    private Instant clock = Instant.EPOCH;

    private Trace(Path file) throws IOException {
        scenario = (Map<?, ?>) Json.read(Files.readString(file));
        String name = (String) scenario.get("policy");
        boolean isPath = name.endsWith(".json");
        policy = isPath ? Policy.parse(engine, Files.readString(file.resolveSibling(name))) : Policy.builtin(engine, name).orElseThrow();
        Calendar calendar = new Calendar(engine);
        Map<?, ?> days = (Map<?, ?>) scenario.get("calendar");
        for (Object day : list(days, "add")) calendar.add(LocalDate.parse((String) day));
        for (Object day : list(days, "remove")) calendar.remove(LocalDate.parse((String) day));
        engine.setCalendar(calendar);
    }

    private static List<?> list(Map<?, ?> object, String key) {
        return object == null || object.get(key) == null ? List.of() : (List<?>) object.get(key);
    }

    private void play(PrintStream out) {
        int number = 0;
        for (Object step : (List<?>) scenario.get("steps")) out.print(Json.write(play((Map<?, ?>) step, ++number)) + "\n");
    }

    // ---- a step

    private Optional<Decision> decision;
    private Optional<String> invalid;

    private Map<String, Object> play(Map<?, ?> step, int number) {
        String name = step.containsKey("case") ? (String) step.get("case") : "A";
        decision = Optional.empty();
        invalid = Optional.empty();
        clock = engine.parseInstant((String) step.get("at"));
        Case c = cases.computeIfAbsent(name, n -> new Case(engine, policy, store, "case-" + (cases.size() + 1)));
        if (step.containsKey("record")) attempt(c, step, step.get("record"), true);
        if (step.containsKey("may")) attempt(c, step, step.get("may"), false);
        return line(number, name, c);
    }

    /** A step may say what no record can hold. The record is then made without it, which is as invalid; only a wrong time has to be remembered. */
    private void attempt(Case c, Map<?, ?> step, Object kind, boolean toBeAdded) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("kind", kind);
        put(whole, "at", step.get("happened"));
        put(whole, "by", step.get("by"));
        put(whole, "role", step.get("role"));
        put(whole, "fields", step.get("with"));
        boolean wrongTime = false;
        while (true) {
            try (CaseRecord record = CaseRecord.of(engine, whole)) {
                ask(c, record, toBeAdded && !wrongTime);
                if (wrongTime && !invalid.equals(Optional.of("kind"))) invalid = Optional.of("at");
                if (wrongTime) decision = Optional.empty();
                return;
            } catch (InvalidException | LimitException e) {
                String field = e.field().orElseThrow(() -> e);
                invalid = Optional.of(field);
                if (!List.of("at", "by", "role").contains(field) || whole.remove(field) == null) return;
                wrongTime |= field.equals("at");
            }
        }
    }

    private static void put(Map<String, Object> object, String key, Object value) {
        if (value != null) object.put(key, value);
    }

    private void ask(Case c, CaseRecord record, boolean toBeAdded) {
        invalid = Optional.empty();
        try {
            decision = Optional.of(toBeAdded ? c.add(record) : c.may(record));
            if (toBeAdded) c.save();
        } catch (RefusedException e) {
            decision = e.decision();
        } catch (InvalidException e) {
            invalid = e.field();
        }
    }

    // ---- its line

    private Map<String, Object> line(int number, String name, Case c) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", number);
        line.put("case", name);
        line.put("state", c.state().orElse(null));
        line.put("stage", c.stage().orElse(null));
        line.put("priority", c.priority().orElse(null));
        line.put("hate", c.hate());
        line.put("owner", c.owner().orElse(null));
        line.put("band", c.band().orElse(null));
        line.put("score", c.score().isPresent() ? c.score().getAsInt() : null);
        line.put("duties", duties(c));
        line.put("refused", guards(Effect.REFUSED));
        line.put("warned", guards(Effect.WARNED));
        line.put("deviations", guards(Effect.DEVIATION));
        line.put("invalid", invalid.orElse(null));
        return line;
    }

    private static final Comparator<String> BYTES =
        (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static List<Object> duties(Case c) {
        List<Duty> duties = new ArrayList<>();
        c.duties().forEach(duties::add);
        duties.sort(Comparator.comparing(Duty::rule, BYTES).thenComparing(d -> d.party().orElse(""), BYTES).thenComparing(Duty::startedBy)
            .thenComparing(d -> d.due().map(Object::toString).orElse(""), BYTES).thenComparing(d -> d.state().text(), BYTES)
            .thenComparing(Duty::clause, BYTES));
        List<Object> lines = new ArrayList<>();
        for (Duty duty : duties) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("duty", duty.rule());
            line.put("party", duty.party().orElse(null));
            line.put("due", duty.due().orElse(null));
            line.put("act_by", duty.actBy().orElse(null));
            line.put("state", duty.state().text());
            line.put("clause", duty.clause().isEmpty() ? null : duty.clause());
            lines.add(line);
        }
        return lines;
    }

    private List<String> guards(Effect effect) {
        List<String> guards = new ArrayList<>();
        for (Reason reason : decision.map(Decision::reasons).orElse(List.of()))
            if (reason.effect() == effect) guards.add(reason.guard());
        guards.sort(BYTES);
        return guards;
    }

    public static void main(String[] args) throws IOException {
        for (int i = 0; i + 1 < args.length; i += 2) {
            try (PrintStream out = new PrintStream(args[i + 1], StandardCharsets.UTF_8)) {
                new Trace(Path.of(args[i])).play(out);
            } catch (RuntimeException e) {
                System.err.println(args[i] + ": " + e);
            }
        }
    }
}
