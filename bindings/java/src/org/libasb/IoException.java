package org.libasb;

/** The store could not read or write; the case is as it was: try again later. */
public final class IoException extends AsbException {
    private static final long serialVersionUID = 1;

    IoException(Fault fault) {
        super(fault);
    }

    /** For a {@link CustomStore}. */
    public IoException(String message, Throwable cause) {
        super(new Fault(Status.IO, message));
        initCause(cause);
    }
}
