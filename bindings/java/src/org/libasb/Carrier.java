package org.libasb;

/**
 * Carries an exception of a callback's through the frames of C, in which there are none: it is put down here, the callback says that it failed, and
 * the call that C came back from throws it again. One belongs to each engine, which one thread at a time is in.
 */
final class Carrier {
    private Throwable carried;

    /** The first one is what went wrong; what comes of it is not. */
    void carry(Throwable thrown) {
        if (carried == null) carried = thrown;
    }

    boolean isLoaded() {
        return carried != null;
    }

    /** Throws what is carried, if there is any. */
    void deliver() {
        Throwable thrown = carried;
        carried = null;
        if (thrown instanceof RuntimeException) throw (RuntimeException) thrown;
        if (thrown instanceof Error) throw (Error) thrown;
        if (thrown != null) throw new UserException(thrown);
    }
}
