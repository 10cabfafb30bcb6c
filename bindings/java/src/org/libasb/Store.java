package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/** Where cases are kept: in memory, in a journal (one file), or in a store of your own. */
public final class Store extends Handle<Raw.asb_store> {
    Store(Core core, Pointer pointer) {
        super(core, new Raw.asb_store(pointer), Raw::asb_store_free);
    }

    /** In memory: gone when it is closed. */
    public static Store memory(Engine engine) {
        return engine.make(Raw::asb_store_memory, Store::new);
    }

    /** A journal: one append-only file, made where it is not there, which any number of engines and processes may share. */
    public static Store journal(Engine engine, String path) {
        return engine.make((out, e) -> Raw.asb_store_journal(out, e, terminated(path)), Store::new);
    }

    /** A store of your own. It is held until it is closed and the last of its cases is: so do close it where it refers to its engine. */
    public static Store custom(Engine engine, CustomStore store) {
        return engine.make((out, e) -> StoreCalls.open(out, e, store, engine.core.carrier), Store::new);
    }

    // ---- what is in it

    /** All its cases, in order of the bytes of their ids. */
    public List<StoredCase> list() {
        return list(null, 0);
    }

    /** At most so many of its cases (0: all), those after an id (null: from the first). */
    public List<StoredCase> list(String after, int limit) {
        return listed((out, s) -> Raw.asb_store_list(out, s, terminated(after), limit)).cases();
    }

    /** At most so many cases (0: all) that were written since a token (null: ever), so that another process can follow. */
    public Changes changes(String token, int limit) {
        return listed((out, s) -> Raw.asb_store_changes(out, s, terminated(token), limit));
    }

    private Changes listed(Out<Raw.asb_store> call) {
        PointerByReference out = new PointerByReference();
        run(s -> call.fill(out, s));
        Raw.asb_list list = new Raw.asb_list(out.getValue());
        try {
            List<StoredCase> cases = new ArrayList<>();
            for (int i = 0; i < Raw.asb_list_count(list); i++)
                cases.add(new StoredCase(Raw.asb_list_id(list, i), Raw.asb_list_version(list, i), Raw.asb_list_summary(list, i)));
            return new Changes(cases, Raw.asb_list_token(list));
        } finally {
            Raw.asb_list_free(list);
        }
    }

    /** Keeps a calendar in the store: its cases are worked by it from now on. */
    public void setCalendar(Calendar calendar) {
        run(s -> Raw.asb_store_set_calendar(s, calendar.pointer()), calendar);
    }

    /** The calendar that it keeps. */
    public Optional<Calendar> calendar() {
        return find(Raw::asb_store_calendar, Calendar::new);
    }

    // ---- the audit

    /**
     * Checks the audit chain of every case: {@code {"cases","records","erased","damage"}}.
     *
     * @throws CorruptException where not all is well; its report has the damage
     */
    public Map<String, Object> verify() {
        return report((out, s) -> Raw.asb_store_verify(out, s, null));
    }

    /** The same for one case. */
    public Map<String, Object> verify(String id) {
        return report((out, s) -> Raw.asb_store_verify(out, s, terminated(id)));
    }

    /** The head of the store, {@code {"cases","digest"}}: short, and to be given away. */
    public Map<String, Object> head() {
        return object(Raw::asb_store_head);
    }

    /** The heads of all cases, {@code [{"case","digest","seq"}…]}. */
    public List<Object> heads() {
        return list(Raw::asb_store_heads);
    }

    /**
     * Is what was noted still there? {@code {"heads","grown","damage"}}.
     *
     * @param head a head of a case, a list of them, or a head of the store, as they were given
     * @throws CorruptException where a case is missing, cut, rewritten or damaged; its report has which
     */
    public Map<String, Object> verifyHead(Object head) {
        byte[] json = Utf8.bytes(Json.write(head));
        return report((out, s) -> Raw.asb_store_verify_head(out, s, json, new SizeT(json.length)));
    }

    // ---- the whole of it

    /** Writes a journal anew without what has gone: {@code {"after","before","cases","records"}}, sizes in bytes. */
    public Map<String, Object> compact() {
        return object(Raw::asb_store_compact);
    }

    /**
     * Makes every summary again from the records and writes those that differ: {@code {"cases","damage","same","written"}}.
     * CorruptException with the same report where cases cannot be read.
     */
    public Map<String, Object> rebuild() {
        return report(Raw::asb_store_rebuild);
    }

    /** Copies a journal while it is in use to where there is nothing yet. */
    public void backup(String path) {
        run(s -> Raw.asb_store_backup(s, terminated(path)));
    }

    /** The store as JSON Lines. */
    public String export() {
        return text(Raw::asb_store_export);
    }

    /** The same line by line, each with its line feed: for stores that are larger than memory. The host's own exception ends it. */
    public void exportTo(Consumer<String> line) {
        StoreCalls.withSink(line, core.carrier, (sink, self) -> run(s -> Raw.asb_store_export_to(s, sink, self)));
    }

    /** Brings such lines into a store, all at once or in parts of whole lines; the report is as that of {@link #copyFrom}. */
    public Map<String, Object> importLines(String lines) {
        byte[] bytes = Utf8.bytes(lines);
        return report((out, s) -> Raw.asb_store_import(out, s, bytes, new SizeT(bytes.length)));
    }

    /**
     * Copies a store of the same engine into this one: {@code {"cases","written","grown","same","left"}}. It can be done again, and carries on.
     *
     * @throws ConflictException where this store has other cases of those ids; its report says what was left
     */
    public Map<String, Object> copyFrom(Store from) {
        return report((out, s) -> Raw.asb_store_copy(out, s, from.pointer()), from);
    }
}
