package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/** The caseload: the summaries of cases in columns, kept in memory. Questions and their keys: docs/reference/caseload.md. */
public final class Caseload extends Handle<Raw.asb_caseload> {
    /** One with no cases in it. */
    public Caseload(Engine engine) {
        this(engine.core, engine.made(Raw::asb_caseload_new));
    }

    Caseload(Core core, Pointer pointer) {
        super(core, new Raw.asb_caseload(pointer), Raw::asb_caseload_free);
    }

    /** How many cases are in it, whether allowed or not. */
    public int count() {
        return ask(Raw::asb_caseload_count);
    }

    /** Takes in what was written to a store since the last time; always the same store. */
    public Caseload follow(Store store) {
        run(l -> Raw.asb_caseload_follow(l, store.pointer()), store);
        return this;
    }

    /** Puts in one case, or what it has become: its number of records, and its summary. */
    public Caseload put(String id, int version, String summary) {
        byte[] bytes = Utf8.bytes(summary);
        run(l -> Raw.asb_caseload_put(l, terminated(id), version, bytes, new SizeT(bytes.length)));
        return this;
    }

    /** From now on questions are answered over these cases alone: the filter keys of a question; null: all cases. */
    public Caseload allow(Map<String, ?> filter) {
        byte[] bytes = filter == null ? null : Utf8.bytes(Json.write(filter));
        run(l -> Raw.asb_caseload_allow(l, bytes, new SizeT(bytes == null ? 0 : bytes.length)));
        return this;
    }

    /** Asks: {@code rows}, {@code total}, {@code now}, and {@code next} where there are more. */
    public Map<String, Object> query(String name, Map<String, ?> keys) {
        Map<String, Object> asked = new LinkedHashMap<>(keys);
        asked.put("query", name);
        byte[] bytes = Utf8.bytes(Json.write(asked));
        return object((out, l) -> Raw.asb_caseload_query(out, l, bytes, new SizeT(bytes.length)));
    }

    /** Figures with the cases behind them, as JSON, CSV or a page, by the {@code format} among the keys. */
    public String report(String name, Map<String, ?> keys) {
        Map<String, Object> asked = new LinkedHashMap<>(keys);
        asked.put("report", name);
        byte[] bytes = Utf8.bytes(Json.write(asked));
        return text((out, l) -> Raw.asb_caseload_report(out, l, bytes, new SizeT(bytes.length)));
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
