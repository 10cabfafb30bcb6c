package org.libasb;

import java.util.Objects;
import java.util.Optional;

/** A case as a store lists it. */
public final class StoredCase {
    private final String id;
    private final int version;
    private final String summary;

    /**
     * As a {@link CustomStore} found it.
     *
     * @param summary canonical JSON as it was committed; "" where there is none
     */
    public StoredCase(String id, int version, String summary) {
        this.id = Objects.requireNonNull(id);
        this.version = version;
        this.summary = Objects.requireNonNull(summary);
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** How many records it has. */
    public int version() {
        return version;
    }

    /** The summary that is kept with it, as JSON: state, stage, priority, owner, next due date and the like as they were when it was written. */
    public Optional<String> summary() {
        return summary.isEmpty() ? Optional.empty() : Optional.of(summary);
    }

    @Override
    public String toString() {
        return id + " " + version;
    }
}
