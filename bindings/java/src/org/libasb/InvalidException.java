package org.libasb;

/** A record is malformed: show the message beside the {@link #field}. */
public final class InvalidException extends AsbException {
    private static final long serialVersionUID = 1;

    InvalidException(Fault fault) {
        super(fault);
    }

    /** For the changes of a {@link CustomStore}: the token is none of its own. */
    public InvalidException(String message) {
        super(new Fault(Status.INVALID, message));
    }
}
