package org.libasb;

/** A named limit of the engine is exceeded ({@link Engine#setLimit}). */
public final class LimitException extends AsbException {
    private static final long serialVersionUID = 1;

    LimitException(Fault fault) {
        super(fault);
    }
}
