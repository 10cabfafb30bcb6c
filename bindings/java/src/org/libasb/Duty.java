package org.libasb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libasb.raw.Raw;

/** Something that must be done by somebody by a time, because of a clause. It is read from its {@link Duties} when it is asked. */
public final class Duty {
    private final Duties duties;
    private final int index;

    Duty(Duties duties, int index) {
        this.duties = duties;
        this.index = index;
    }

    /** The id of the rule. */
    public String rule() {
        return text(Raw::asb_duties_rule);
    }

    /** What is to be done. */
    public String label() {
        return text(Raw::asb_duties_label);
    }

    /** The clause. */
    public String clause() {
        return text(Raw::asb_duties_clause);
    }

    /** Whom it is about; absent for a duty of the case. */
    public Optional<String> party() {
        return maybe(Raw::asb_duties_party);
    }

    /** The party, a plan's action, or an order's remedy; absent for a duty of the case. */
    public Optional<String> subject() {
        return maybe(Raw::asb_duties_subject);
    }

    /** Who must do it: roles, any of which may, or "case-owner". */
    public List<String> owners() {
        List<String> owners = new ArrayList<>();
        int count = number(Raw::asb_duties_owner_count);
        for (int i = 0; i < count; i++) {
            int owner = i;
            owners.add(duties.ask(d -> Raw.asb_duties_owner_at(d, index, owner)));
        }
        return owners;
    }

    /** When it is due: a LocalDate, or an Instant; absent where it has no date. */
    public Optional<Temporal> due() {
        return Times.read(text(Raw::asb_duties_due));
    }

    /** The same for people: a LocalDate, or a ZonedDateTime of Europe/London. */
    public Optional<Temporal> dueLocal() {
        return Times.local(text(Raw::asb_duties_due_local), text(Raw::asb_duties_due));
    }

    /** The last working day before a due date that is none. */
    public Optional<LocalDate> actBy() {
        return Times.date(text(Raw::asb_duties_act_by));
    }

    /** Before that it does not count as done: a LocalDate, or an Instant. */
    public Optional<Temporal> opens() {
        return Times.read(text(Raw::asb_duties_opens));
    }

    /** How it stands. */
    public DutyState state() {
        return DutyState.of(number(Raw::asb_duties_state));
    }

    /** The number of the record that it runs from. */
    public int startedBy() {
        return number(Raw::asb_duties_started_by);
    }

    /** When that record happened. */
    public Instant startedAt() {
        return Instant.ofEpochMilli(duties.ask(d -> Raw.asb_duties_started_at(d, index)));
    }

    /** The number of the record that ended it; absent while it is open. */
    public OptionalInt endedBy() {
        int seq = number(Raw::asb_duties_ended_by);
        return seq == 0 ? OptionalInt.empty() : OptionalInt.of(seq);
    }

    /** When that record happened; absent while it is open. */
    public Optional<Instant> endedAt() {
        return Times.instant(duties.ask(d -> Raw.asb_duties_ended_at(d, index)));
    }

    /** Is it a period that is only watched, and no one's task? */
    public boolean watch() {
        return number(Raw::asb_duties_watch) != 0;
    }

    /** Why it is due then: rule, clause, record, period, each day left out, each move. */
    public String explain() {
        return duties.text((out, d) -> Raw.asb_duties_explain(out, d, index));
    }

    /** A record that would settle it, which the host may add: {@code {"kind","with"}}. */
    public Optional<Map<String, Object>> proposes() {
        return maybe(Raw::asb_duties_proposes).map(Json::object);
    }

    @Override
    public String toString() {
        return label() + due().map(due -> " by " + due).orElse("") + " (" + clause() + ")";
    }

    private interface Text {
        String get(Raw.asb_duties duties, int index);
    }

    private interface Number {
        int get(Raw.asb_duties duties, int index);
    }

    private String text(Text getter) {
        return duties.ask(d -> getter.get(d, index));
    }

    private Optional<String> maybe(Text getter) {
        return duties.maybe(d -> getter.get(d, index));
    }

    private int number(Number getter) {
        return duties.ask(d -> getter.get(d, index));
    }
}
