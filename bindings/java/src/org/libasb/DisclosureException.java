package org.libasb;

/** It would tell somebody what they may not know, and nothing was handed out: the field says of whom. */
public final class DisclosureException extends AsbException {
    private static final long serialVersionUID = 1;

    DisclosureException(Fault fault) {
        super(fault);
    }
}
