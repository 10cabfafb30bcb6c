package org.libasb;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The library could not do, or would not do, what it was asked. Each {@link Status} has a class in here: catch those that you can do something about.
 *
 * <p>The {@link #getMessage sentence} is English, for people. The {@link #code} is stable, for programs; with the {@link #arguments} it can be said
 * in words of your own.
 */
public abstract class AsbException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Fault fault;
    private transient Map<String, Object> report;

    AsbException(Fault fault) {
        super(fault.message);
        this.fault = fault;
    }

    /** The status that the library gave. */
    public Status status() {
        return fault.status;
    }

    /** The stable code of what went wrong, for example {@code record-unknown-choice}. */
    public Optional<String> code() {
        return some(fault.code);
    }

    /** The sentence's arguments, by their names. */
    public Map<String, String> arguments() {
        return Collections.unmodifiableMap(fault.arguments);
    }

    /** The record's field that is wrong. */
    public Optional<String> field() {
        return some(fault.field);
    }

    /** The JSON pointer of what is wrong; absent where it is about no document, or the whole. */
    public Optional<String> pointer() {
        return some(fault.pointer);
    }

    /** The line of the document, from 1. */
    public OptionalInt line() {
        return fault.line == 0 ? OptionalInt.empty() : OptionalInt.of(fault.line);
    }

    /** The column, in characters from 1. */
    public OptionalInt column() {
        return fault.column == 0 ? OptionalInt.empty() : OptionalInt.of(fault.column);
    }

    /** What the call found all the same: the damage of {@link Store#verify}, what {@link Store#copyFrom} left. */
    public Optional<Map<String, Object>> report() {
        return Optional.ofNullable(report);
    }

    void add(Map<String, Object> found) {
        report = found;
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** A guard of the policy is not met; nothing was added. Show every reason. */
    public static final class Refused extends AsbException {
        private static final long serialVersionUID = 1;
        private transient Decision decision;
        private List<Reason> reasons = List.of();

        Refused(Fault fault) {
            super(fault);
        }

        static Refused of(Decision decision) {
            List<Reason> reasons = decision.reasons();
            StringBuilder message = new StringBuilder();
            for (Reason reason : reasons)
                if (reason.effect() == Effect.REFUSED) message.append(message.length() == 0 ? "" : " ").append(reason.message());
            Refused refused = new Refused(new Fault(Status.REFUSED, message.toString()));
            refused.decision = decision;
            refused.reasons = reasons;
            return refused;
        }

        /** Every guard that had something to say, those that only warn too. */
        public List<Reason> reasons() {
            return reasons;
        }

        /** The decision whole; absent once the exception was serialised. */
        public Optional<Decision> decision() {
            return Optional.ofNullable(decision);
        }
    }

    /** Somebody else has written to the case first: {@link Case#reload}, and save again. */
    public static final class Conflict extends AsbException {
        private static final long serialVersionUID = 1;

        Conflict(Fault fault) {
            super(fault);
        }

        /** For the commit of a {@link CustomStore}: a case has not the expected number of records. */
        public Conflict(String message) {
            super(new Fault(Status.CONFLICT, message));
        }
    }

    /** There is no such thing. */
    public static final class Absent extends AsbException {
        private static final long serialVersionUID = 1;

        Absent(Fault fault) {
            super(fault);
        }
    }

    /** No memory, or the engine's memory limit is reached; everything is as it was. */
    public static final class NoMemory extends AsbException {
        private static final long serialVersionUID = 1;

        NoMemory(Fault fault) {
            super(fault);
        }
    }

    /** An argument is missing, out of range, or of another engine: mend the program. */
    public static final class Argument extends AsbException {
        private static final long serialVersionUID = 1;

        Argument(Fault fault) {
            super(fault);
        }
    }

    /** A record is malformed: show the message beside the {@link #field}. */
    public static final class Invalid extends AsbException {
        private static final long serialVersionUID = 1;

        Invalid(Fault fault) {
            super(fault);
        }

        /** For the changes of a {@link CustomStore}: the token is none of its own. */
        public Invalid(String message) {
            super(new Fault(Status.INVALID, message));
        }
    }

    /** Not JSON: show line and column. */
    public static final class Json extends AsbException {
        private static final long serialVersionUID = 1;

        Json(Fault fault) {
            super(fault);
        }
    }

    /** A policy document has problems, the first of which this is; {@link org.libasb.Policy#check} gives all of them. */
    public static final class Policy extends AsbException {
        private static final long serialVersionUID = 1;

        Policy(Fault fault) {
            super(fault);
        }
    }

    /** There is one already: choose another id. */
    public static final class Exists extends AsbException {
        private static final long serialVersionUID = 1;

        Exists(Fault fault) {
            super(fault);
        }
    }

    /** The store could not read or write; the case is as it was: try again later. */
    public static final class Io extends AsbException {
        private static final long serialVersionUID = 1;

        Io(Fault fault) {
            super(fault);
        }

        /** For a {@link CustomStore}. */
        public Io(String message, Throwable cause) {
            super(new Fault(Status.IO, message));
            initCause(cause);
        }
    }

    /** What is stored does not agree with itself: stop, {@link Store#verify}, and get the backup. */
    public static final class Corrupt extends AsbException {
        private static final long serialVersionUID = 1;

        Corrupt(Fault fault) {
            super(fault);
        }

        /** For a {@link CustomStore}. */
        public Corrupt(String message) {
            super(new Fault(Status.CORRUPT, message));
        }
    }

    /** Two threads in one engine, or a call of the engine from within one of its own callbacks: mend the program. */
    public static final class Busy extends AsbException {
        private static final long serialVersionUID = 1;

        Busy(Fault fault) {
            super(fault);
        }
    }

    /** A named limit of the engine is exceeded ({@link Engine#setLimit}). */
    public static final class Limit extends AsbException {
        private static final long serialVersionUID = 1;

        Limit(Fault fault) {
            super(fault);
        }
    }

    /** A callback of the host's failed. Where it threw an exception that is unchecked, that is thrown instead; one that is checked is the cause. */
    public static final class User extends AsbException {
        private static final long serialVersionUID = 1;

        User(Fault fault) {
            super(fault);
        }

        User(Throwable cause) {
            super(new Fault(Status.USER, String.valueOf(cause.getMessage())));
            initCause(cause);
        }
    }

    /** Made by or for a later library than this one. */
    public static final class Version extends AsbException {
        private static final long serialVersionUID = 1;

        Version(Fault fault) {
            super(fault);
        }
    }

    /** Not now: the object is not in the state for it. */
    public static final class State extends AsbException {
        private static final long serialVersionUID = 1;

        State(Fault fault) {
            super(fault);
        }
    }
}
