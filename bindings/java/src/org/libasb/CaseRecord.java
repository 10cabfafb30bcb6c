package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;
import org.libasb.raw.SizeTByReference;

/**
 * A record: one thing that happened or was decided, by someone, at a time. (The noun of the library is record; java.lang has taken the name.)
 *
 * <p>Actors and roles are what the host says; the library authenticates nobody.
 */
public final class CaseRecord extends Handle<Raw.asb_record> {
    /** Begins one; its kind ("report", "opening", …) is judged when it is added. */
    public CaseRecord(Engine engine, String kind) {
        this(engine.core, engine.made((out, e) -> Raw.asb_record_new(out, e, terminated(kind))));
    }

    CaseRecord(Core core, Pointer pointer) {
        super(core, new Raw.asb_record(pointer), Raw::asb_record_free);
    }

    /** Reads one from JSON: {@code {"kind":…,"at":…,"by":…,"role":…,"fields":{…}}}; only the kind is required. */
    public static CaseRecord parse(Engine engine, String json) {
        byte[] bytes = Utf8.bytes(json);
        return engine.make((out, e) -> Raw.asb_record_parse(out, e, bytes, new SizeT(bytes.length)), CaseRecord::new);
    }

    /** The same from values that are as that JSON. */
    public static CaseRecord of(Engine engine, Map<String, ?> record) {
        return parse(engine, Json.write(record));
    }

    // ---- writing

    /** Says who did it, and in which role of the policy (or "system"). */
    public CaseRecord setActor(String by, String role) {
        run(r -> Raw.asb_record_set_actor(r, terminated(by), terminated(role)));
        return this;
    }

    /** Says when it happened; without this it is when it is added. */
    public CaseRecord setAt(Temporal at) {
        run(r -> Raw.asb_record_set_at(r, terminated(Times.text(at))));
        return this;
    }

    /** Sets a field to a text, also an id or a choice. */
    public CaseRecord set(String field, String text) {
        run(r -> Raw.asb_record_set_text(r, terminated(field), terminated(text)));
        return this;
    }

    /** Sets a field to a date or an instant. */
    public CaseRecord set(String field, Temporal when) {
        return set(field, Times.text(when));
    }

    /** Sets a field to yes or no. */
    public CaseRecord set(String field, boolean flag) {
        run(r -> Raw.asb_record_set_flag(r, terminated(field), flag ? 1 : 0));
        return this;
    }

    /** Sets a field to a whole number, at most 9007199254740991 either way. */
    public CaseRecord set(String field, long number) {
        run(r -> Raw.asb_record_set_number(r, terminated(field), number));
        return this;
    }

    /** Sets a field to a list. */
    public CaseRecord set(String field, List<?> list) {
        return setJson(field, Json.write(list));
    }

    /** Sets a field to an object: answers, a period. */
    public CaseRecord set(String field, Map<String, ?> object) {
        return setJson(field, Json.write(object));
    }

    /** Sets a field to any value, written as JSON. */
    public CaseRecord setJson(String field, String json) {
        byte[] bytes = Utf8.bytes(json);
        run(r -> Raw.asb_record_set_json(r, terminated(field), bytes, new SizeT(bytes.length)));
        return this;
    }

    /** Appends a text to a field that is a list; it is made where there is none. */
    public CaseRecord add(String field, String text) {
        run(r -> Raw.asb_record_add_text(r, terminated(field), terminated(text)));
        return this;
    }

    /** Takes a field away. Was there one? */
    public boolean unset(String field) {
        return did(r -> Raw.asb_record_unset(r, terminated(field)));
    }

    // ---- reading

    /** A field that is a text (of a list: its first); absent also where it is none. */
    public Optional<String> text(String field) {
        return lent((text, length, r) -> Raw.asb_record_get_text(text, length, r, terminated(field)));
    }

    /** The texts of a field that is a list, or the one of a single text. */
    public List<String> texts(String field) {
        int count = ask(r -> Raw.asb_record_count(r, terminated(field)));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            lent((text, length, r) -> Raw.asb_record_get_text_at(text, length, r, terminated(field), index)).ifPresent(texts::add);
        }
        return texts;
    }

    /** A field that is yes or no. */
    public Optional<Boolean> flag(String field) {
        IntByReference flag = new IntByReference();
        return did(r -> Raw.asb_record_get_flag(flag, r, terminated(field))) ? Optional.of(flag.getValue() != 0) : Optional.empty();
    }

    /** A field that is a whole number. */
    public OptionalLong number(String field) {
        LongByReference number = new LongByReference();
        return did(r -> Raw.asb_record_get_number(number, r, terminated(field))) ? OptionalLong.of(number.getValue()) : OptionalLong.empty();
    }

    /** Any field, as {@link Json} has values. */
    public Optional<Object> value(String field) {
        return lent((json, length, r) -> Raw.asb_record_get_json(json, length, r, terminated(field))).map(Json::read);
    }

    /** The names of the fields that it has. */
    public List<String> fields() {
        int count = ask(Raw::asb_record_field_count);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            names.add(ask(r -> Raw.asb_record_field_name(r, index)));
        }
        return names;
    }

    /** Its kind. */
    public String kind() {
        return ask(Raw::asb_record_kind);
    }

    /** Its number in its case, from 1; absent while it is in none. */
    public OptionalInt seq() {
        return number(Raw::asb_record_seq);
    }

    /** When it happened; absent where it was not said and it is in no case yet. */
    public Optional<Instant> at() {
        return Times.instant(ask(Raw::asb_record_at));
    }

    /** When it was entered; absent while it is in no case. */
    public Optional<Instant> recorded() {
        return Times.instant(ask(Raw::asb_record_recorded));
    }

    /** Who did it. */
    public Optional<String> by() {
        return maybe(Raw::asb_record_by);
    }

    /** In which role. */
    public Optional<String> role() {
        return maybe(Raw::asb_record_role);
    }

    /** Has its body been erased? */
    public boolean erased() {
        return is(Raw::asb_record_erased);
    }

    /** The whole record, in the form that {@link #of} reads, with seq and recorded where it has them. */
    public Map<String, Object> json() {
        return object(Raw::asb_record_json);
    }

    /** A getter of C's that lends a text with its length. */
    private interface Lending {
        int get(PointerByReference text, SizeTByReference length, Raw.asb_record record);
    }

    private Optional<String> lent(Lending getter) {
        PointerByReference text = new PointerByReference();
        SizeTByReference length = new SizeTByReference();
        return ask(r -> core.found(getter.get(text, length, r)) ? Optional.of(Utf8.read(text.getValue(), length.getValue())) : Optional.empty());
    }
}
