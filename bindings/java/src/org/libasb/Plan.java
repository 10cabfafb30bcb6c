package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/**
 * An action plan: who does what, and by when. Its actions come from the policy's catalogue, or are put in words ("other"). A plan in a case is never
 * changed: a new one takes its place.
 */
public final class Plan extends Handle<Raw.asb_plan> {
    /** Begins one without actions. */
    public Plan(Policy policy, String party) {
        this(policy.core, policy.made((out, p) -> Raw.asb_plan_new(out, p, terminated(party))));
    }

    Plan(Core core, Pointer pointer) {
        super(core, new Raw.asb_plan(pointer), Raw::asb_plan_free);
    }

    /** The policy's catalogue of actions: for each id, by, text, params, standing, clause. */
    public static List<Object> catalogue(Policy policy) {
        return policy.list(Raw::asb_plan_catalogue_json);
    }

    // ---- changing

    /** Adds an action of the catalogue, done by whom the catalogue says; the id is yours to choose. */
    public Plan add(String id, String action) {
        return add(id, null, action);
    }

    /** Adds an action; by is "landlord", "complainant", "perpetrator" or "agency", or null: as the catalogue says. */
    public Plan add(String id, String by, String action) {
        run(p -> Raw.asb_plan_add(p, terminated(id), terminated(by), terminated(action)));
        return this;
    }

    /** Takes an action away. Was there one of that id? */
    public boolean remove(String id) {
        return did(p -> Raw.asb_plan_remove(p, terminated(id)));
    }

    /** Says more about an action; null takes it away. */
    public Plan setDetail(String id, String text) {
        run(p -> Raw.asb_plan_set_detail(p, terminated(id), terminated(text)));
        return this;
    }

    /** Says by when it is to be done; null takes that away. */
    public Plan setDue(String id, Temporal due) {
        run(p -> Raw.asb_plan_set_due(p, terminated(id), terminated(Times.text(due))));
        return this;
    }

    /** Says how often it is to be done, such as {@code Map.of("weeks", 2)}; null takes that away. */
    public Plan setEvery(String id, Map<String, ?> period) {
        byte[] json = period == null ? null : Utf8.bytes(Json.write(period));
        run(p -> Raw.asb_plan_set_every(p, terminated(id), json, new SizeT(json == null ? 0 : json.length)));
        return this;
    }

    /** Fills in a parameter of an action; null takes it away. */
    public Plan setParam(String id, String param, Object value) {
        byte[] json = value == null ? null : Utf8.bytes(Json.write(value));
        run(p -> Raw.asb_plan_set_param(p, terminated(id), terminated(param), json, new SizeT(json == null ? 0 : json.length)));
        return this;
    }

    /** Says whether it was agreed with the person. */
    public Plan setAgreed(boolean agreed) {
        run(p -> Raw.asb_plan_set_agreed(p, agreed ? 1 : 0));
        return this;
    }

    /** Says whether it was sent to the person. */
    public Plan setSent(boolean sent) {
        run(p -> Raw.asb_plan_set_sent(p, sent ? 1 : 0));
        return this;
    }

    /** Says how it was sent; null takes that away. */
    public Plan setMethod(String method) {
        run(p -> Raw.asb_plan_set_method(p, terminated(method)));
        return this;
    }

    // ---- looking

    /** The person that it is made with. */
    public String party() {
        return ask(Raw::asb_plan_party);
    }

    /** Was it agreed? */
    public boolean agreed() {
        return is(Raw::asb_plan_agreed);
    }

    /** Was it sent? */
    public boolean sent() {
        return is(Raw::asb_plan_sent);
    }

    /** How it was sent. */
    public Optional<String> method() {
        return maybe(Raw::asb_plan_method);
    }

    /** The number of the record that it was read from; absent for a new one. */
    public OptionalInt seq() {
        return number(Raw::asb_plan_seq);
    }

    /** How many actions. */
    public int count() {
        return ask(Raw::asb_plan_count);
    }

    /** The actions as they are now, in the order of the plan. */
    public List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        int count = count();
        for (int i = 0; i < count; i++) actions.add(new Action(this, i));
        return actions;
    }

    /** How many actions are done. */
    public int countDone() {
        return ask(Raw::asb_plan_count_done);
    }

    /** How many are cancelled. */
    public int countCancelled() {
        return ask(Raw::asb_plan_count_cancelled);
    }

    /** How many are standing, and neither done nor cancelled. */
    public int countStanding() {
        return ask(Raw::asb_plan_count_standing);
    }

    /** How many are still to be done. */
    public int countOpen() {
        return ask(Raw::asb_plan_count_open);
    }

    /** Is every action that is not standing done or cancelled? */
    public boolean complete() {
        return is(Raw::asb_plan_complete);
    }

    /**
     * Makes a record of it, ready for an actor and for {@link Case#add}.
     *
     * @throws StateException where it has no action
     */
    public CaseRecord toRecord() {
        return make(Raw::asb_plan_to_record, CaseRecord::new);
    }

    /** The whole plan. */
    public Map<String, Object> json() {
        return object(Raw::asb_plan_json);
    }

    /** An action, as it was when it was asked for. */
    public static final class Action {
        private final String id;
        private final String by;
        private final String action;
        private final String clause;
        private final String detail;
        private final String due;
        private final boolean standing;
        private final String status;
        private final String nextDue;
        private final boolean overdue;
        private final String text;

        private Action(Plan plan, int index) {
            id = plan.ask(p -> Raw.asb_plan_id(p, index));
            by = plan.ask(p -> Raw.asb_plan_by(p, index));
            action = plan.ask(p -> Raw.asb_plan_action(p, index));
            clause = plan.ask(p -> Raw.asb_plan_clause(p, index));
            detail = plan.ask(p -> Raw.asb_plan_detail(p, index));
            due = plan.ask(p -> Raw.asb_plan_due(p, index));
            standing = plan.is(p -> Raw.asb_plan_standing(p, index));
            status = plan.ask(p -> Raw.asb_plan_status(p, index));
            nextDue = plan.ask(p -> Raw.asb_plan_next_due(p, index));
            overdue = plan.is(p -> Raw.asb_plan_overdue(p, index));
            text = plan.text((out, p) -> Raw.asb_plan_text(out, p, index));
        }

        /** The id that was chosen for it. */
        public String id() {
            return id;
        }

        /** Who does it. */
        public String by() {
            return by;
        }

        /** Its id in the catalogue, or "other". */
        public String action() {
            return action;
        }

        /** The clause. */
        public Optional<String> clause() {
            return some(clause);
        }

        /** What more is said about it. */
        public Optional<String> detail() {
            return some(detail);
        }

        /** By when it is first to be done: a LocalDate, an Instant, or a ZonedDateTime where it was written without an offset. */
        public Optional<Temporal> due() {
            return Times.written(due);
        }

        /** Does it run until the case closes? */
        public boolean standing() {
            return standing;
        }

        /** How it stood when the plan was read: "open", "done", "not-done" or "cancelled". */
        public String status() {
            return status;
        }

        /** When it was next due, as the plan was read: a LocalDate, or an Instant. */
        public Optional<Temporal> nextDue() {
            return Times.read(nextDue);
        }

        /** Was it overdue when the plan was read? */
        public boolean overdue() {
            return overdue;
        }

        /** What is to be done, in words. */
        public String text() {
            return text;
        }

        private static Optional<String> some(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }
}
