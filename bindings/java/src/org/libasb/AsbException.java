package org.libasb;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The library could not do, or would not do, what it was asked. Each {@link Status} has a class of its own: catch those that you can do something
 * about.
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

    /** The stable code of what went wrong, for example {@code record-choice}. */
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
}
