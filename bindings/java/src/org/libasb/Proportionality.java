package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/**
 * Why a step against somebody is right: its aim, that it serves it, that no lesser step would do, and that it weighs no more than what is won. It
 * supports the step once it is complete, found the step proportionate, was approved by somebody other than its author, and nothing has changed since.
 */
public final class Proportionality extends Handle<Raw.asb_proportionality> {
    /** Begins one about a person and a remedy of the policy. */
    public Proportionality(Policy policy, String party, String remedy) {
        this(policy.core, policy.made((out, p) -> Raw.asb_proportionality_new(out, p, terminated(party), terminated(remedy))));
    }

    Proportionality(Core core, Pointer pointer) {
        super(core, new Raw.asb_proportionality(pointer), Raw::asb_proportionality_free);
    }

    // ---- writing

    /** Sets a field to a text, for example "aim". */
    public Proportionality set(String field, String text) {
        run(p -> Raw.asb_proportionality_set_text(p, terminated(field), terminated(text)));
        return this;
    }

    /** Sets a field to a date or an instant. */
    public Proportionality set(String field, Temporal when) {
        return set(field, Times.text(when));
    }

    /** Sets a field to yes or no. */
    public Proportionality set(String field, boolean flag) {
        run(p -> Raw.asb_proportionality_set_flag(p, terminated(field), flag ? 1 : 0));
        return this;
    }

    /** Sets a field to a list. */
    public Proportionality set(String field, List<?> list) {
        return setJson(field, Json.write(list));
    }

    /** Sets a field to an object. */
    public Proportionality set(String field, Map<String, ?> object) {
        return setJson(field, Json.write(object));
    }

    /** Sets a field to any value, written as JSON. */
    public Proportionality setJson(String field, String json) {
        byte[] bytes = Utf8.bytes(json);
        run(p -> Raw.asb_proportionality_set_json(p, terminated(field), bytes, new SizeT(bytes.length)));
        return this;
    }

    /** Appends a text to a field that is a list; it is made where there is none. */
    public Proportionality add(String field, String text) {
        run(p -> Raw.asb_proportionality_add_text(p, terminated(field), terminated(text)));
        return this;
    }

    /** Adds a lesser step that was tried or thought of: what came of it, and why it is not enough, both of which may be null. */
    public Proportionality addAlternative(String remedy, String outcome, String why) {
        run(p -> Raw.asb_proportionality_add_alternative(p, terminated(remedy), terminated(outcome), terminated(why)));
        return this;
    }

    /** Takes a field away. Was there one? */
    public boolean unset(String field) {
        return did(p -> Raw.asb_proportionality_unset(p, terminated(field)));
    }

    // ---- reading

    /** A text field (of a list: its first). */
    public Optional<String> text(String field) {
        return maybe(p -> Raw.asb_proportionality_get_text(p, terminated(field)));
    }

    /** Any field, as {@link Json} has values. */
    public Optional<Object> value(String field) {
        return findText((out, p) -> Raw.asb_proportionality_get_json(out, p, terminated(field))).map(Json::read);
    }

    /** The person that the step is against. */
    public String party() {
        return ask(Raw::asb_proportionality_party);
    }

    /** The step. */
    public String remedy() {
        return ask(Raw::asb_proportionality_remedy);
    }

    /** The answers that are wanted and missing, in the order of the vocabulary: label by field. */
    public Map<String, String> missing() {
        return ask(p -> {
            Map<String, String> missing = new LinkedHashMap<>();
            for (int i = 0; i < Raw.asb_proportionality_missing_count(p); i++)
                missing.put(Raw.asb_proportionality_missing(p, i), Raw.asb_proportionality_missing_label(p, i));
            return missing;
        });
    }

    /** Is every answer there that is wanted? */
    public boolean complete() {
        return is(Raw::asb_proportionality_complete);
    }

    /** The number of the record that it was read from; absent for a new one, of which what follows says nothing. */
    public OptionalInt seq() {
        return number(Raw::asb_proportionality_seq);
    }

    /** Was it approved by somebody other than its author, and not refused since? */
    public boolean approved() {
        return is(Raw::asb_proportionality_approved);
    }

    /** Who approved it. */
    public Optional<String> approvedBy() {
        return maybe(Raw::asb_proportionality_approved_by);
    }

    /** In which role. */
    public Optional<String> approvedRole() {
        return maybe(Raw::asb_proportionality_approved_role);
    }

    /** The number of the approval. */
    public OptionalInt approval() {
        return number(Raw::asb_proportionality_approval);
    }

    /** Has something changed since it was approved or last reviewed? */
    public boolean stale() {
        return is(Raw::asb_proportionality_stale);
    }

    /** The number of the record that made it stale; absent where a date did, or nothing. */
    public OptionalInt staleRecord() {
        return number(Raw::asb_proportionality_stale_record);
    }

    /** When it is to be looked at again, once it is approved. */
    public Optional<LocalDate> reviewBy() {
        return maybe(Raw::asb_proportionality_review_by).map(LocalDate::parse);
    }

    /** Does it support the step now: complete, proportionate, approved and not stale? */
    public boolean current() {
        return is(Raw::asb_proportionality_current);
    }

    /** Why it does not, as a sentence. */
    public Optional<String> why() {
        return maybe(Raw::asb_proportionality_why);
    }

    /** The stable code of that sentence. */
    public Optional<String> whyCode() {
        return maybe(Raw::asb_proportionality_why_code);
    }

    /** The sentence's arguments. */
    public Map<String, Object> whyArguments() {
        return maybe(Raw::asb_proportionality_why_arguments).map(Json::object).orElse(Map.of());
    }

    /** Makes a record of it, complete or not, ready for an actor and for {@link Case#add}. */
    public CaseRecord toRecord() {
        return make(Raw::asb_proportionality_to_record, CaseRecord::new);
    }

    /** The whole assessment. */
    public Map<String, Object> json() {
        return object(Raw::asb_proportionality_json);
    }
}
