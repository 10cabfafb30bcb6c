import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libasb.ArgumentException;
import org.libasb.Assessment;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.InvalidException;
import org.libasb.Matrix;
import org.libasb.Plan;
import org.libasb.Proportionality;
import org.libasb.StateException;

/** The three forms: risk matrix, action plan, proportionality assessment. */
final class FormsTest {
    static void aMatrixIsReadWhole() {
        try (Given given = new Given()) {
            Matrix matrix = Matrix.open(given.policy).orElseThrow();
            Map<String, Object> json = matrix.json();
            Tests.equal(json.get("id"), matrix.id());
            Tests.equal(json.get("title"), matrix.title());
            Tests.equal(matrix.clause(), Matrix.open(given.policy, matrix.id()).orElseThrow().clause());
            Tests.equal(((Number) json.get("least")).intValue(), matrix.least());
            Tests.equal(((Number) json.get("greatest")).intValue(), matrix.greatest());
            Tests.equal(((List<?>) json.get("bands")).size(), matrix.bands().size());
            Matrix.Band highest = matrix.bands().get(0);
            Tests.that(highest.from() > matrix.bands().get(1).from(), "the highest is not first");
            Tests.that(!highest.label().isEmpty() && !highest.id().isEmpty(), "it has no name");
            int greatest = 0;
            for (Matrix.Question question : matrix.questions()) {
                Tests.that(!question.text().isEmpty() && !question.section().isEmpty() && !question.sectionTitle().isEmpty(), question.id());
                greatest += greatestOf(question);
            }
            Tests.equal(matrix.greatest(), greatest);
            for (Matrix.Range range : matrix.contested()) Tests.that(range.from() <= range.to(), "a range goes backwards");
            Tests.that(matrix.provenance() != null, "absent is not null");
        }
    }

    private static int greatestOf(Matrix.Question question) {
        int sum = 0;
        int most = 0;
        for (Matrix.Option option : question.options()) {
            Tests.that(!option.id().isEmpty() && !option.label().isEmpty(), "an option has no name");
            most = Math.max(most, option.weight());
            if (!option.exclusive()) sum += Math.max(0, option.weight());
        }
        return question.many() ? Math.max(most, sum) : most;
    }

    static void anAssessment() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.record("party").set("party", "p1").set("as", "complainant").set("name", "Ann Ash"));
            Matrix matrix = Matrix.open(given.policy).orElseThrow();
            Assessment a = new Assessment(matrix, "p1");
            Tests.equal(matrix.questions().size(), a.missing().size());
            Tests.equal(Optional.empty(), a.band());
            for (Matrix.Question question : matrix.questions()) a.answer(question.id(), question.options().get(0).id());
            Matrix.Question first = matrix.questions().get(0);
            Matrix.Option option = first.options().get(0);
            Tests.that(a.chosen(first.id(), option.id()), "it is not chosen");
            Tests.equal(Assessment.Answer.GIVEN, a.state(first.id()));
            Tests.that(a.unanswer(first.id(), option.id()) && !a.unanswer(first.id(), option.id()), "taken back once");
            Tests.equal(List.of(first.id()), a.missing());
            Tests.equal(Assessment.Answer.MISSING, a.state(first.id()));
            Tests.thrown(StateException.class, a::toRecord);
            a.decline(first.id());
            Tests.equal(Assessment.Answer.DECLINED, a.state(first.id()));
            Tests.that(a.partial(), "a question was declined");
            Tests.that(a.clear(first.id()) && !a.clear(first.id()), "cleared once");
            a.answer(first.id(), option.id()).setDetail(first.id(), "More: “ü”");
            Tests.equal(Optional.of("More: “ü”"), a.detail(first.id()));
            Tests.that(!a.partial() && a.score() >= matrix.least(), "the score is " + a.score());
            Tests.equal(a.scoredBand(), a.band());
            String other = matrix.bands().get(0).id();
            a.override(other, "I know this family");
            Tests.equal(Optional.of(other), a.band());
            Tests.equal(Optional.of(other), a.overrideBand());
            Tests.equal(Optional.of("I know this family"), a.overrideReason());
            Tests.equal(OptionalInt.empty(), a.seq());
            c.add(a.toRecord().setActor("amy", "CCC"));
            Assessment again = c.assessment("p1").orElseThrow();
            Tests.equal(OptionalInt.of(3), again.seq());
            Tests.equal("p1", again.party());
            Tests.equal(a.score(), again.score());
            Tests.equal(a.score(), c.score().getAsInt());
            Tests.equal(Optional.of(other), c.band());
            Tests.equal(matrix.id(), again.matrix().id());
            Tests.equal(other, again.json().get("band"));
            Tests.equal(false, again.contested());
            Tests.thrown(InvalidException.class, () -> a.answer("no-question", "x"));
        }
    }

    static void allAnswersAtOnce() {
        try (Given given = new Given()) {
            Assessment a = new Assessment(Matrix.open(given.policy).orElseThrow(), "p1");
            a.answer("q2", "yes").setAnswers(Map.of("q1", List.of("most-days"), "q11", List.of(), "q14", List.of("your-family", "other")));
            Tests.equal(Assessment.Answer.MISSING, a.state("q2"));
            Tests.equal(Assessment.Answer.NONE, a.state("q11"));
            Tests.that(a.chosen("q1", "most-days") && a.chosen("q14", "your-family") && a.chosen("q14", "other"), "not all are chosen");
            Tests.thrown(InvalidException.class, () -> a.setAnswers(Map.of("q1", List.of("nonsense"))));
            Tests.thrown(ArgumentException.class, () -> a.setAnswers(Map.of("q1", List.of("daily\0"))));
            Tests.equal(11, a.missing().size());
            Tests.equal(14, a.setAnswers(Map.of()).missing().size());
        }
    }

    static void noneOfThemIsAnAnswer() {
        try (Given given = new Given()) {
            Matrix matrix = Matrix.open(given.policy).orElseThrow();
            Assessment a = new Assessment(matrix, "p1");
            for (Matrix.Question question : matrix.questions()) {
                if (question.many()) Tests.equal(Assessment.Answer.NONE, a.answerNone(question.id()).state(question.id()));
                else Tests.thrown(InvalidException.class, () -> a.answerNone(question.id()));
            }
        }
    }

    static void aPlan() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.record("party").set("party", "p1").set("as", "complainant").set("name", "Ann Ash"));
            Map<?, ?> first = (Map<?, ?>) Plan.catalogue(given.policy).get(0);
            Plan plan = new Plan(given.policy, "p1");
            plan.add("a1", "landlord", "other").setDetail("a1", "Mend the door").setDue("a1", LocalDate.of(2026, 6, 1))
                .setEvery("a1", Map.of("weeks", 2)).setParam("a1", "where", "Flat 7");
            plan.add("a2", "complainant", "other").setDetail("a2", "Keep a diary");
            plan.add("a3", (String) first.get("id"));
            Tests.that(plan.remove("a3") && !plan.remove("a3"), "removed once");
            plan.setParam("a1", "where", null).setEvery("a2", null).setAgreed(true).setSent(true).setMethod("email");
            Tests.equal(List.of("p1", 2, true, true), List.of(plan.party(), plan.count(), plan.agreed(), plan.sent()));
            Tests.equal(Optional.of("email"), plan.method());
            Plan.Action action = plan.actions().get(0);
            Tests.equal(List.of("a1", "landlord", "other", "open"), List.of(action.id(), action.by(), action.action(), action.status()));
            Tests.equal("Mend the door", action.text());
            Tests.equal(Optional.of("Mend the door"), action.detail());
            Tests.equal(Optional.of(LocalDate.of(2026, 6, 1)), action.due());
            Tests.that(!action.overdue() && !action.standing() && action.clause() != null, "it is neither");
            Tests.equal(OptionalInt.empty(), plan.seq());
            c.add(plan.toRecord().setActor("amy", "CCC"));
            c.add(given.record("action").set("plan", 3).set("action", "a2").set("status", "done"));
            Plan again = c.plan("p1").orElseThrow();
            Tests.equal(OptionalInt.of(3), again.seq());
            Tests.equal(List.of(1, 0, 0, 1), List.of(again.countDone(), again.countCancelled(), again.countStanding(), again.countOpen()));
            Tests.equal(Optional.of(LocalDate.of(2026, 6, 1)), again.actions().get(0).nextDue());
            Tests.that(!again.complete(), "one is open");
            Tests.equal("p1", again.json().get("party"));
        }
    }

    static void aProportionalityAssessment() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            c.add(given.opening());
            c.add(given.record("party").set("party", "x1").set("as", "alleged-perpetrator").set("name", "Max Moss"));
            String remedy = (String) ((Map<?, ?>) ((List<?>) given.policy.json().get("remedies")).get(0)).get("id");
            Proportionality p = new Proportionality(given.policy, "x1", remedy);
            Tests.equal(List.of("x1", remedy, false), List.of(p.party(), p.remedy(), p.complete()));
            Tests.that(p.missing().containsKey("aim") && !p.missing().get("aim").isEmpty(), "the aim has no label");
            p.set("aim", "To stop it").set("x-flag", true).set("review_by", LocalDate.of(2026, 12, 1)).set("protected", List.of("disability"));
            p.add("protected", "age").addAlternative(remedy, "tried", null).setJson("x-json", "{\"a\":1}").set("x-map", Map.of("b", 2));
            Tests.equal(Optional.of("To stop it"), p.text("aim"));
            Tests.equal(Optional.of(List.of("disability", "age")), p.value("protected"));
            Tests.equal(Optional.of(Map.of("b", 2L)), p.value("x-map"));
            Tests.that(p.unset("x-flag") && !p.unset("x-flag"), "unset once");
            Tests.equal(Optional.empty(), p.value("x-flag"));
            Tests.equal(Optional.empty(), p.text("harm"));
            Tests.thrown(InvalidException.class, () -> p.set("nothing", "text"));
            CaseRecord record = p.toRecord().setActor("tom", "TEM");
            c.add(record);
            Proportionality again = c.proportionality("x1", null).orElseThrow();
            Tests.equal(OptionalInt.of(4), again.seq());
            Tests.that(!again.approved() && !again.stale() && !again.current() && !again.complete(), "nobody has approved it");
            Tests.equal(List.of(Optional.empty(), Optional.empty(), Optional.of(LocalDate.of(2026, 12, 1))),
                List.of(again.approvedBy(), again.approvedRole(), again.reviewBy()));
            Tests.equal(List.of(OptionalInt.empty(), OptionalInt.empty()), List.of(again.approval(), again.staleRecord()));
            Tests.that(again.why().isPresent() && again.whyCode().isPresent() && again.whyArguments() != null, "it does not say why");
            Tests.equal(again.whyCode().get(), ((Map<?, ?>) again.json().get("why")).get("code"));
        }
    }
}
