package org.libasb;

/** Not now: the object is not in the state for it. */
public final class StateException extends AsbException {
    private static final long serialVersionUID = 1;

    StateException(Fault fault) {
        super(fault);
    }
}
