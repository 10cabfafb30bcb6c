package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/**
 * What everything else shares: the host's hooks, the limits, and what went wrong last. Engines know nothing of each other. One is used by one thread
 * at a time.
 */
public final class Engine extends Handle<Raw.asb_engine> {
    /** With the computer's clock and random bytes. */
    public Engine() {
        this(new Core(null));
    }

    /** With hooks, which are copied. */
    public Engine(Hooks hooks) {
        this(new Core(hooks));
    }

    private Engine(Core core) {
        super(core, core.engine, Raw::asb_engine_free);
    }

    // ---- the library

    /** The version of the library that is running: major * 10000 + minor * 100 + patch. */
    public static int version() {
        return Raw.asb_version();
    }

    /** The same as text: "0.1.0". */
    public static String versionText() {
        return Raw.asb_version_text();
    }

    /** What this build can do: "journal", "memory-store", … */
    public static List<String> features() {
        return names(Raw::asb_feature);
    }

    /** The constants of the headers, by their names. */
    public static Map<String, Long> constants() {
        Map<String, Long> constants = new LinkedHashMap<>();
        List<String> names = names(Raw::asb_constant_name);
        for (int i = 0; i < names.size(); i++) constants.put(names.get(i), Raw.asb_constant_value(i));
        return constants;
    }

    /** The English sentence of each message by its code, with {names} where its arguments go: for hosts that translate. */
    public static Map<String, String> messages() {
        Map<String, String> messages = new LinkedHashMap<>();
        List<String> codes = names(Raw::asb_message_code);
        for (int i = 0; i < codes.size(); i++) messages.put(codes.get(i), Raw.asb_message_template(i));
        return messages;
    }

    /** Every name that a function gives, from 0 on. */
    static List<String> names(IntFunction<String> function) {
        List<String> names = new ArrayList<>();
        for (String name = function.apply(0); name != null; name = function.apply(names.size())) names.add(name);
        return names;
    }

    // ---- the engine

    /** The engine's time, by its hook. */
    public Instant now() {
        LongByReference ms = new LongByReference();
        run(e -> Raw.asb_engine_now(ms, e));
        return Instant.ofEpochMilli(ms.getValue());
    }

    /** The bytes that the engine holds now. */
    public long memory() {
        return ask(Raw::asb_engine_memory);
    }

    /** The most bytes that the engine ever held at a time. */
    public long memoryPeak() {
        return ask(Raw::asb_engine_memory_peak);
    }

    /** The names of the limits. */
    public static List<String> limitNames() {
        return names(Raw::asb_limit_name);
    }

    /** What a limit is set to; absent where there is none of that name. */
    public OptionalLong limit(String name) {
        LongByReference value = new LongByReference();
        return did(e -> Raw.asb_engine_limit(value, e, terminated(name))) ? OptionalLong.of(value.getValue()) : OptionalLong.empty();
    }

    /** Sets a limit, from 1 to 4294967295. */
    public void setLimit(String name, long value) {
        run(e -> Raw.asb_engine_set_limit(e, terminated(name), value));
    }

    /** From now on the calendar's days count for every case whose store keeps none of its own. It is copied; null for none. */
    public void setCalendar(Calendar calendar) {
        run(e -> Raw.asb_engine_set_calendar(e, pointerOf(calendar)), calendar);
    }

    /** The status of the last call that entered the engine. */
    public Status lastStatus() {
        return Status.of(ask(Raw::asb_error_status));
    }

    // ---- dates

    /** The bank holidays of England and Wales: {@code [{"date","name"}…]}. */
    public List<Object> holidays(int fromYear, int toYear) {
        return list((out, e) -> Raw.asb_holidays(out, e, fromYear, toYear));
    }

    /** When a period ends, and why, by the engine's calendar and no policy. */
    public Map<String, Object> due(Temporal from, Map<String, ?> period) {
        return due(from, period, null, null);
    }

    /**
     * When a period ends, and why: {@code {"due","local","act_by","period","explanation","skipped"}}.
     *
     * @param period such as {@code Map.of("working_days", 5)}
     * @param policy its open and closed days count; may be null
     * @param calendar the host's days; null for the engine's
     */
    public Map<String, Object> due(Temporal from, Map<String, ?> period, Policy policy, Calendar calendar) {
        byte[] json = Utf8.bytes(Json.write(period));
        return object((out, e) -> Raw.asb_due(out, e, terminated(Times.text(from)), json, new SizeT(json.length), pointerOf(policy),
            pointerOf(calendar)), policy, calendar);
    }

    /** Is a day worked, by a policy's open and closed days and the host's? Both may be null. */
    public boolean isWorkingDay(LocalDate date, Policy policy, Calendar calendar) {
        IntByReference worked = new IntByReference();
        run(e -> Raw.asb_is_working_day(worked, e, terminated(Times.text(date)), pointerOf(policy), pointerOf(calendar)), policy, calendar);
        return worked.getValue() != 0;
    }

    /** Reads a date (the beginning of that local day) or an instant (local time of Europe/London where it has no offset). */
    public Instant parseInstant(String text) {
        LongByReference ms = new LongByReference();
        run(e -> Raw.asb_instant_parse(ms, e, terminated(text)));
        return Instant.ofEpochMilli(ms.getValue());
    }

    /** Writes an instant in UTC. */
    public String instantText(Instant instant) {
        return text((out, e) -> Raw.asb_instant_text(out, e, instant.toEpochMilli(), 0));
    }

    /** An instant as local time in Europe/London. */
    public LocalDateTime localTime(Instant instant) {
        return LocalDateTime.parse(text((out, e) -> Raw.asb_instant_text(out, e, instant.toEpochMilli(), 1)));
    }

    // ---- documents

    /** The vocabulary: kinds of record, and for each its fields with type, choices, class and label. A policy, which may be null, adds its lists. */
    public Map<String, Object> vocabulary(Policy policy) {
        return object((out, e) -> Raw.asb_vocabulary_json(out, e, pointerOf(policy)), policy);
    }

    /** The canonical form of a JSON document: no white space, keys sorted by their bytes, each number and text written in one way only. */
    public String canonical(String json) {
        byte[] bytes = Utf8.bytes(json);
        return text((out, e) -> Raw.asb_json_canonical(out, e, bytes, new SizeT(bytes.length)));
    }
}
