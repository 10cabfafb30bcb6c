package org.libasb;

/** What is stored does not agree with itself: stop, {@link Store#verify}, and get the backup. */
public final class CorruptException extends AsbException {
    private static final long serialVersionUID = 1;

    CorruptException(Fault fault) {
        super(fault);
    }

    /** For a {@link CustomStore}. */
    public CorruptException(String message) {
        super(new Fault(Status.CORRUPT, message));
    }
}
