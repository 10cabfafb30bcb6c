package org.libasb;

/** There is no such thing. */
public final class AbsentException extends AsbException {
    private static final long serialVersionUID = 1;

    AbsentException(Fault fault) {
        super(fault);
    }
}
