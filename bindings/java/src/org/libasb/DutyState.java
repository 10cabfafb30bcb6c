package org.libasb;

import java.util.Locale;
import org.libasb.raw.Raw;

/** How a duty stands. */
public enum DutyState {
    /** To be done. */
    OPEN(Raw.ASB_DUTY_OPEN),
    /** To be done, and its date has passed. */
    OVERDUE(Raw.ASB_DUTY_OVERDUE),
    /** Done in time. */
    MET(Raw.ASB_DUTY_MET),
    /** Done, too late. */
    MET_LATE(Raw.ASB_DUTY_MET_LATE),
    /** No longer wanted. */
    LAPSED(Raw.ASB_DUTY_LAPSED);

    private final int code;

    DutyState(int code) {
        this.code = code;
    }

    static DutyState of(int code) {
        for (DutyState state : values())
            if (state.code == code) return state;
        throw new IllegalStateException("the library gave a state of its own: " + code);
    }

    /** As policies and JSON have it: "met-late". */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
