package org.libasb;

/** Two threads in one engine, or a call of the engine from within one of its own callbacks: mend the program. */
public final class BusyException extends AsbException {
    private static final long serialVersionUID = 1;

    BusyException(Fault fault) {
        super(fault);
    }
}
