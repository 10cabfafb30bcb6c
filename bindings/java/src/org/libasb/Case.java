package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/**
 * Records about one problem, in order, to which records are only ever added. What it has come to is worked out from policy, records and now, each
 * time the same.
 */
public final class Case extends Handle<Raw.asb_case> {
    /**
     * Begins a case; nothing is written before {@link #save}.
     *
     * @param policy the one that it is pinned to
     * @param store where it is to be kept; null: you keep it ({@link #pending})
     * @param id chosen by the host
     * @throws ExistsException where the store has one of that id
     */
    public Case(Engine engine, Policy policy, Store store, String id) {
        this(engine.core, engine.made((out, e) -> Raw.asb_case_new(out, e, policy.pointer(), pointerOf(store), terminated(id)), policy, store));
    }

    Case(Core core, Pointer pointer) {
        super(core, new Raw.asb_case(pointer), Raw::asb_case_free);
    }

    /** Opens a case that the store has, under the policy document that it is pinned to. */
    public static Optional<Case> open(Store store, String id) {
        return store.find((out, s) -> Raw.asb_case_open(out, s, terminated(id)), Case::new);
    }

    /**
     * Opens a case from what the host has read, or from what {@link #export} gave.
     *
     * @param policy used for a case without records; may be null
     * @param json {@code {"case","records":[{"header","body"}…],"policies":[…],"calendar"}}, the texts exactly as {@link #pending} gave them
     */
    public static Case load(Engine engine, Policy policy, String json) {
        byte[] bytes = Utf8.bytes(json);
        return engine.make((out, e) -> Raw.asb_case_load(out, e, pointerOf(policy), bytes, new SizeT(bytes.length)), Case::new, policy);
    }

    /** Brings an exported case into a store, byte by byte; its chain, bodies and policies are verified. */
    public static Case importInto(Store store, String json) {
        byte[] bytes = Utf8.bytes(json);
        return store.make((out, s) -> Raw.asb_case_import(out, s, bytes, new SizeT(bytes.length)), Case::new);
    }

    /** Its id. */
    public String id() {
        return ask(Raw::asb_case_id);
    }

    /** How many records it has, pending ones too. */
    public int count() {
        return ask(Raw::asb_case_count);
    }

    /** How many of them the store has. */
    public int stored() {
        return ask(Raw::asb_case_stored);
    }

    /** The policy that it is worked under now. */
    public Policy policy() {
        return make(Raw::asb_case_policy, Policy::new);
    }

    // ---- adding

    /**
     * Tries a record and, where it is allowed, adds it.
     *
     * @return the decision, with what guards warn of
     * @throws RefusedException where a guard is not met; nothing was added
     * @throws InvalidException with the field, where it is malformed
     */
    public Decision add(CaseRecord record) {
        Decision decision = decide((out, c) -> Raw.asb_case_add(out, c, record.pointer()), record);
        if (!decision.allowed()) throw RefusedException.of(decision);
        return decision;
    }

    /** Asks without adding; a refusal is an answer here, and no exception. */
    public Decision may(CaseRecord record) {
        return decide((out, c) -> Raw.asb_case_may(out, c, record.pointer()), record);
    }

    /** Everything that makes a record invalid, for forms that show all of it at once: {@code [{"arguments","code","field","message","pointer"}…]}. */
    public List<Object> wrong(CaseRecord record) {
        return list((out, c) -> Raw.asb_case_wrong(out, c, record.pointer()), record);
    }

    /** Takes down what has already happened: nothing is refused, and guards that are not met are recorded as breaches. */
    public Decision admit(CaseRecord record) {
        return decide((out, c) -> Raw.asb_case_admit(out, c, record.pointer(), Long.MIN_VALUE, 0), record);
    }

    /** The same for a record from an old file: entered then, and marked as brought in. */
    public Decision admitImported(CaseRecord record, Instant recorded) {
        return decide((out, c) -> Raw.asb_case_admit(out, c, record.pointer(), recorded.toEpochMilli(), 1), record);
    }

    /** Moves the case to another policy, or another version; a note that says so is added. */
    public void move(Policy policy, String by, String role, String reason) {
        run(c -> Raw.asb_case_move(c, policy.pointer(), terminated(by), terminated(role), terminated(reason)), policy);
    }

    /** What a store keeps with the case, for lists and reports: made again from its records; empty for a case without any. */
    public Optional<String> summary() {
        return findText(Raw::asb_case_summary);
    }

    /** What {@link #move} would change: {@code {"after","before","begin","changed","go_on","lapse"}}. */
    public Map<String, Object> previewMove(Policy policy) {
        return object((out, c) -> Raw.asb_case_preview_move(out, c, policy.pointer()), policy);
    }

    // ---- saving

    /**
     * Writes what is pending: one commit, all or nothing.
     *
     * @throws ConflictException where somebody else wrote first: {@link #reload}, and save again; nothing is lost
     */
    public void save() {
        run(Raw::asb_case_save);
    }

    /** Writes what is pending in several cases of one store: one commit, all or nothing. */
    public static void saveAll(List<Case> cases) {
        if (cases.isEmpty()) return;
        Memory list = new Memory((long) cases.size() * Native.POINTER_SIZE);
        for (int i = 0; i < cases.size(); i++) list.setPointer((long) i * Native.POINTER_SIZE, cases.get(i).pointer().getPointer());
        cases.get(0).run(c -> Raw.asb_case_save_all(list, cases.size()), cases, list);
    }

    /** Reads what others wrote, and tries each pending record against it. Those not allowed any more are handed back; the others wait to be saved. */
    public List<Conflict> reload() {
        return conflicts(Raw::asb_case_reload);
    }

    /** What is to be written, for hosts that write themselves; absent where nothing is. Header, body, summary and document are kept byte by byte. */
    public Optional<Map<String, Object>> pending() {
        return findText(Raw::asb_case_pending).map(Json::object);
    }

    /** The host has written the first so many records. */
    public void saved(int count) {
        run(c -> Raw.asb_case_saved(c, count));
    }

    /** {@link #reload} for hosts that write themselves: what the host has read anew, as {@link #load} takes it. */
    public List<Conflict> conflicted(String json) {
        byte[] bytes = Utf8.bytes(json);
        return conflicts((out, c) -> Raw.asb_case_conflicted(out, c, bytes, new SizeT(bytes.length)));
    }

    private List<Conflict> conflicts(Out<Raw.asb_case> call) {
        PointerByReference out = new PointerByReference();
        run(c -> call.fill(out, c));
        Raw.asb_conflicts conflicts = new Raw.asb_conflicts(out.getValue());
        try {
            List<Conflict> all = new ArrayList<>();
            for (int i = 0; i < Raw.asb_conflicts_count(conflicts); i++) all.add(new Conflict(core, conflicts, i));
            return all;
        } finally {
            Raw.asb_conflicts_free(conflicts);
        }
    }

    // ---- looking

    /** A record as it now reads: corrected, and without its body where that was erased. */
    public Optional<CaseRecord> record(int seq) {
        return find((out, c) -> Raw.asb_case_record(out, c, seq), CaseRecord::new);
    }

    /** A record as it was written, whatever was corrected later. */
    public Optional<CaseRecord> recordWritten(int seq) {
        return find((out, c) -> Raw.asb_case_record_written(out, c, seq), CaseRecord::new);
    }

    /** What the case has come to: state, stage, priority, the parties with their risk, and everything else that is worked out. */
    public Map<String, Object> facts() {
        return object(Raw::asb_case_facts);
    }

    /** "enquiry", "prevention", "open" or "closed"; absent before the first record. */
    public Optional<String> state() {
        return maybe(Raw::asb_case_state);
    }

    /** The id of the stage. */
    public Optional<String> stage() {
        return maybe(Raw::asb_case_stage);
    }

    /** The id of the priority; absent before the first record. */
    public Optional<String> priority() {
        return maybe(Raw::asb_case_priority);
    }

    /** The officer who has the case. */
    public Optional<String> owner() {
        return maybe(Raw::asb_case_owner);
    }

    /** The role of that officer. */
    public Optional<String> ownerRole() {
        return maybe(Raw::asb_case_owner_role);
    }

    /** Is it a hate case? */
    public boolean hate() {
        return is(Raw::asb_case_hate);
    }

    /** The highest band of any party. */
    public Optional<String> band() {
        return maybe(Raw::asb_case_band);
    }

    /** The greatest score of any party; absent where nobody was assessed. */
    public OptionalInt score() {
        IntByReference score = new IntByReference();
        return did(c -> Raw.asb_case_score(score, c)) ? OptionalInt.of(score.getValue()) : OptionalInt.empty();
    }

    /** All duties there have been, as they stand now. */
    public Duties duties() {
        return make(Raw::asb_case_duties, Duties::new);
    }

    /** All records with their decisions, corrections, breaches and digests, oldest first: the audit trail. */
    public Map<String, Object> history() {
        return object(Raw::asb_case_history);
    }

    /** The latest assessment of a person; absent where that person was not assessed. */
    public Optional<Assessment> assessment(String party) {
        return find((out, c) -> Raw.asb_case_assessment(out, c, terminated(party)), Assessment::new);
    }

    /** The latest plan for a person. */
    public Optional<Plan> plan(String party) {
        return find((out, c) -> Raw.asb_case_plan(out, c, terminated(party)), Plan::new);
    }

    /** The latest proportionality assessment; party and remedy may be null: any. */
    public Optional<Proportionality> proportionality(String party, String remedy) {
        return find((out, c) -> Raw.asb_case_proportionality(out, c, terminated(party), terminated(remedy)), Proportionality::new);
    }

    // ---- taking it elsewhere

    /** The case whole, as JSON for {@link #load} and {@link #importInto}, with its policies and calendar. */
    public String export() {
        return text(Raw::asb_case_export);
    }

    /** The head of the case, {@code {"case","digest","seq"}}: noted elsewhere, it shows later whether the case was cut or rewritten. */
    public Optional<Map<String, Object>> head() {
        return findText(Raw::asb_case_head).map(Json::object);
    }

    /** Works this case by a calendar of its own, which is copied; null: the store's, or the engine's. */
    public void setCalendar(Calendar calendar) {
        run(c -> Raw.asb_case_set_calendar(c, pointerOf(calendar)), calendar);
    }
}
