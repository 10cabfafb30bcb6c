package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/** The cases of a store under another policy or calendar: what would be different. Nothing is written. Keys: docs/reference/rehearsal.md. */
public final class Rehearsal extends Handle<Raw.asb_rehearsal> {
    /** A rehearsal of the cases of a store. */
    public Rehearsal(Engine engine, Store store) {
        this(engine.core, engine.made((out, e) -> Raw.asb_rehearsal_new(out, e, store.pointer())));
    }

    Rehearsal(Core core, Pointer pointer) {
        super(core, new Raw.asb_rehearsal(pointer), Raw::asb_rehearsal_free);
    }

    /** Puts a policy in the place of others of its own id. */
    public Rehearsal policy(Policy policy) {
        return policy(policy, null);
    }

    /** Puts a policy in the place of those of an id; null: of its own; "": of all. */
    public Rehearsal policy(Policy policy, String insteadOf) {
        byte[] id = insteadOf == null ? null : terminated(insteadOf);
        run(r -> Raw.asb_rehearsal_policy(r, policy.pointer(), id), policy);
        return this;
    }

    /** Rehearses: {@code Map.of("added", List.of("2027-05-10"))}. What the run before found is replaced. */
    public Rehearsal run(Map<String, ?> request) {
        byte[] bytes = Utf8.bytes(Json.write(request));
        run(r -> Raw.asb_rehearsal_run(r, bytes, new SizeT(bytes.length)));
        return this;
    }

    /** Asks what was found: {@code rows}, {@code total}, {@code now}, and {@code next} where there are more. */
    public Map<String, Object> query(String name, Map<String, ?> keys) {
        Map<String, Object> asked = new LinkedHashMap<>(keys);
        asked.put("query", name);
        byte[] bytes = Utf8.bytes(Json.write(asked));
        return object((out, r) -> Raw.asb_rehearsal_query(out, r, bytes, new SizeT(bytes.length)));
    }

    /** The rows of all pages. */
    public List<Object> rows(String name, Map<String, ?> keys) {
        Map<String, Object> asked = new LinkedHashMap<>(keys);
        List<Object> rows = new ArrayList<>();
        Map<String, Object> answer;
        do {
            answer = query(name, asked);
            rows.addAll((List<?>) answer.get("rows"));
            asked.put("after", answer.get("next"));
        } while (answer.containsKey("next"));
        return rows;
    }
}
