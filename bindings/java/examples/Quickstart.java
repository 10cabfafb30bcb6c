import java.time.Instant;
import java.time.LocalDate;
import org.libasb.Assessment;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.ConflictException;
import org.libasb.Duty;
import org.libasb.DutyState;
import org.libasb.Engine;
import org.libasb.Hooks;
import org.libasb.Matrix;
import org.libasb.Plan;
import org.libasb.Policy;
import org.libasb.RefusedException;
import org.libasb.Store;

/** A report, a risk assessment, a plan, and what is to be done by when: the shortest way through the library. */
public final class Quickstart {
    public static void main(String[] args) {
        Instant thursday = Instant.parse("2026-04-02T15:00:00Z"); // 16:00 in England, so that this prints the same every day
        try (Engine engine = new Engine(new Hooks().now(() -> thursday)); // new Engine(): the computer's clock
             Policy policy = Policy.builtin(engine, "west-kent").orElseThrow();
             Store store = Store.memory(engine); // or Store.journal(engine, "cases.asb")
             Case c = new Case(engine, policy, store, "CASE-0001")) {
            c.add(new CaseRecord(engine, "report").setActor("kim", "housing-officer")
                .set("channel", "phone").set("summary", "Music until three in the morning, most nights"));
            c.save(); // one commit; ConflictException where somebody else has written first

            c.add(new CaseRecord(engine, "party").setActor("kim", "housing-officer")
                .set("party", "c1").set("as", "complainant").set("vulnerable", "yes"));
            Matrix matrix = Matrix.open(policy).orElseThrow(); // the policy's questionnaire, and one person's answers to it
            Assessment risk = new Assessment(matrix, "c1").answer("why-assessed", "vulnerable-victim").answer("serious-harm", "no");
            c.add(risk.toRecord().setActor("kim", "housing-officer"));
            Plan plan = new Plan(policy, "c1").add("logs", "issue-incident-logs").setDue("logs", LocalDate.of(2026, 4, 9));
            c.add(plan.toRecord().setActor("kim", "housing-officer")); // RefusedException says why a record is refused
            c.save();

            System.out.printf("%s: %s, risk %s%n", c.id(), c.state().orElse("new"), c.band().orElse("unknown"));
            for (Duty duty : c.duties())
                System.out.printf("%-4s  %-20s  %s (%s)%n", duty.state() == DutyState.OPEN ? "open" : "done",
                    duty.due().map(Object::toString).orElse(""), duty.label(), duty.clause());
            boolean worked = engine.isWorkingDay(LocalDate.of(2026, 4, 6), policy, null);
            System.out.println("Easter Monday is " + (worked ? "a working day" : "not a working day"));
        }
    }

    private Quickstart() {
    }
}
