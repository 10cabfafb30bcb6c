package org.libasb;

/** An argument is missing, out of range, or of another engine: mend the program. */
public final class ArgumentException extends AsbException {
    private static final long serialVersionUID = 1;

    ArgumentException(Fault fault) {
        super(fault);
    }
}
