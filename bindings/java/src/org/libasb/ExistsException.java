package org.libasb;

/** There is one already: choose another id. */
public final class ExistsException extends AsbException {
    private static final long serialVersionUID = 1;

    ExistsException(Fault fault) {
        super(fault);
    }
}
