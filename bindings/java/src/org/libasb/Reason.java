package org.libasb;

import java.io.Serializable;
import org.libasb.raw.Raw;

/** What one guard of the policy said of a record. */
public final class Reason implements Serializable {
    private static final long serialVersionUID = 1;

    private final String guard;
    private final Effect effect;
    private final String clause;
    private final String message;
    private final String explanation;

    Reason(Raw.asb_decision decision, int index) {
        guard = Raw.asb_decision_guard(decision, index);
        effect = Effect.of(Raw.asb_decision_effect(decision, index));
        clause = Raw.asb_decision_clause(decision, index);
        message = Raw.asb_decision_message(decision, index);
        explanation = Raw.asb_decision_explanation(decision, index);
    }

    /** The guard's id. */
    public String guard() {
        return guard;
    }

    /** What it comes to. */
    public Effect effect() {
        return effect;
    }

    /** The clause. */
    public String clause() {
        return clause;
    }

    /** What the policy says to the officer. */
    public String message() {
        return message;
    }

    /** Id, clause, message, and the parts of the condition that do not hold, in plain words. */
    public String explanation() {
        return explanation;
    }

    @Override
    public String toString() {
        return guard + " (" + clause + "): " + message;
    }
}
