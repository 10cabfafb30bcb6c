package org.libasb;

/** Made by or for a later library than this one. */
public final class VersionException extends AsbException {
    private static final long serialVersionUID = 1;

    VersionException(Fault fault) {
        super(fault);
    }
}
