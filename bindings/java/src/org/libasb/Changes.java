package org.libasb;

import java.util.List;
import java.util.Objects;

/** Cases written since a token, and the token to go on from. */
public final class Changes {
    private final List<StoredCase> cases;
    private final String token;

    /** As a {@link CustomStore} found them. */
    public Changes(List<StoredCase> cases, String token) {
        this.cases = List.copyOf(cases);
        this.token = Objects.requireNonNull(token);
    }

    /** The cases. */
    public List<StoredCase> cases() {
        return cases;
    }

    /** What to ask with the next time. */
    public String token() {
        return token;
    }
}
