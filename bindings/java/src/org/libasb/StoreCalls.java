package org.libasb;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.libasb.CustomStore.CaseCommit;
import org.libasb.CustomStore.Commit;
import org.libasb.CustomStore.PolicyDocument;
import org.libasb.CustomStore.StoredRecord;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/** A {@link CustomStore}, as C calls it. The functions are the same for all; which store it is they find by {@code self} (see {@link Registry}). */
final class StoreCalls {
    private static final Registry<StoreCalls> STORES = new Registry<>();
    private static final Registry<Sink> SINKS = new Registry<>();
    private static final int DIGEST_BYTES = 32;

    private final CustomStore store;
    private final Carrier carrier;

    private StoreCalls(CustomStore store, Carrier carrier) {
        this.store = store;
        this.carrier = carrier;
    }

    /** The call that opens one. It is held until C closes it, or here where C does not take it. */
    static int open(PointerByReference out, Raw.asb_engine engine, CustomStore store, Carrier carrier) {
        Raw.asb_store_callbacks table = new Raw.asb_store_callbacks();
        table.struct_size = table.size();
        table.self = STORES.hold(new StoreCalls(store, carrier));
        table.commit = COMMIT;
        table.read = READ;
        table.list = LIST;
        table.changes = store instanceof CustomStore.WithChanges ? CHANGES : null;
        table.policy = POLICY;
        table.calendar = store instanceof CustomStore.WithCalendar ? CALENDAR : null;
        table.close = CLOSE;
        int status = Raw.asb_store_custom(out, engine, table);
        if (status != Raw.ASB_OK) STORES.remove(table.self);
        return status;
    }

    // ---- what C calls

    private static final Raw.asb_store_callbacks_commit COMMIT = (self, commit) -> call(self, s -> {
        s.store.commit(commitOf(commit));
        return Raw.ASB_OK;
    });

    private static final Raw.asb_store_callbacks_read READ = (self, id, from, sink, sinkSelf) -> call(self, s -> {
        Optional<List<StoredRecord>> records = s.store.read(text(id), from);
        return records.isPresent() ? handOver(records.get(), sink, sinkSelf) : Raw.ASB_ABSENT;
    });

    private static final Raw.asb_store_callbacks_list LIST = (self, after, limit, sink, sinkSelf) -> call(self, s ->
        handOver(s.store.list(text(after), most(limit)), sink, sinkSelf));

    private static final Raw.asb_store_callbacks_changes CHANGES = (self, token, limit, sink, sinkSelf, next, nextSelf) -> call(self, s -> {
        Changes changes = ((CustomStore.WithChanges) s.store).changes(text(token), most(limit));
        int status = handOver(changes.cases(), sink, sinkSelf);
        return status == Raw.ASB_OK ? handOver(changes.token(), next, nextSelf) : status;
    });

    private static final Raw.asb_store_callbacks_policy POLICY = (self, digest, sink, sinkSelf) -> call(self, s ->
        handOver(s.store.policy(digits(digest)), sink, sinkSelf));

    private static final Raw.asb_store_callbacks_calendar CALENDAR = (self, sink, sinkSelf) -> call(self, s ->
        handOver(((CustomStore.WithCalendar) s.store).calendar(), sink, sinkSelf));

    /** It may come in any call, or in none, from the thread that sees to what was dropped: so what it throws is nobody's in particular. */
    private static final Raw.asb_store_callbacks_close CLOSE = self -> {
        StoreCalls calls = STORES.get(self);
        STORES.remove(self);
        try {
            if (calls != null) calls.store.close();
        } catch (Throwable e) {
            report(e);
        }
    };

    private static void report(Throwable e) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } catch (Throwable again) {
            e.addSuppressed(again); // there is nobody left to tell
        }
    }

    /** What a callback does. */
    private interface Step {
        int take(StoreCalls calls) throws Exception;
    }

    /** Does it, and makes a status of what it throws; what is more than an answer is carried to the call that C comes back to. */
    private static int call(Pointer self, Step step) {
        StoreCalls calls = STORES.get(self);
        if (calls == null || calls.carrier.isLoaded()) return Raw.ASB_EUSER;
        try {
            return step.take(calls);
        } catch (ConflictException | CorruptException answer) {
            return answer.status().code();
        } catch (AsbException e) {
            calls.carrier.carry(e);
            return e.status().code();
        } catch (Throwable e) {
            calls.carrier.carry(e);
            return Raw.ASB_EUSER;
        }
    }

    // ---- from C

    private static String text(Raw.asb_bytes bytes) {
        return Utf8.read(bytes.data, bytes.length.longValue());
    }

    /** A limit has no sign in C: the greatest, which means all, would be -1 here. */
    private static int most(int limit) {
        return limit < 0 ? Integer.MAX_VALUE : limit;
    }

    private static String digits(Raw.asb_bytes digest) {
        StringBuilder out = new StringBuilder(2 * DIGEST_BYTES);
        for (byte b : digest.data.getByteArray(0, digest.length.intValue())) out.append(String.format("%02x", b));
        return out.toString();
    }

    /** The structs that lie there one after the other. */
    private static <S extends Structure> List<S> each(Pointer at, int count, Function<Pointer, S> as) {
        List<S> all = new ArrayList<>();
        for (int i = 0; i < count; i++) all.add(as.apply(i == 0 ? at : at.share((long) i * all.get(0).size())));
        return all;
    }

    private static Commit commitOf(Raw.asb_commit_data data) {
        List<CaseCommit> cases = new ArrayList<>();
        List<PolicyDocument> policies = new ArrayList<>();
        for (Raw.asb_case_commit one : each(data.cases, data.case_count, Raw.asb_case_commit::new)) cases.add(caseOf(one));
        for (Raw.asb_policy_document one : each(data.policies, data.policy_count, Raw.asb_policy_document::new)) policies.add(policyOf(one));
        return new Commit(cases, policies, text(data.calendar));
    }

    private static CaseCommit caseOf(Raw.asb_case_commit data) {
        List<StoredRecord> records = new ArrayList<>();
        List<Integer> erased = new ArrayList<>();
        for (Raw.asb_stored_record one : each(data.records, data.record_count, Raw.asb_stored_record::new)) records.add(recordOf(one));
        for (int i = 0; i < data.erased_count; i++) erased.add(data.erased.getInt((long) i * Integer.BYTES));
        return new CaseCommit(text(data.id), data.expected, records, erased, text(data.summary));
    }

    private static StoredRecord recordOf(Raw.asb_stored_record data) {
        return new StoredRecord(data.seq, text(data.header), text(data.body));
    }

    private static PolicyDocument policyOf(Raw.asb_policy_document data) {
        return new PolicyDocument(digits(data.digest), text(data.id), text(data.version), text(data.document));
    }

    // ---- to C

    /** Bytes in memory of C's, which lives as long as this array of one is held. */
    private static void fill(Raw.asb_bytes bytes, String text) {
        byte[] utf8 = Utf8.bytes(text);
        if (utf8.length > 0) {
            Memory memory = new Memory(utf8.length);
            memory.write(0, utf8, 0, utf8.length);
            bytes.data = memory;
        }
        bytes.length = new SizeT(utf8.length);
    }

    private static Raw.asb_bytes.ByValue lend(String text) {
        Raw.asb_bytes.ByValue bytes = new Raw.asb_bytes.ByValue();
        fill(bytes, text);
        return bytes;
    }

    private static int handOver(List<StoredRecord> records, Raw.asb_record_sink sink, Pointer self) {
        for (StoredRecord record : records) {
            Raw.asb_stored_record data = new Raw.asb_stored_record();
            data.seq = record.seq();
            fill(data.header, record.header());
            fill(data.body, record.body());
            int status = sink.invoke(self, data);
            if (status != Raw.ASB_OK) return status;
        }
        return Raw.ASB_OK;
    }

    private static int handOver(List<StoredCase> cases, Raw.asb_case_sink sink, Pointer self) {
        for (StoredCase one : cases) {
            int status = sink.invoke(self, lend(one.id()), one.version(), lend(one.summary().orElse("")));
            if (status != Raw.ASB_OK) return status;
        }
        return Raw.ASB_OK;
    }

    private static int handOver(Optional<String> text, Raw.asb_bytes_sink sink, Pointer self) {
        return text.isPresent() ? handOver(text.get(), sink, self) : Raw.ASB_ABSENT;
    }

    private static int handOver(String text, Raw.asb_bytes_sink sink, Pointer self) {
        return sink.invoke(self, lend(text));
    }

    // ---- lines of an export

    /** Where lines go, and where an exception on the way does. */
    private static final class Sink {
        final Consumer<String> line;
        final Carrier carrier;

        Sink(Consumer<String> line, Carrier carrier) {
            this.line = line;
            this.carrier = carrier;
        }
    }

    private static final Raw.asb_bytes_sink LINE = (self, bytes) -> {
        Sink sink = SINKS.get(self);
        if (sink == null || sink.carrier.isLoaded()) return Raw.ASB_EUSER;
        try {
            sink.line.accept(text(bytes));
            return Raw.ASB_OK;
        } catch (Throwable e) {
            sink.carrier.carry(e);
            return Raw.ASB_EUSER;
        }
    };

    /** Calls with a sink of C's that hands its lines to one of Java's. */
    static void withSink(Consumer<String> line, Carrier carrier, BiConsumer<Raw.asb_bytes_sink, Pointer> call) {
        Pointer self = SINKS.hold(new Sink(line, carrier));
        try {
            call.accept(LINE, self);
        } finally {
            SINKS.remove(self);
        }
    }
}
