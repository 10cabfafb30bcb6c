package org.libasb;

/** Somebody else has written to the case first: {@link Case#reload}, and save again. */
public final class ConflictException extends AsbException {
    private static final long serialVersionUID = 1;

    ConflictException(Fault fault) {
        super(fault);
    }

    /** For the commit of a {@link CustomStore}: a case has not the expected number of records. */
    public ConflictException(String message) {
        super(new Fault(Status.CONFLICT, message));
    }
}
