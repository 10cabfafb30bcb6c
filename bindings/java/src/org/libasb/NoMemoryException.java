package org.libasb;

/** No memory, or the engine's memory limit is reached; everything is as it was. */
public final class NoMemoryException extends AsbException {
    private static final long serialVersionUID = 1;

    NoMemoryException(Fault fault) {
        super(fault);
    }
}
