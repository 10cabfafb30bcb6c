// Made from bindings/abi.json by bindings/generate.py; not to be edited.
package org.libasb.raw;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * Raw prototypes of libasb 0.1.0 for JNA's direct mapping, under the names that they have in C. The classes of org.libasb are made of them, and are
 * what a program uses.
 *
 * <p>Each handle is a type of its own, so that the wrong one does not compile. A text that goes in is UTF-8 in an array: with a zero after it, where
 * no length goes with it. A text that comes out is a String, but a Pointer where it comes with its length. What a function fills in through a
 * pointer to a pointer is in a PointerByReference. The library is loaded and its version compared when this class is first used (see Loader).
 */
public final class Raw {
    /** The version that these prototypes were made for: major * 10000 + minor * 100 + patch. */
    public static final int VERSION = 100;

    static {
        Loader.bind(Raw.class, VERSION);
    }

    private Raw() {
    }

    /** A JSON document, or a value in it. */
    public static final class asb_json extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_json() {
        }

        /** The handle that a function filled in. */
        public asb_json(Pointer pointer) {
            super(pointer);
        }
    }

    /** Hooks, limits, the last error. */
    public static final class asb_engine extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_engine() {
        }

        /** The handle that a function filled in. */
        public asb_engine(Pointer pointer) {
            super(pointer);
        }
    }

    /** A text that the library made and the caller owns. */
    public static final class asb_text extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_text() {
        }

        /** The handle that a function filled in. */
        public asb_text(Pointer pointer) {
            super(pointer);
        }
    }

    /** Days that the host adds to or takes from the calendar. */
    public static final class asb_calendar extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_calendar() {
        }

        /** The handle that a function filled in. */
        public asb_calendar(Pointer pointer) {
            super(pointer);
        }
    }

    /** One landlord's way of working. */
    public static final class asb_policy extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_policy() {
        }

        /** The handle that a function filled in. */
        public asb_policy(Pointer pointer) {
            super(pointer);
        }
    }

    /** Everything wrong with a policy document. */
    public static final class asb_problems extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_problems() {
        }

        /** The handle that a function filled in. */
        public asb_problems(Pointer pointer) {
            super(pointer);
        }
    }

    /** One thing that happened or was decided. */
    public static final class asb_record extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_record() {
        }

        /** The handle that a function filled in. */
        public asb_record(Pointer pointer) {
            super(pointer);
        }
    }

    /** Records about one problem. */
    public static final class asb_case extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_case() {
        }

        /** The handle that a function filled in. */
        public asb_case(Pointer pointer) {
            super(pointer);
        }
    }

    /** May this record be added, and why not. */
    public static final class asb_decision extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_decision() {
        }

        /** The handle that a function filled in. */
        public asb_decision(Pointer pointer) {
            super(pointer);
        }
    }

    /** What must be done by whom by when. */
    public static final class asb_duties extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_duties() {
        }

        /** The handle that a function filled in. */
        public asb_duties(Pointer pointer) {
            super(pointer);
        }
    }

    /** A questionnaire of the policy. */
    public static final class asb_matrix extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_matrix() {
        }

        /** The handle that a function filled in. */
        public asb_matrix(Pointer pointer) {
            super(pointer);
        }
    }

    /** Its answers about one person. */
    public static final class asb_assessment extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_assessment() {
        }

        /** The handle that a function filled in. */
        public asb_assessment(Pointer pointer) {
            super(pointer);
        }
    }

    /** An action plan. */
    public static final class asb_plan extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_plan() {
        }

        /** The handle that a function filled in. */
        public asb_plan(Pointer pointer) {
            super(pointer);
        }
    }

    /** A proportionality assessment. */
    public static final class asb_proportionality extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_proportionality() {
        }

        /** The handle that a function filled in. */
        public asb_proportionality(Pointer pointer) {
            super(pointer);
        }
    }

    /** Where records are kept. */
    public static final class asb_store extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_store() {
        }

        /** The handle that a function filled in. */
        public asb_store(Pointer pointer) {
            super(pointer);
        }
    }

    /** Ids of cases, or changes, in a store. */
    public static final class asb_list extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_list() {
        }

        /** The handle that a function filled in. */
        public asb_list(Pointer pointer) {
            super(pointer);
        }
    }

    /** All cases, in columns. */
    public static final class asb_caseload extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_caseload() {
        }

        /** The handle that a function filled in. */
        public asb_caseload(Pointer pointer) {
            super(pointer);
        }
    }

    /** The same cases under another policy. */
    public static final class asb_rehearsal extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_rehearsal() {
        }

        /** The handle that a function filled in. */
        public asb_rehearsal(Pointer pointer) {
            super(pointer);
        }
    }

    /** The answer to a question about them. */
    public static final class asb_rows extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_rows() {
        }

        /** The handle that a function filled in. */
        public asb_rows(Pointer pointer) {
            super(pointer);
        }
    }

    /** What is to be written. */
    public static final class asb_commit extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_commit() {
        }

        /** The handle that a function filled in. */
        public asb_commit(Pointer pointer) {
            super(pointer);
        }
    }

    /** A letter, case file or form in the making. */
    public static final class asb_document extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_document() {
        }

        /** The handle that a function filled in. */
        public asb_document(Pointer pointer) {
            super(pointer);
        }
    }

    /** Pending records that another's writing has made impossible. */
    public static final class asb_conflicts extends PointerType {
        /** NULL; JNA makes what a function returns from it. */
        public asb_conflicts() {
        }

        /** The handle that a function filled in. */
        public asb_conflicts(Pointer pointer) {
            super(pointer);
        }
    }

    /** Takes a record that `read` found. Call it for each, in order. &#64;return ASB_OK, or an error that `read` must stop for and give back. */
    public interface asb_record_sink extends Callback {
        /** What C calls. */
        int invoke(Pointer sink, asb_stored_record record);
    }

    /** Takes a case that `list` or `changes` found. `version` its number of records; `summary` may have length 0. */
    public interface asb_case_sink extends Callback {
        /** What C calls. */
        int invoke(Pointer sink, asb_bytes.ByValue id, int version, asb_bytes.ByValue summary);
    }

    /** Takes a document, or a token. */
    public interface asb_bytes_sink extends Callback {
        /** What C calls. */
        int invoke(Pointer sink, asb_bytes.ByValue bytes);
    }

    /**
     * Resize a block: `block` NULL allocates, `new_size` 0 frees (and gives NULL). NULL otherwise means that there is no memory. Blocks are aligned
     * for any object, as those of malloc().
     */
    public interface asb_hooks_resize extends Callback {
        /** What C calls. */
        Pointer invoke(Pointer self, Pointer block, SizeT old_size, SizeT new_size);
    }

    /**
     * The time: UTC milliseconds since 1970-01-01T00:00:00Z. Anything outside the years 1900 to 2999, such as INT64_MIN, says that it cannot tell:
     * what is then to be entered fails with ASB_EUSER, and what is asked of a case is answered as of its last record.
     */
    public interface asb_hooks_now extends Callback {
        /** What C calls. */
        long invoke(Pointer self);
    }

    /** Fill `bytes` with `size` random bytes fit for salts. 0 is done; anything else is passed through as ASB_EUSER. */
    public interface asb_hooks_random extends Callback {
        /** What C calls. */
        int invoke(Pointer self, Pointer bytes, SizeT size);
    }

    /** A line for the host's log; `level` 0 error, 1 warning, 2 information. */
    public interface asb_hooks_log extends Callback {
        /** What C calls. */
        void invoke(Pointer self, int level, Pointer message);
    }

    /**
     * How far long work has come: called now and then, some hundreds of times, from within what was called. `work` is one word: "backup", "compact",
     * "copy", "export", "follow", "heads", "import", "inspect", "open", "rehearse", "verify". `done` never falls; `total` is 0 where it is not known;
     * both are bytes for "backup", "import", "inspect" and "open", else cases. The last call of work that comes to its end has both the same.
     * Anything but 0 cancels: the function gives ASB_EUSER, and has done nothing, or a part that its description says can be gone on from.
     */
    public interface asb_hooks_progress extends Callback {
        /** What C calls. */
        int invoke(Pointer self, Pointer work, long done, long total);
    }

    /**
     * Required. Write all of it, durably, or nothing. ASB_OK; ASB_CONFLICT where a case has not the expected version. A policy document that is there
     * already stays.
     */
    public interface asb_store_callbacks_commit extends Callback {
        /** What C calls. */
        int invoke(Pointer self, asb_commit_data commit);
    }

    /** Required. Hand over the records of a case from number `from` on, in order. ASB_ABSENT where there is no such case. */
    public interface asb_store_callbacks_read extends Callback {
        /** What C calls. */
        int invoke(Pointer self, asb_bytes.ByValue id, int from, asb_record_sink sink, Pointer sink_self);
    }

    /** Required. Hand over at most `limit` cases whose id is after `after` (by bytes; length 0: from the first), in order of their ids. */
    public interface asb_store_callbacks_list extends Callback {
        /** What C calls. */
        int invoke(Pointer self, asb_bytes.ByValue after, int limit, asb_case_sink sink, Pointer sink_self);
    }

    /** Optional. Hand over cases written since `token` (length 0: all), at most `limit`, then the token to go on from. */
    public interface asb_store_callbacks_changes extends Callback {
        /** What C calls. */
        int invoke(Pointer self, asb_bytes.ByValue token, int limit, asb_case_sink sink, Pointer sink_self, asb_bytes_sink next, Pointer next_self);
    }

    /** Required. Hand over the policy document of that digest (32 bytes). ASB_ABSENT where there is none. */
    public interface asb_store_callbacks_policy extends Callback {
        /** What C calls. */
        int invoke(Pointer self, asb_bytes.ByValue digest, asb_bytes_sink sink, Pointer sink_self);
    }

    /** Optional. Hand over the calendar that was kept. ASB_ABSENT where there is none. */
    public interface asb_store_callbacks_calendar extends Callback {
        /** What C calls. */
        int invoke(Pointer self, asb_bytes_sink sink, Pointer sink_self);
    }

    /** Optional. The store is no longer used. */
    public interface asb_store_callbacks_close extends Callback {
        /** What C calls. */
        void invoke(Pointer self);
    }

    /** Hooks of an engine. All are optional. `self` is handed to each, first. */
    @Structure.FieldOrder({"struct_size", "reserved", "self", "resize", "now", "random", "log", "memory_limit", "progress"})
    public static class asb_hooks extends Structure {
        /** sizeof(asb_hooks) where you were compiled. */
        public int struct_size;
        /** 0. */
        public int reserved;
        /** First argument of every hook. */
        public Pointer self;
        /**
         * Resize a block: `block` NULL allocates, `new_size` 0 frees (and gives NULL). NULL otherwise means that there is no memory. Blocks are
         * aligned for any object, as those of malloc().
         */
        public asb_hooks_resize resize;
        /**
         * The time: UTC milliseconds since 1970-01-01T00:00:00Z. Anything outside the years 1900 to 2999, such as INT64_MIN, says that it cannot
         * tell: what is then to be entered fails with ASB_EUSER, and what is asked of a case is answered as of its last record.
         */
        public asb_hooks_now now;
        /** Fill `bytes` with `size` random bytes fit for salts. 0 is done; anything else is passed through as ASB_EUSER. */
        public asb_hooks_random random;
        /** A line for the host's log; `level` 0 error, 1 warning, 2 information. */
        public asb_hooks_log log;
        /** Bytes that the engine may hold at a time; 0: no limit. */
        public long memory_limit;
        /**
         * How far long work has come: called now and then, some hundreds of times, from within what was called. `work` is one word: "backup",
         * "compact", "copy", "export", "follow", "heads", "import", "inspect", "open", "rehearse", "verify". `done` never falls; `total` is 0 where
         * it is not known; both are bytes for "backup", "import", "inspect" and "open", else cases. The last call of work that comes to its end has
         * both the same. Anything but 0 cancels: the function gives ASB_EUSER, and has done nothing, or a part that its description says can be gone
         * on from.
         */
        public asb_hooks_progress progress;

        /** One of our own, all zero. */
        public asb_hooks() {
        }

        /** The one that lies there. */
        public asb_hooks(Pointer pointer) {
            super(pointer);
            read();
        }

        /** The same, handed over whole. */
        public static final class ByValue extends asb_hooks implements Structure.ByValue {
        }
    }

    /** Bytes that are lent. Texts are UTF-8, not terminated. */
    @Structure.FieldOrder({"data", "length"})
    public static class asb_bytes extends Structure {
        public Pointer data;
        public SizeT length;

        /** One of our own, all zero. */
        public asb_bytes() {
        }

        /** The one that lies there. */
        public asb_bytes(Pointer pointer) {
            super(pointer);
            read();
        }

        /** The same, handed over whole. */
        public static final class ByValue extends asb_bytes implements Structure.ByValue {
        }
    }

    /** One record, as it is stored: header and body are canonical JSON (docs/file-format.md). An erased body has length 0. */
    @Structure.FieldOrder({"seq", "reserved", "header", "body"})
    public static class asb_stored_record extends Structure {
        /** From 1, without gaps. */
        public int seq;
        /** 0. */
        public int reserved;
        public asb_bytes header;
        public asb_bytes body;

        /** One of our own, all zero. */
        public asb_stored_record() {
        }

        /** The one that lies there. */
        public asb_stored_record(Pointer pointer) {
            super(pointer);
            read();
        }

        /** The same, handed over whole. */
        public static final class ByValue extends asb_stored_record implements Structure.ByValue {
        }
    }

    /** What is to be written to one case. */
    @Structure.FieldOrder({"id", "expected", "record_count", "records", "erased", "erased_count", "reserved", "summary"})
    public static class asb_case_commit extends Structure {
        /** The case. */
        public asb_bytes id;
        /** How many records it must have now; 0: it must not exist. */
        public int expected;
        public int record_count;
        /** New ones, numbered from expected + 1. */
        public Pointer records;
        /** Numbers of records whose bodies must go, so that they cannot be had back. */
        public Pointer erased;
        public int erased_count;
        /** 0. */
        public int reserved;
        /** Canonical JSON for the caseload; replaces the one before. Length 0: unchanged. */
        public asb_bytes summary;

        /** One of our own, all zero. */
        public asb_case_commit() {
        }

        /** The one that lies there. */
        public asb_case_commit(Pointer pointer) {
            super(pointer);
            read();
        }

        /** The same, handed over whole. */
        public static final class ByValue extends asb_case_commit implements Structure.ByValue {
        }
    }

    /** A policy document that a case in the commit was pinned to; to be kept for ever, once. */
    @Structure.FieldOrder({"digest", "id", "version", "document"})
    public static class asb_policy_document extends Structure {
        /** 32 bytes: SHA-256 of the document. */
        public asb_bytes digest;
        public asb_bytes id;
        public asb_bytes version;
        public asb_bytes document;

        /** One of our own, all zero. */
        public asb_policy_document() {
        }

        /** The one that lies there. */
        public asb_policy_document(Pointer pointer) {
            super(pointer);
            read();
        }

        /** The same, handed over whole. */
        public static final class ByValue extends asb_policy_document implements Structure.ByValue {
        }
    }

    /** Everything that is to be written at once. */
    @Structure.FieldOrder({"struct_size", "case_count", "cases", "policies", "policy_count", "reserved", "calendar"})
    public static class asb_commit_data extends Structure {
        /** sizeof(asb_commit_data) of the library. */
        public int struct_size;
        public int case_count;
        public Pointer cases;
        public Pointer policies;
        public int policy_count;
        /** 0. */
        public int reserved;
        /** The host's days, as JSON; replaces what was kept. Length 0: unchanged. */
        public asb_bytes calendar;

        /** One of our own, all zero. */
        public asb_commit_data() {
        }

        /** The one that lies there. */
        public asb_commit_data(Pointer pointer) {
            super(pointer);
            read();
        }

        /** The same, handed over whole. */
        public static final class ByValue extends asb_commit_data implements Structure.ByValue {
        }
    }

    /** The table. `self` is handed to each callback, first. */
    @Structure.FieldOrder({"struct_size", "reserved", "self", "commit", "read", "list", "changes", "policy", "calendar", "close"})
    public static class asb_store_callbacks extends Structure {
        /** sizeof(asb_store_callbacks) where you were compiled. */
        public int struct_size;
        /** 0. */
        public int reserved;
        public Pointer self;
        /**
         * Required. Write all of it, durably, or nothing. ASB_OK; ASB_CONFLICT where a case has not the expected version. A policy document that is
         * there already stays.
         */
        public asb_store_callbacks_commit commit;
        /** Required. Hand over the records of a case from number `from` on, in order. ASB_ABSENT where there is no such case. */
        public asb_store_callbacks_read read;
        /** Required. Hand over at most `limit` cases whose id is after `after` (by bytes; length 0: from the first), in order of their ids. */
        public asb_store_callbacks_list list;
        /** Optional. Hand over cases written since `token` (length 0: all), at most `limit`, then the token to go on from. */
        public asb_store_callbacks_changes changes;
        /** Required. Hand over the policy document of that digest (32 bytes). ASB_ABSENT where there is none. */
        public asb_store_callbacks_policy policy;
        /** Optional. Hand over the calendar that was kept. ASB_ABSENT where there is none. */
        public asb_store_callbacks_calendar calendar;
        /** Optional. The store is no longer used. */
        public asb_store_callbacks_close close;

        /** One of our own, all zero. */
        public asb_store_callbacks() {
        }

        /** The one that lies there. */
        public asb_store_callbacks(Pointer pointer) {
            super(pointer);
            read();
        }

        /** The same, handed over whole. */
        public static final class ByValue extends asb_store_callbacks implements Structure.ByValue {
        }
    }

    /** The guard is not met, and the record is refused. */
    public static final int ASB_EFFECT_REFUSED = 1;

    /** The guard is not met; it only warns. */
    public static final int ASB_EFFECT_WARNED = 2;

    /** The guard is not met, and a recorded deviation allows that. */
    public static final int ASB_EFFECT_DEVIATION = 3;

    /** The guard was not met, and the record was admitted all the same. */
    public static final int ASB_EFFECT_BREACH = 4;

    /** Plain text, UTF-8, lines ended by a line feed. */
    public static final int ASB_FORMAT_TEXT = 1;

    /** One page of HTML, its style and pictures in it; nothing is fetched. */
    public static final int ASB_FORMAT_HTML = 2;

    /** Canonical JSON of the same content. */
    public static final int ASB_FORMAT_JSON = 3;

    /** To be done. */
    public static final int ASB_DUTY_OPEN = 1;

    /** To be done, and its date has passed. */
    public static final int ASB_DUTY_OVERDUE = 2;

    /** Done in time. */
    public static final int ASB_DUTY_MET = 3;

    /** Done, too late. */
    public static final int ASB_DUTY_MET_LATE = 4;

    /** No longer wanted. */
    public static final int ASB_DUTY_LAPSED = 5;

    /** Done. */
    public static final int ASB_OK = 0;

    /** A guard of the policy is not met; the decision says which. */
    public static final int ASB_REFUSED = 1;

    /** Somebody else has written to the case first. */
    public static final int ASB_CONFLICT = 2;

    /** There is no such thing: field, case, record. */
    public static final int ASB_ABSENT = 3;

    /** No memory, or the engine's memory limit is reached. */
    public static final int ASB_ENOMEM = -1;

    /** An argument is NULL, out of range, or of another engine. */
    public static final int ASB_EARGUMENT = -2;

    /** The record is malformed; the field is named. */
    public static final int ASB_EINVALID = -3;

    /** Not JSON; line, column and pointer are given. */
    public static final int ASB_EJSON = -4;

    /** The policy document has problems; the first is given. */
    public static final int ASB_EPOLICY = -5;

    /** There is one already. */
    public static final int ASB_EEXISTS = -6;

    /** The store could not read or write. */
    public static final int ASB_EIO = -7;

    /** What is stored does not agree with itself: damaged or tampered with. */
    public static final int ASB_ECORRUPT = -8;

    /** At work already: called from a callback, or by two threads at once. */
    public static final int ASB_EBUSY = -9;

    /** One of the engine's named limits is exceeded. */
    public static final int ASB_ELIMIT = -10;

    /** A callback of the host's said so. */
    public static final int ASB_EUSER = -11;

    /** Made by or for a later library than this one. */
    public static final int ASB_EVERSION = -12;

    /** Not now: the object is not in the state for it. */
    public static final int ASB_ESTATE = -13;

    /** It would tell somebody what they may not know. */
    public static final int ASB_EDISCLOSURE = -14;

    /** null. */
    public static final int ASB_JSON_NULL = 1;

    /** false. */
    public static final int ASB_JSON_FALSE = 2;

    /** true. */
    public static final int ASB_JSON_TRUE = 3;

    /** A number. */
    public static final int ASB_JSON_NUMBER = 4;

    /** A text. */
    public static final int ASB_JSON_TEXT = 5;

    /** A list. */
    public static final int ASB_JSON_LIST = 6;

    /** An object. */
    public static final int ASB_JSON_OBJECT = 7;

    /** The question is still to be asked. */
    public static final int ASB_ANSWER_MISSING = 0;

    /** One option or more is chosen. */
    public static final int ASB_ANSWER_GIVEN = 1;

    /** Asked, and none of the options is true (a question that takes many). */
    public static final int ASB_ANSWER_NONE = 2;

    /** Asked, and no answer given: scores 0, and the assessment is partial. */
    public static final int ASB_ANSWER_DECLINED = 3;

    /** An empty calendar. */
    public static native int asb_calendar_new(PointerByReference out, asb_engine engine);

    /** Read a calendar: `{"added":[…],"removed":[…]}` (`add` and `remove` are taken as well), each entry a date or `{"date","known","name"}`. */
    public static native int asb_calendar_parse(PointerByReference out, asb_engine engine, byte[] json, SizeT length);

    /** Nobody works on that day. */
    public static native int asb_calendar_add(asb_calendar calendar, byte[] date, byte[] known, byte[] name);

    /** People work on that day, whatever the rule. */
    public static native int asb_calendar_remove(asb_calendar calendar, byte[] date, byte[] known, byte[] name);

    /** The calendar as JSON. */
    public static native int asb_calendar_json(PointerByReference out, asb_calendar calendar);

    /** Give a calendar back. */
    public static native void asb_calendar_free(asb_calendar calendar);

    /** The bank holidays of England and Wales as JSON: [{"date","name"}…]. */
    public static native int asb_holidays(PointerByReference out, asb_engine engine, int from, int to);

    /** When a period ends, and why. */
    public static native int asb_due(PointerByReference out, asb_engine engine, byte[] from, byte[] period, SizeT period_length, asb_policy policy,
            asb_calendar calendar);

    /** Is a day worked? */
    public static native int asb_is_working_day(IntByReference worked, asb_engine engine, byte[] date, asb_policy policy, asb_calendar calendar);

    /** Read a date or an instant. */
    public static native int asb_instant_parse(LongByReference ms, asb_engine engine, byte[] text);

    /** Write an instant. */
    public static native int asb_instant_text(PointerByReference out, asb_engine engine, long ms, int local);

    /** Begin a case. */
    public static native int asb_case_new(PointerByReference out, asb_engine engine, asb_policy policy, asb_store store, byte[] id);

    /** Open a case that the store has, under the policy document it was pinned to, which the store has kept. */
    public static native int asb_case_open(PointerByReference out, asb_store store, byte[] id);

    /** Open a case from bytes that the host has read: for hosts that cannot wait inside a callback, and for exported cases. */
    public static native int asb_case_load(PointerByReference out, asb_engine engine, asb_policy policy, byte[] json, SizeT length);

    /** The case's id. */
    public static native String asb_case_id(asb_case c);

    /** How many records it has, pending ones too. */
    public static native int asb_case_count(asb_case c);

    /** How many of them the store has. */
    public static native int asb_case_stored(asb_case c);

    /** The policy it is worked under now, as a handle of its own. */
    public static native int asb_case_policy(PointerByReference out, asb_case c);

    /** Try a record and, where it is allowed, add it. */
    public static native int asb_case_add(PointerByReference out, asb_case c, asb_record record);

    /** Ask without adding. */
    public static native int asb_case_may(PointerByReference out, asb_case c, asb_record record);

    /**
     * Everything that makes a record invalid, for forms that show all of it at once: JSON [{"arguments","code","field","message","pointer"}…], in the
     * order in which fields are judged; the first is what asb_case_add() names.
     */
    public static native int asb_case_wrong(PointerByReference out, asb_case c, asb_record record);

    /** Take down what has already happened: guards are judged and, where they are not met, recorded as breaches; nothing is refused. */
    public static native int asb_case_admit(PointerByReference out, asb_case c, asb_record record, long recorded, int imported);

    /** Move the case to another policy, or another version: a `note` that says so is added, and everything from it on is judged by the new one. */
    public static native int asb_case_move(asb_case c, asb_policy policy, byte[] by, byte[] role, byte[] reason);

    /**
     * What asb_case_move() would change, without changing anything: JSON
     * {"after":FACTS,"before":FACTS,"begin":[DUTY…],"changed":[name…],"go_on":[DUTY…],"lapse":[DUTY…]}.
     */
    public static native int asb_case_preview_move(PointerByReference out, asb_case c, asb_policy policy);

    /** Write what is pending: one atomic commit. */
    public static native int asb_case_save(asb_case c);

    /** Write what is pending in several cases of one store: all or nothing, with one sync. */
    public static native int asb_case_save_all(Pointer cases, int count);

    /** Read what others wrote, and try each pending record again against it. */
    public static native int asb_case_reload(PointerByReference out, asb_case c);

    /** The same without a store: the host has read the case anew. */
    public static native int asb_case_conflicted(PointerByReference out, asb_case c, byte[] json, SizeT length);

    /**
     * What is to be written, for hosts that write themselves: JSON
     * {"case","expected","records":[{"seq","header","body"}…],"erased":[seq…],"summary":text, "policies":[{"digest","id","version","document"}…]};
     * header, body, summary and document are texts to be kept byte by byte.
     */
    public static native int asb_case_pending(PointerByReference out, asb_case c);

    /** The host has written the first `count` records: they are no longer pending. */
    public static native int asb_case_saved(asb_case c, int count);

    /** How many records could not be kept. */
    public static native int asb_conflicts_count(asb_conflicts conflicts);

    /** A record that could not be kept, to be tried again by hand. */
    public static native int asb_conflicts_record(PointerByReference out, asb_conflicts conflicts, int index);

    /** Why: ASB_REFUSED or ASB_EINVALID; ASB_OK past the end. */
    public static native int asb_conflicts_status(asb_conflicts conflicts, int index);

    /** Why, in words. */
    public static native String asb_conflicts_message(asb_conflicts conflicts, int index);

    /** The guards that refused it, as a JSON list of ids; or the invalid field as a list of one. */
    public static native String asb_conflicts_reasons(asb_conflicts conflicts, int index);

    /** All of them as JSON: [{"message","reasons":[…],"record":{…},"status":"refused" or "invalid"}…], each record as asb_record_json() gives it. */
    public static native int asb_conflicts_json(PointerByReference out, asb_conflicts conflicts);

    /** Give them back. */
    public static native void asb_conflicts_free(asb_conflicts conflicts);

    /** A record as it now reads: corrected, and without its body where that was erased. */
    public static native int asb_case_record(PointerByReference out, asb_case c, int seq);

    /** A record as it was written, whatever was corrected later. */
    public static native int asb_case_record_written(PointerByReference out, asb_case c, int seq);

    /**
     * What the case has come to, at the engine's time, as JSON: state, stage, priority, categories, hate, owner, owner_role, band, score, contested,
     * scheme, the parties with their parts, facts and risk, the case review counts of each complainant, proportionality (recorded, complete,
     * approved, stale and why), plan progress, policy.
     */
    public static native int asb_case_facts(PointerByReference out, asb_case c);

    /** The state: "enquiry", "prevention", "open", "closed"; "" before the first record. */
    public static native String asb_case_state(asb_case c);

    /** The id of the stage; "" where there is none. */
    public static native String asb_case_stage(asb_case c);

    /** The id of the priority; "" before the first record. */
    public static native String asb_case_priority(asb_case c);

    /** The officer who has the case; "" where there is none. */
    public static native String asb_case_owner(asb_case c);

    /** The role of the officer who has the case; "" where there is none. */
    public static native String asb_case_owner_role(asb_case c);

    /** Is it a hate case? */
    public static native int asb_case_hate(asb_case c);

    /** The highest band of any party; "" where there is none. */
    public static native String asb_case_band(asb_case c);

    /** The greatest score of any party. */
    public static native int asb_case_score(IntByReference score, asb_case c);

    /** All records with their decisions, corrections, breaches and digests, oldest first, as JSON: the audit trail. */
    public static native int asb_case_history(PointerByReference out, asb_case c);

    /**
     * The summary of the case as it stands, what is pending included: what a store is given with a commit, made again from the records, with the same
     * bytes (docs/concepts.md#summaries).
     */
    public static native int asb_case_summary(PointerByReference out, asb_case c);

    /** The case whole, as JSON that asb_case_load() reads, with its policies and calendar. */
    public static native int asb_case_export(PointerByReference out, asb_case c);

    /**
     * The head of the case: {"case","digest","seq"}, the number of the last record that is stored and the SHA-256 of its header, as 64 hexadecimal
     * digits.
     */
    public static native int asb_case_head(PointerByReference out, asb_case c);

    /** Bring an exported case into a store: its chain, bodies and policies are verified, and its records written byte by byte as they were. */
    public static native int asb_case_import(PointerByReference out, asb_store store, byte[] json, SizeT length);

    /** Work this case by a calendar of its own. */
    public static native int asb_case_set_calendar(asb_case c, asb_calendar calendar);

    /** Give a case back; what is pending is forgotten. */
    public static native void asb_case_free(asb_case c);

    /** A caseload with no cases in it. */
    public static native int asb_caseload_new(PointerByReference out, asb_engine engine);

    /** Take in what was written to a store since the last time: all of it the first time, afterwards what has changed. */
    public static native int asb_caseload_follow(asb_caseload caseload, asb_store store);

    /** Put in one case, or what it has become, for hosts that keep summaries themselves. */
    public static native int asb_caseload_put(asb_caseload caseload, byte[] id, int version, byte[] summary, SizeT length);

    /** How many cases are in it, whether allowed or not. */
    public static native int asb_caseload_count(asb_caseload caseload);

    /** From now on questions are answered over these cases alone: no list names another one, and no figure counts it. */
    public static native int asb_caseload_allow(asb_caseload caseload, byte[] filter, SizeT length);

    /** Ask a question. */
    public static native int asb_caseload_query(PointerByReference out, asb_caseload caseload, byte[] query, SizeT length);

    /** Make a report: figures as tables, with the cases behind them. */
    public static native int asb_caseload_report(PointerByReference out, asb_caseload caseload, byte[] request, SizeT length);

    /** The answer to a question as a handle, for hosts that want rows and no JSON. */
    public static native int asb_caseload_rows(PointerByReference out, asb_caseload caseload, byte[] query, SizeT length);

    /** How many rows are on this page. */
    public static native int asb_rows_count(asb_rows rows);

    /** How many there are on all pages. */
    public static native long asb_rows_total(asb_rows rows);

    /** What to give as `after` for the next page. */
    public static native String asb_rows_next(asb_rows rows);

    /** How many columns. */
    public static native int asb_rows_column_count(asb_rows rows);

    /** The name of a column. */
    public static native String asb_rows_column(asb_rows rows, int index);

    /** What stands in a cell: a name, an id, a date, an instant in UTC; of a list a JSON list. */
    public static native String asb_rows_text(asb_rows rows, int row, byte[] column);

    /**
     * The number in a cell; of a date the days since 1970-01-01, of an instant UTC ms, of a flag 0 or 1, of a median twice its value, of a mean ten
     * times its value, rounded.
     */
    public static native int asb_rows_number(LongByReference out, asb_rows rows, int row, byte[] column);

    /** Give them back. */
    public static native void asb_rows_free(asb_rows rows);

    /** Give it back. */
    public static native void asb_caseload_free(asb_caseload caseload);

    /** May it be added? */
    public static native int asb_decision_allowed(asb_decision decision);

    /** How many guards had something to say. */
    public static native int asb_decision_count(asb_decision decision);

    /** The id of a guard. */
    public static native String asb_decision_guard(asb_decision decision, int index);

    /** One of ASB_EFFECT_…; 0 past the end. */
    public static native int asb_decision_effect(asb_decision decision, int index);

    /** The clause. */
    public static native String asb_decision_clause(asb_decision decision, int index);

    /** What the policy says to the officer. */
    public static native String asb_decision_message(asb_decision decision, int index);

    /** Id, clause, message, and the parts of the condition that do not hold, in plain words. */
    public static native String asb_decision_explanation(asb_decision decision, int index);

    /** The whole decision as JSON. */
    public static native int asb_decision_json(PointerByReference out, asb_decision decision);

    /** Give a decision back. */
    public static native void asb_decision_free(asb_decision decision);

    /** The kinds of documents and what may be set for each, as JSON: [{"kind","label","formats":[…],"options":[{"name","label","required"}…]}…]. */
    public static native int asb_document_kinds(PointerByReference out, asb_engine engine);

    /** Begin a document of a case. */
    public static native int asb_document_new(PointerByReference out, asb_case c, byte[] kind);

    /** Say what it shall be. */
    public static native int asb_document_set(asb_document document, byte[] name, byte[] value);

    /** Make it, as things stand now. */
    public static native int asb_document_render(PointerByReference out, asb_document document, int format);

    /** Search a text that the host has changed, or made itself, as asb_document_render() does what it made. */
    public static native int asb_document_check(asb_document document, byte[] text, SizeT length);

    /**
     * What was left out of it or masked, and why, as JSON: {"audience","party","records":n, "withheld":[{"seq","kind","field","party","why"}…]}; a
     * whole record has no `field`, and `why` is `masked`, `audience`, `condition`, `no-consent`, `withdrawn`, `expired`, `anonymous` or `erased`.
     */
    public static native int asb_document_withheld(PointerByReference out, asb_document document);

    /**
     * The record that it was sent, to be completed and added to the case: a `letter` with template, version of the policy and digest of the text last
     * made, to which actor and method are added; for the audience `partner` a `partner` record of what was shared and on what basis, to which actor
     * and agency are added.
     */
    public static native int asb_document_record(PointerByReference out, asb_document document);

    /** Give a document back. */
    public static native void asb_document_free(asb_document document);

    /** All duties there have been in a case, as they stand at the engine's time: sorted by rule, party, record, due date. */
    public static native int asb_case_duties(PointerByReference out, asb_case c);

    /** How many. */
    public static native int asb_duties_count(asb_duties duties);

    /** The id of the rule. */
    public static native String asb_duties_rule(asb_duties duties, int index);

    /** What is to be done. */
    public static native String asb_duties_label(asb_duties duties, int index);

    /** The clause. */
    public static native String asb_duties_clause(asb_duties duties, int index);

    /** Whom it is about; "" for a duty of the case. */
    public static native String asb_duties_party(asb_duties duties, int index);

    /** The party, a plan's action, or an order's remedy; "" for a duty of the case. */
    public static native String asb_duties_subject(asb_duties duties, int index);

    /** Who must do it: a JSON list of roles, or ["case-owner"]. */
    public static native String asb_duties_owner(asb_duties duties, int index);

    /** How many roles may do it. */
    public static native int asb_duties_owner_count(asb_duties duties, int index);

    /** One of the roles: its id, or "case-owner". */
    public static native String asb_duties_owner_at(asb_duties duties, int index, int owner);

    /** When it is due: a date, or an instant in UTC; "" where it has no date. */
    public static native String asb_duties_due(asb_duties duties, int index);

    /** The same in local time, for people: a date, or `2026-08-30T10:00`; "" where it has no date. */
    public static native String asb_duties_due_local(asb_duties duties, int index);

    /** The last working day before a due date that is none; "" otherwise. */
    public static native String asb_duties_act_by(asb_duties duties, int index);

    /** Before that date it does not count as done; "" where there is no such date. */
    public static native String asb_duties_opens(asb_duties duties, int index);

    /** One of ASB_DUTY_…; 0 past the end. */
    public static native int asb_duties_state(asb_duties duties, int index);

    /** The number of the record it runs from; 0 past the end. */
    public static native int asb_duties_started_by(asb_duties duties, int index);

    /** The number of the record that ended it; 0 while it is open. */
    public static native int asb_duties_ended_by(asb_duties duties, int index);

    /** When the record it runs from happened: UTC ms; INT64_MIN past the end. */
    public static native long asb_duties_started_at(asb_duties duties, int index);

    /** When the record that ended it happened: UTC ms; INT64_MIN while it is open, and past the end. */
    public static native long asb_duties_ended_at(asb_duties duties, int index);

    /** Is it a period that is only watched, and no one's task? */
    public static native int asb_duties_watch(asb_duties duties, int index);

    /** Why it is due then: rule, clause, record, period, each day left out, each move. */
    public static native int asb_duties_explain(PointerByReference out, asb_duties duties, int index);

    /** A record that would settle it, which the host may add: JSON {"kind","with"}; "" where there is none. */
    public static native String asb_duties_proposes(asb_duties duties, int index);

    /**
     * All of them as JSON: [{"act_by","clause","due","duty","ended_at","ended_by","explanation",
     * "label","opens","owner":[…],"party","proposes":{…},"started_at","started_by","state","subject", "watch"}…], what has no value left out;
     * instants in UTC.
     */
    public static native int asb_duties_json(PointerByReference out, asb_duties duties);

    /** Give them back. */
    public static native void asb_duties_free(asb_duties duties);

    /** The version of the library that is running. */
    public static native int asb_version();

    /** The same as text: "0.1.0". */
    public static native String asb_version_text();

    /** What this build can do: "journal", "memory-store", … */
    public static native String asb_feature(int index);

    /** The name of a constant of the headers, for languages that cannot read them. */
    public static native String asb_constant_name(int index);

    /** The value of that constant. */
    public static native long asb_constant_value(int index);

    /** A new engine. */
    public static native int asb_engine_new(PointerByReference out, asb_hooks hooks);

    /** Give the engine back. */
    public static native void asb_engine_free(asb_engine engine);

    /** The engine's time, by its hook. */
    public static native int asb_engine_now(LongByReference now, asb_engine engine);

    /** The bytes that the engine holds now. */
    public static native long asb_engine_memory(asb_engine engine);

    /** The most bytes that the engine ever held at a time. */
    public static native long asb_engine_memory_peak(asb_engine engine);

    /**
     * The name of a limit: "document-bytes", "document-depth", "text-bytes", "records", "parties", "duties", "calendar-days", "output-bytes",
     * "rehearsal-rows", "kept-bytes".
     */
    public static native String asb_limit_name(int index);

    /** What a limit is set to. */
    public static native int asb_engine_limit(LongByReference value, asb_engine engine, byte[] name);

    /** Set a limit. */
    public static native int asb_engine_set_limit(asb_engine engine, byte[] name, long value);

    /** The days of a calendar count from now on for every case of this engine whose store keeps no calendar of its own. */
    public static native int asb_engine_set_calendar(asb_engine engine, asb_calendar calendar);

    /** The status of the last call that entered the engine. */
    public static native int asb_error_status(asb_engine engine);

    /** The stable code of what went wrong, for example "record-choice". */
    public static native String asb_error_code(asb_engine engine);

    /** An English sentence that says what and where. */
    public static native String asb_error_message(asb_engine engine);

    /** The sentence's arguments, as a JSON object of texts, for a sentence in the host's own words. */
    public static native String asb_error_arguments(asb_engine engine);

    /** The record's field that is wrong. */
    public static native String asb_error_field(asb_engine engine);

    /** The JSON pointer of what is wrong. */
    public static native String asb_error_pointer(asb_engine engine);

    /** The line of the document, from 1; 0 where it is about none. */
    public static native int asb_error_line(asb_engine engine);

    /** The column, in characters from 1; 0 where it is about no document. */
    public static native int asb_error_column(asb_engine engine);

    /** A status in words: "refused", "conflict", "no memory". */
    public static native String asb_status_text(int status);

    /** The code of a message by its number, for hosts that translate. */
    public static native String asb_message_code(int index);

    /** The English sentence of a message, with {names} where its arguments go. */
    public static native String asb_message_template(int index);

    /** A text's bytes: UTF-8, '&#92;0' after them. */
    public static native Pointer asb_text_data(asb_text text);

    /** How many bytes, without the '&#92;0'. */
    public static native SizeT asb_text_length(asb_text text);

    /** Give a text back. */
    public static native void asb_text_free(asb_text text);

    /** Read a document. */
    public static native int asb_json_parse(PointerByReference out, asb_engine engine, byte[] json, SizeT length);

    /** The canonical form of a document: no white space, keys sorted by their bytes, each number and text written in one way only. */
    public static native int asb_json_canonical(PointerByReference out, asb_engine engine, byte[] json, SizeT length);

    /** What a value is. */
    public static native int asb_json_type(asb_json value);

    /** How many items a list has, or members an object. */
    public static native int asb_json_count(asb_json value);

    /** A member of an object. */
    public static native asb_json asb_json_get(asb_json object, byte[] key);

    /** An item of a list, or a member of an object, in the order written; it takes a step for each before it, so go on with asb_json_next(). */
    public static native asb_json asb_json_at(asb_json value, int index);

    /** The item or member after this one. */
    public static native asb_json asb_json_next(asb_json value);

    /** A text, its escapes resolved, or a number as it is written. */
    public static native Pointer asb_json_text(asb_json value, SizeTByReference length);

    /** A whole number without fraction or exponent, at most 9007199254740991 either way. */
    public static native int asb_json_integer(LongByReference number, asb_json value);

    /** The name of a member of an object. */
    public static native Pointer asb_json_key(asb_json member, SizeTByReference length);

    /** The line of the document in which a value begins. */
    public static native int asb_json_line(asb_json value);

    /** The column in which a value begins, in characters. */
    public static native int asb_json_column(asb_json value);

    /** A value in canonical form. */
    public static native int asb_json_write(PointerByReference out, asb_json value);

    /** Give a document back. */
    public static native void asb_json_free(asb_json document);

    /** Open a matrix of a policy. */
    public static native int asb_matrix_open(PointerByReference out, asb_policy policy, byte[] id);

    /** Its id. */
    public static native String asb_matrix_id(asb_matrix matrix);

    /** Its title. */
    public static native String asb_matrix_title(asb_matrix matrix);

    /** The clause it comes from. */
    public static native String asb_matrix_clause(asb_matrix matrix);

    /** Where its questions and weights come from. */
    public static native String asb_matrix_provenance(asb_matrix matrix);

    /** The smallest score that answers can add up to. */
    public static native int asb_matrix_least(asb_matrix matrix);

    /** The greatest score that answers can add up to. */
    public static native int asb_matrix_greatest(asb_matrix matrix);

    /** How many questions, of all sections. */
    public static native int asb_matrix_question_count(asb_matrix matrix);

    /** A question's id. */
    public static native String asb_matrix_question_id(asb_matrix matrix, int question);

    /** Its wording. */
    public static native String asb_matrix_question_text(asb_matrix matrix, int question);

    /** The id of its section. */
    public static native String asb_matrix_question_section(asb_matrix matrix, int question);

    /** The title of its section. */
    public static native String asb_matrix_question_section_title(asb_matrix matrix, int question);

    /** May several options be chosen? */
    public static native int asb_matrix_question_many(asb_matrix matrix, int question);

    /** Is there room for details in words? */
    public static native int asb_matrix_question_detail(asb_matrix matrix, int question);

    /** How many options a question has. */
    public static native int asb_matrix_option_count(asb_matrix matrix, int question);

    /** An option's id. */
    public static native String asb_matrix_option_id(asb_matrix matrix, int question, int option);

    /** Its label. */
    public static native String asb_matrix_option_label(asb_matrix matrix, int question, int option);

    /** What it adds to the score. */
    public static native int asb_matrix_option_weight(asb_matrix matrix, int question, int option);

    /** Can it be chosen alone only? */
    public static native int asb_matrix_option_exclusive(asb_matrix matrix, int question, int option);

    /** How many bands. */
    public static native int asb_matrix_band_count(asb_matrix matrix);

    /** A band's id. */
    public static native String asb_matrix_band_id(asb_matrix matrix, int band);

    /** Its label. */
    public static native String asb_matrix_band_label(asb_matrix matrix, int band);

    /** The score from which on it holds. */
    public static native int asb_matrix_band_from(asb_matrix matrix, int band);

    /** How many ranges of scores are contested, because the policy's source is unclear about them. */
    public static native int asb_matrix_contested_count(asb_matrix matrix);

    /** The first score of a contested range. */
    public static native int asb_matrix_contested_from(asb_matrix matrix, int range);

    /** The last score of a contested range. */
    public static native int asb_matrix_contested_to(asb_matrix matrix, int range);

    /** The matrix as the policy has it, with `least` and `greatest`, as JSON. */
    public static native int asb_matrix_json(PointerByReference out, asb_matrix matrix);

    /** Give a matrix back. */
    public static native void asb_matrix_free(asb_matrix matrix);

    /** Begin an assessment, with nothing answered. */
    public static native int asb_assessment_new(PointerByReference out, asb_matrix matrix, byte[] party);

    /**
     * The latest assessment of a person in a case, for looking at it and for assessing anew: its answers, details and override are there, as far as
     * the policy's matrix still has them; to a question that it has not, the answer is missing.
     */
    public static native int asb_case_assessment(PointerByReference out, asb_case c, byte[] party);

    /** Choose an option. */
    public static native int asb_assessment_answer(asb_assessment assessment, byte[] question, byte[] option);

    /** Answer all questions at once, as a form on a screen does when something in it has changed. */
    public static native int asb_assessment_set_answers(asb_assessment assessment, Pointer questions, Pointer options, int count);

    /** Take a chosen option back. */
    public static native int asb_assessment_unanswer(asb_assessment assessment, byte[] question, byte[] option);

    /** Asked, and none of the options is true. */
    public static native int asb_assessment_answer_none(asb_assessment assessment, byte[] question);

    /** Asked, and no answer given. */
    public static native int asb_assessment_decline(asb_assessment assessment, byte[] question);

    /** Forget the answer to a question; its detail stays. */
    public static native int asb_assessment_clear(asb_assessment assessment, byte[] question);

    /** Say more about a question. */
    public static native int asb_assessment_detail(asb_assessment assessment, byte[] question, byte[] text);

    /** Judge otherwise than the score. */
    public static native int asb_assessment_override(asb_assessment assessment, byte[] band, byte[] reason);

    /** How a question stands. */
    public static native int asb_assessment_state(asb_assessment assessment, byte[] question);

    /** Is the option chosen? */
    public static native int asb_assessment_chosen(asb_assessment assessment, byte[] question, byte[] option);

    /** The detail of a question. */
    public static native String asb_assessment_get_detail(asb_assessment assessment, byte[] question);

    /** How many questions are still to be asked. */
    public static native int asb_assessment_missing_count(asb_assessment assessment);

    /** The id of one of them. */
    public static native String asb_assessment_missing(asb_assessment assessment, int index);

    /** The score of the answers so far. */
    public static native int asb_assessment_score(asb_assessment assessment);

    /** The band: the override, else that of the score so far. */
    public static native String asb_assessment_band(asb_assessment assessment);

    /** The band of the score so far, whatever was judged. */
    public static native String asb_assessment_scored_band(asb_assessment assessment);

    /** Is the score so far one that the policy's source is unclear about? */
    public static native int asb_assessment_contested(asb_assessment assessment);

    /** Was a question declined? */
    public static native int asb_assessment_partial(asb_assessment assessment);

    /** The band that was judged. */
    public static native String asb_assessment_override_band(asb_assessment assessment);

    /** Why it was judged so. */
    public static native String asb_assessment_override_reason(asb_assessment assessment);

    /** The person assessed. */
    public static native String asb_assessment_party(asb_assessment assessment);

    /** The number of the record that it was read from; 0 for a new one. */
    public static native int asb_assessment_seq(asb_assessment assessment);

    /** The questionnaire. */
    public static native int asb_assessment_matrix(PointerByReference out, asb_assessment assessment);

    /** Make a record of it, ready for an actor and for asb_case_add(). */
    public static native int asb_assessment_to_record(PointerByReference out, asb_assessment assessment);

    /**
     * The whole assessment as JSON: matrix, party, answers, details, missing, score, band, scored_band, contested, partial, override, least,
     * greatest, seq.
     */
    public static native int asb_assessment_json(PointerByReference out, asb_assessment assessment);

    /** Give an assessment back. */
    public static native void asb_assessment_free(asb_assessment assessment);

    /**
     * The policy's catalogue of actions, as a JSON list: for each `id`, `by`, `text`, `params` (`id` and `type`), `standing`, `clause` and where it
     * has one `ambiguity`.
     */
    public static native int asb_plan_catalogue_json(PointerByReference out, asb_policy policy);

    /** Begin a plan without actions. */
    public static native int asb_plan_new(PointerByReference out, asb_policy policy, byte[] party);

    /** The latest plan for a person in a case, with the status of each action at the engine's time. */
    public static native int asb_case_plan(PointerByReference out, asb_case c, byte[] party);

    /** Add an action. */
    public static native int asb_plan_add(asb_plan plan, byte[] id, byte[] by, byte[] action);

    /** Take an action away. */
    public static native int asb_plan_remove(asb_plan plan, byte[] id);

    /** Say more about an action. */
    public static native int asb_plan_set_detail(asb_plan plan, byte[] id, byte[] text);

    /** Say by when it is to be done. */
    public static native int asb_plan_set_due(asb_plan plan, byte[] id, byte[] due);

    /** Say how often it is to be done. */
    public static native int asb_plan_set_every(asb_plan plan, byte[] id, byte[] period, SizeT length);

    /** Fill in a parameter of an action. */
    public static native int asb_plan_set_param(asb_plan plan, byte[] id, byte[] param, byte[] json, SizeT length);

    /** Say whether it was agreed with the person. */
    public static native int asb_plan_set_agreed(asb_plan plan, int agreed);

    /** Say whether it was sent to the person. */
    public static native int asb_plan_set_sent(asb_plan plan, int sent);

    /** Say how it was sent. */
    public static native int asb_plan_set_method(asb_plan plan, byte[] method);

    /** The person it is made with. */
    public static native String asb_plan_party(asb_plan plan);

    /** Was it agreed? */
    public static native int asb_plan_agreed(asb_plan plan);

    /** Was it sent? */
    public static native int asb_plan_sent(asb_plan plan);

    /** How it was sent. */
    public static native String asb_plan_method(asb_plan plan);

    /** The number of the record that it was read from; 0 for a new one. */
    public static native int asb_plan_seq(asb_plan plan);

    /** How many actions. */
    public static native int asb_plan_count(asb_plan plan);

    /** An action's id. */
    public static native String asb_plan_id(asb_plan plan, int index);

    /** Who does it. */
    public static native String asb_plan_by(asb_plan plan, int index);

    /** Its id in the catalogue, or "other". */
    public static native String asb_plan_action(asb_plan plan, int index);

    /** The clause. */
    public static native String asb_plan_clause(asb_plan plan, int index);

    /** What more is said about it. */
    public static native String asb_plan_detail(asb_plan plan, int index);

    /** By when it is first to be done, as written. */
    public static native String asb_plan_due(asb_plan plan, int index);

    /** Does it run until the case closes? */
    public static native int asb_plan_standing(asb_plan plan, int index);

    /** How it stood when the plan was read: "open", "done", "not-done" or "cancelled". */
    public static native String asb_plan_status(asb_plan plan, int index);

    /** When it was next due, as the plan was read: a date, or an instant in UTC. */
    public static native String asb_plan_next_due(asb_plan plan, int index);

    /** Was it overdue when the plan was read? */
    public static native int asb_plan_overdue(asb_plan plan, int index);

    /** What is to be done, in words: the catalogue's text with the parameters, and what more is said. */
    public static native int asb_plan_text(PointerByReference out, asb_plan plan, int index);

    /** How many actions are done. */
    public static native int asb_plan_count_done(asb_plan plan);

    /** How many are cancelled. */
    public static native int asb_plan_count_cancelled(asb_plan plan);

    /** How many are standing, and neither done nor cancelled. */
    public static native int asb_plan_count_standing(asb_plan plan);

    /** How many are still to be done. */
    public static native int asb_plan_count_open(asb_plan plan);

    /** Is every action that is not standing done or cancelled? */
    public static native int asb_plan_complete(asb_plan plan);

    /** Make a record of it, ready for an actor and for asb_case_add(). */
    public static native int asb_plan_to_record(PointerByReference out, asb_plan plan);

    /**
     * The whole plan as JSON: party, agreed, sent, method, actions (as recorded, and for each text, clause, standing, status, next_due, overdue),
     * progress, complete, seq.
     */
    public static native int asb_plan_json(PointerByReference out, asb_plan plan);

    /** Give a plan back. */
    public static native void asb_plan_free(asb_plan plan);

    /** How many policies are built in. */
    public static native int asb_policy_builtin_count();

    /** The id of a built-in policy. */
    public static native String asb_policy_builtin_id(int index);

    /** The document of a built-in policy, as it is written (its `extends` not joined). */
    public static native Pointer asb_policy_builtin_document(int index, SizeTByReference length);

    /** Load a built-in policy. */
    public static native int asb_policy_builtin(PointerByReference out, asb_engine engine, byte[] id);

    /** Load a policy document of your own. */
    public static native int asb_policy_parse(PointerByReference out, asb_engine engine, byte[] json, SizeT length);

    /** Find everything wrong with a policy document, in one go. */
    public static native int asb_policy_check(PointerByReference out, asb_engine engine, byte[] json, SizeT length);

    /** Make a document known, so that others can extend it. */
    public static native int asb_policy_register(asb_engine engine, byte[] json, SizeT length);

    /** How many problems. */
    public static native int asb_problems_count(asb_problems problems);

    /** A problem's sentence, which says how to mend it. */
    public static native String asb_problems_message(asb_problems problems, int index);

    /** A problem's stable code. */
    public static native String asb_problems_code(asb_problems problems, int index);

    /** A problem's arguments, as a JSON object of texts. */
    public static native String asb_problems_arguments(asb_problems problems, int index);

    /** Where: JSON pointer (RFC 6901). */
    public static native String asb_problems_pointer(asb_problems problems, int index);

    /** Where: the line, from 1; 0 past the end. */
    public static native int asb_problems_line(asb_problems problems, int index);

    /** Where: the column, in characters from 1; 0 past the end. */
    public static native int asb_problems_column(asb_problems problems, int index);

    /** All of them as JSON: [{"arguments":{…},"code","column","line","message","pointer"}…]. */
    public static native int asb_problems_json(PointerByReference out, asb_problems problems);

    /** Give the problems back. */
    public static native void asb_problems_free(asb_problems problems);

    /** The policy's id. */
    public static native String asb_policy_id(asb_policy policy);

    /** Its version. */
    public static native String asb_policy_version(asb_policy policy);

    /** Its title. */
    public static native String asb_policy_title(asb_policy policy);

    /** SHA-256 of its joined document, as 64 hexadecimal digits. */
    public static native String asb_policy_digest(asb_policy policy);

    /** The whole document, joined with what it extends, as canonical JSON: every list (categories, remedies, matrices, …) can be read from it. */
    public static native Pointer asb_policy_json(asb_policy policy, SizeTByReference length);

    /** Explain one rule in plain words, with its clause and how an unclear source was read. */
    public static native int asb_policy_explain(PointerByReference out, asb_policy policy, byte[] rule);

    /** The whole policy as a page that people can read (Markdown). */
    public static native int asb_policy_page(PointerByReference out, asb_policy policy);

    /** Give a policy back. */
    public static native void asb_policy_free(asb_policy policy);

    /** Begin an assessment. */
    public static native int asb_proportionality_new(PointerByReference out, asb_policy policy, byte[] party, byte[] remedy);

    /** The latest assessment in a case, and what became of it by the engine's time. */
    public static native int asb_case_proportionality(PointerByReference out, asb_case c, byte[] party, byte[] remedy);

    /** Set a field to a text. */
    public static native int asb_proportionality_set_text(asb_proportionality proportionality, byte[] field, byte[] text);

    /** Set a field to true (any value but 0) or false. */
    public static native int asb_proportionality_set_flag(asb_proportionality proportionality, byte[] field, int flag);

    /** Set a field to any JSON value. */
    public static native int asb_proportionality_set_json(asb_proportionality proportionality, byte[] field, byte[] json, SizeT length);

    /** Append a text to a field that is a list (it is made where absent; a single text becomes the first of the list). */
    public static native int asb_proportionality_add_text(asb_proportionality proportionality, byte[] field, byte[] text);

    /** Add a lesser step that was tried or thought of. */
    public static native int asb_proportionality_add_alternative(asb_proportionality proportionality, byte[] remedy, byte[] outcome, byte[] why);

    /** Take a field away. */
    public static native int asb_proportionality_unset(asb_proportionality proportionality, byte[] field);

    /** Read a text field (for a list: its first text). */
    public static native String asb_proportionality_get_text(asb_proportionality proportionality, byte[] field);

    /** Read any field as canonical JSON. */
    public static native int asb_proportionality_get_json(PointerByReference out, asb_proportionality proportionality, byte[] field);

    /** The person the step is against. */
    public static native String asb_proportionality_party(asb_proportionality proportionality);

    /** The step. */
    public static native String asb_proportionality_remedy(asb_proportionality proportionality);

    /** How many answers are wanted and missing. */
    public static native int asb_proportionality_missing_count(asb_proportionality proportionality);

    /** The field of one of them. */
    public static native String asb_proportionality_missing(asb_proportionality proportionality, int index);

    /** Its label. */
    public static native String asb_proportionality_missing_label(asb_proportionality proportionality, int index);

    /** Is every answer there that is wanted? */
    public static native int asb_proportionality_complete(asb_proportionality proportionality);

    /** The number of the record that it was read from; 0 for a new one, of which the functions below say nothing. */
    public static native int asb_proportionality_seq(asb_proportionality proportionality);

    /** Was it approved by somebody other than its author, and not refused since? */
    public static native int asb_proportionality_approved(asb_proportionality proportionality);

    /** Who approved it. */
    public static native String asb_proportionality_approved_by(asb_proportionality proportionality);

    /** In which role. */
    public static native String asb_proportionality_approved_role(asb_proportionality proportionality);

    /** The number of the approval; 0 where there is none. */
    public static native int asb_proportionality_approval(asb_proportionality proportionality);

    /** Has something changed since it was approved or last reviewed? */
    public static native int asb_proportionality_stale(asb_proportionality proportionality);

    /** The number of the record that made it stale; 0 where a date did, or nothing. */
    public static native int asb_proportionality_stale_record(asb_proportionality proportionality);

    /** When it is to be looked at again, once it is approved: a date. */
    public static native String asb_proportionality_review_by(asb_proportionality proportionality);

    /** Does it support the step now: complete, proportionate, approved and not stale? */
    public static native int asb_proportionality_current(asb_proportionality proportionality);

    /** Why it does not, as a sentence; where it is stale, what made it so. */
    public static native String asb_proportionality_why(asb_proportionality proportionality);

    /** The stable code of that sentence, for example "form-stale-incident". */
    public static native String asb_proportionality_why_code(asb_proportionality proportionality);

    /** The sentence's arguments, as a JSON object of texts. */
    public static native String asb_proportionality_why_arguments(asb_proportionality proportionality);

    /** Make a record of it, complete or not, ready for an actor and for asb_case_add(). */
    public static native int asb_proportionality_to_record(PointerByReference out, asb_proportionality proportionality);

    /**
     * The whole assessment as JSON: fields, missing (field and label), complete, seq, approved, approval (by, role, record), stale, stale_record,
     * review_by, current, why (code, message, arguments).
     */
    public static native int asb_proportionality_json(PointerByReference out, asb_proportionality proportionality);

    /** Give an assessment back. */
    public static native void asb_proportionality_free(asb_proportionality proportionality);

    /** Begin a record. */
    public static native int asb_record_new(PointerByReference out, asb_engine engine, byte[] kind);

    /** Read a record from JSON: `{"kind":…, "at":…, "by":…, "role":…, "fields":{…}}`; only `kind` is required. */
    public static native int asb_record_parse(PointerByReference out, asb_engine engine, byte[] json, SizeT length);

    /** Say who did it. */
    public static native int asb_record_set_actor(asb_record record, byte[] by, byte[] role);

    /** Say when it happened; without this, it is when the record is added. */
    public static native int asb_record_set_at(asb_record record, byte[] at);

    /** Set a field to a text (also ids, dates, instants, choices). */
    public static native int asb_record_set_text(asb_record record, byte[] field, byte[] text);

    /** Set a field to true (any value but 0) or false. */
    public static native int asb_record_set_flag(asb_record record, byte[] field, int flag);

    /** Set a field to a whole number, at most 9007199254740991 either way. */
    public static native int asb_record_set_number(asb_record record, byte[] field, long number);

    /** Set a field to any JSON value: lists, answers, actions, periods. */
    public static native int asb_record_set_json(asb_record record, byte[] field, byte[] json, SizeT length);

    /** Append a text to a field that is a list (it is made where absent; a single text becomes the first of the list). */
    public static native int asb_record_add_text(asb_record record, byte[] field, byte[] text);

    /** Take a field away. */
    public static native int asb_record_unset(asb_record record, byte[] field);

    /** Read a text field (for a list: its first text). */
    public static native int asb_record_get_text(PointerByReference text, SizeTByReference length, asb_record record, byte[] field);

    /** How many values a field has: of a list its items, of anything else 1. */
    public static native int asb_record_count(asb_record record, byte[] field);

    /** Read a text of a field that is a list (or, at 0, a single text). */
    public static native int asb_record_get_text_at(PointerByReference text, SizeTByReference length, asb_record record, byte[] field, int index);

    /** Read a flag. */
    public static native int asb_record_get_flag(IntByReference flag, asb_record record, byte[] field);

    /** Read a whole number. */
    public static native int asb_record_get_number(LongByReference number, asb_record record, byte[] field);

    /** Read any field as canonical JSON. */
    public static native int asb_record_get_json(PointerByReference json, SizeTByReference length, asb_record record, byte[] field);

    /** How many fields it has. */
    public static native int asb_record_field_count(asb_record record);

    /** The name of a field. */
    public static native String asb_record_field_name(asb_record record, int index);

    /** Its kind. */
    public static native String asb_record_kind(asb_record record);

    /** Its number in its case, from 1; 0 while it is in none. */
    public static native int asb_record_seq(asb_record record);

    /** When it happened: UTC ms; INT64_MIN where it was not said and it is in no case yet. */
    public static native long asb_record_at(asb_record record);

    /** When it was entered: UTC ms; INT64_MIN while it is in no case. */
    public static native long asb_record_recorded(asb_record record);

    /** Who did it. */
    public static native String asb_record_by(asb_record record);

    /** In which role. */
    public static native String asb_record_role(asb_record record);

    /** Has its body been erased? */
    public static native int asb_record_erased(asb_record record);

    /** The whole record as canonical JSON, in the form that asb_record_parse() reads (with `seq` and `recorded` where it has them). */
    public static native int asb_record_json(PointerByReference out, asb_record record);

    /** Give a record back. */
    public static native void asb_record_free(asb_record record);

    /** The vocabulary as JSON: kinds, and for each its fields with type, choices, class and label, for hosts that build forms. */
    public static native int asb_vocabulary_json(PointerByReference out, asb_engine engine, asb_policy policy);

    /** A rehearsal of the cases of a store. */
    public static native int asb_rehearsal_new(PointerByReference out, asb_engine engine, asb_store store);

    /** Put a policy in the place of another. */
    public static native int asb_rehearsal_policy(asb_rehearsal rehearsal, asb_policy policy, byte[] instead_of);

    /** Rehearse. */
    public static native int asb_rehearsal_run(asb_rehearsal rehearsal, byte[] request, SizeT length);

    /** Ask what was found. */
    public static native int asb_rehearsal_query(PointerByReference out, asb_rehearsal rehearsal, byte[] query, SizeT length);

    /** The same answer as a handle, for hosts that want rows and no JSON. */
    public static native int asb_rehearsal_rows(PointerByReference out, asb_rehearsal rehearsal, byte[] query, SizeT length);

    /** Give it back. */
    public static native void asb_rehearsal_free(asb_rehearsal rehearsal);

    /** A store in memory: gone when it is freed. */
    public static native int asb_store_memory(PointerByReference out, asb_engine engine);

    /** A journal: one append-only file, made where it is not there. */
    public static native int asb_store_journal(PointerByReference out, asb_engine engine, byte[] path);

    /** Case ids in a store, in order of their bytes. */
    public static native int asb_store_list(PointerByReference out, asb_store store, byte[] after, int limit);

    /** Cases written since a token, so that another process can follow. */
    public static native int asb_store_changes(PointerByReference out, asb_store store, byte[] token, int limit);

    /** Check the audit chain of a case, or of all: each header's digest in the next, each body against its digest. */
    public static native int asb_store_verify(PointerByReference out, asb_store store, byte[] id);

    /**
     * Write a journal anew without what has gone: cases put together, erased bodies and summaries that were replaced left out, policies and calendar
     * kept.
     */
    public static native int asb_store_compact(PointerByReference out, asb_store store);

    /**
     * Make the summary of every case again from its records, and write those that are not the same as what is kept, byte by byte: after an update of
     * the library that says more in summaries, after a change of the store's calendar, which moves dates, or to see that they are as they should be.
     */
    public static native int asb_store_rebuild(PointerByReference out, asb_store store);

    /**
     * Copy a journal while it is in use: every commit that was acknowledged before this call, as they stand, into a journal that only its owner can
     * read.
     */
    public static native int asb_store_backup(asb_store store, byte[] path);

    /** The head of the store: {"cases":n,"digest":hex}. */
    public static native int asb_store_head(PointerByReference out, asb_store store);

    /**
     * The heads of all cases, in order of the bytes of their ids, as canonical JSON: [{"case","digest","seq"}…], each as asb_case_head() gives it.
     */
    public static native int asb_store_heads(PointerByReference out, asb_store store);

    /** Is what was noted still there? */
    public static native int asb_store_verify_head(PointerByReference out, asb_store store, byte[] head_json, SizeT length);

    /**
     * The store as JSON Lines, for archives and other systems: {"asb_store":1,"calendar":text}; then each case as
     * {"case","records":[{"body","header"}…],"summary"}, and before the first that needs it each policy as
     * {"policy":{"digest","document","id","version"}}; last the store's head.
     */
    public static native int asb_store_export(PointerByReference out, asb_store store);

    /** Bring such lines into a store, as asb_store_copy() brings a store. */
    public static native int asb_store_import(PointerByReference out, asb_store store, byte[] lines, SizeT length);

    /**
     * Copy a store into another, of whatever kind: every case, policy and summary byte by byte, in batches, each chain verified first; the calendar
     * where `to` has none.
     */
    public static native int asb_store_copy(PointerByReference out, asb_store to, asb_store from);

    /** Keep a calendar in the store: its cases are worked by it from now on. */
    public static native int asb_store_set_calendar(asb_store store, asb_calendar calendar);

    /** The calendar that the store keeps. */
    public static native int asb_store_calendar(PointerByReference out, asb_store store);

    /** How many ids are in a list. */
    public static native int asb_list_count(asb_list list);

    /** An id. */
    public static native String asb_list_id(asb_list list, int index);

    /** How many records the case had. */
    public static native int asb_list_version(asb_list list, int index);

    /** The summary kept with the case, as JSON. */
    public static native String asb_list_summary(asb_list list, int index);

    /** Where to go on from with asb_store_changes(). */
    public static native String asb_list_token(asb_list list);

    /**
     * All of it as JSON: {"cases":[{"case","summary":text,"version"}…],"token"}; no summary where the store has none, no token for other lists than
     * changes.
     */
    public static native int asb_list_json(PointerByReference out, asb_list list);

    /** Give a list back. */
    public static native void asb_list_free(asb_list list);

    /** Give a store back. */
    public static native void asb_store_free(asb_store store);

    /** A store of the host's own. */
    public static native int asb_store_custom(PointerByReference out, asb_engine engine, asb_store_callbacks callbacks);

    /** asb_store_export(), line by line: for stores that are larger than memory. */
    public static native int asb_store_export_to(asb_store store, asb_bytes_sink sink, Pointer sink_self);
}
