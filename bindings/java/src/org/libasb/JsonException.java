package org.libasb;

/** Not JSON: show line and column. */
public final class JsonException extends AsbException {
    private static final long serialVersionUID = 1;

    JsonException(Fault fault) {
        super(fault);
    }
}
