package org.libasb;

import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import org.libasb.raw.Raw;

/** A pending record that another's writing has made impossible: show it to the person who entered it. */
public final class Conflict {
    private final CaseRecord record;
    private final Status status;
    private final String message;
    private final List<String> reasons;

    Conflict(Core core, Raw.asb_conflicts conflicts, int index) {
        PointerByReference out = new PointerByReference();
        core.check(Raw.asb_conflicts_record(out, conflicts, index));
        record = new CaseRecord(core, out.getValue());
        status = Status.of(Raw.asb_conflicts_status(conflicts, index));
        message = Raw.asb_conflicts_message(conflicts, index);
        reasons = Json.texts(Raw.asb_conflicts_reasons(conflicts, index));
    }

    /** The record, to be tried again by hand. */
    public CaseRecord record() {
        return record;
    }

    /** REFUSED or INVALID. */
    public Status status() {
        return status;
    }

    /** Why, in words. */
    public String message() {
        return message;
    }

    /** The ids of the guards that refused it; or the invalid field. */
    public List<String> reasons() {
        return reasons;
    }
}
