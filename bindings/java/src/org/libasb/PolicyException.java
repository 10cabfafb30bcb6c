package org.libasb;

/** A policy document has problems, the first of which this is; {@link Policy#check} gives all of them. */
public final class PolicyException extends AsbException {
    private static final long serialVersionUID = 1;

    PolicyException(Fault fault) {
        super(fault);
    }
}
