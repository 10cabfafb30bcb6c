package org.libasb;

/** A callback of the host's failed. Where it threw an exception that is unchecked, that is thrown instead; one that is checked is the cause. */
public final class UserException extends AsbException {
    private static final long serialVersionUID = 1;

    UserException(Fault fault) {
        super(fault);
    }

    UserException(Throwable cause) {
        super(new Fault(Status.USER, String.valueOf(cause.getMessage())));
        initCause(cause);
    }
}
