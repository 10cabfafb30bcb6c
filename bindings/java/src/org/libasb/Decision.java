package org.libasb;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.libasb.raw.Raw;

/** The answer to "may this record be added now?": every guard of the policy that had something to say. */
public final class Decision extends Handle<Raw.asb_decision> {
    Decision(Core core, Pointer pointer) {
        super(core, new Raw.asb_decision(pointer), Raw::asb_decision_free);
    }

    /** May it be added? */
    public boolean allowed() {
        return is(Raw::asb_decision_allowed);
    }

    /** What the guards said: the built-in ones first, then the policy's in its order. */
    public List<Reason> reasons() {
        return ask(d -> {
            List<Reason> reasons = new ArrayList<>();
            for (int i = 0; i < Raw.asb_decision_count(d); i++) reasons.add(new Reason(d, i));
            return reasons;
        });
    }

    /** The whole decision. */
    public Map<String, Object> json() {
        return object(Raw::asb_decision_json);
    }
}
