// Raw declarations of libasb 0.1.0 for P/Invoke. Made from bindings/abi.json by bindings/generate.py; not to be edited.
//
// Functions, structs and callbacks have their names of C. Each handle has a class of its own, so that the wrong one does not compile and none
// is freed while a call is using it; a value that is only lent is an IntPtr, and so is a text. Texts that go in are bytes of UTF-8 with a zero
// after them, or come with their length. Loader.EnsureLoaded() must have been called before the first of these functions.
using System;
using System.Runtime.InteropServices;

#pragma warning disable 0649 // fields of structs that the library fills in

namespace Asb
{
    internal static class NativeVersion
    {
        internal const int Number = 100;
        internal const string Text = "0.1.0";
    }

    internal static class NativeConstants
    {
        internal const int ASB_EFFECT_REFUSED = 1;
        internal const int ASB_EFFECT_WARNED = 2;
        internal const int ASB_EFFECT_DEVIATION = 3;
        internal const int ASB_EFFECT_BREACH = 4;
        internal const int ASB_FORMAT_TEXT = 1;
        internal const int ASB_FORMAT_HTML = 2;
        internal const int ASB_FORMAT_JSON = 3;
        internal const int ASB_DUTY_OPEN = 1;
        internal const int ASB_DUTY_OVERDUE = 2;
        internal const int ASB_DUTY_MET = 3;
        internal const int ASB_DUTY_MET_LATE = 4;
        internal const int ASB_DUTY_LAPSED = 5;
        internal const int ASB_OK = 0;
        internal const int ASB_REFUSED = 1;
        internal const int ASB_CONFLICT = 2;
        internal const int ASB_ABSENT = 3;
        internal const int ASB_ENOMEM = -1;
        internal const int ASB_EARGUMENT = -2;
        internal const int ASB_EINVALID = -3;
        internal const int ASB_EJSON = -4;
        internal const int ASB_EPOLICY = -5;
        internal const int ASB_EEXISTS = -6;
        internal const int ASB_EIO = -7;
        internal const int ASB_ECORRUPT = -8;
        internal const int ASB_EBUSY = -9;
        internal const int ASB_ELIMIT = -10;
        internal const int ASB_EUSER = -11;
        internal const int ASB_EVERSION = -12;
        internal const int ASB_ESTATE = -13;
        internal const int ASB_EDISCLOSURE = -14;
        internal const int ASB_JSON_NULL = 1;
        internal const int ASB_JSON_FALSE = 2;
        internal const int ASB_JSON_TRUE = 3;
        internal const int ASB_JSON_NUMBER = 4;
        internal const int ASB_JSON_TEXT = 5;
        internal const int ASB_JSON_LIST = 6;
        internal const int ASB_JSON_OBJECT = 7;
        internal const int ASB_ANSWER_MISSING = 0;
        internal const int ASB_ANSWER_GIVEN = 1;
        internal const int ASB_ANSWER_NONE = 2;
        internal const int ASB_ANSWER_DECLINED = 3;
    }

    internal sealed class JsonHandle : AsbHandle
    {
        internal static readonly JsonHandle Null = new JsonHandle();

        protected override void Free(IntPtr owned) => Native.asb_json_free(owned);
    }

    internal sealed class EngineHandle : AsbHandle
    {
        internal static readonly EngineHandle Null = new EngineHandle();

        protected override void Free(IntPtr owned) => Native.asb_engine_free(owned);
    }

    internal sealed class TextHandle : AsbHandle
    {
        internal static readonly TextHandle Null = new TextHandle();

        protected override void Free(IntPtr owned) => Native.asb_text_free(owned);
    }

    internal sealed class CalendarHandle : AsbHandle
    {
        internal static readonly CalendarHandle Null = new CalendarHandle();

        protected override void Free(IntPtr owned) => Native.asb_calendar_free(owned);
    }

    internal sealed class PolicyHandle : AsbHandle
    {
        internal static readonly PolicyHandle Null = new PolicyHandle();

        protected override void Free(IntPtr owned) => Native.asb_policy_free(owned);
    }

    internal sealed class ProblemsHandle : AsbHandle
    {
        internal static readonly ProblemsHandle Null = new ProblemsHandle();

        protected override void Free(IntPtr owned) => Native.asb_problems_free(owned);
    }

    internal sealed class RecordHandle : AsbHandle
    {
        internal static readonly RecordHandle Null = new RecordHandle();

        protected override void Free(IntPtr owned) => Native.asb_record_free(owned);
    }

    internal sealed class CaseHandle : AsbHandle
    {
        internal static readonly CaseHandle Null = new CaseHandle();

        protected override void Free(IntPtr owned) => Native.asb_case_free(owned);
    }

    internal sealed class DecisionHandle : AsbHandle
    {
        internal static readonly DecisionHandle Null = new DecisionHandle();

        protected override void Free(IntPtr owned) => Native.asb_decision_free(owned);
    }

    internal sealed class DutiesHandle : AsbHandle
    {
        internal static readonly DutiesHandle Null = new DutiesHandle();

        protected override void Free(IntPtr owned) => Native.asb_duties_free(owned);
    }

    internal sealed class MatrixHandle : AsbHandle
    {
        internal static readonly MatrixHandle Null = new MatrixHandle();

        protected override void Free(IntPtr owned) => Native.asb_matrix_free(owned);
    }

    internal sealed class AssessmentHandle : AsbHandle
    {
        internal static readonly AssessmentHandle Null = new AssessmentHandle();

        protected override void Free(IntPtr owned) => Native.asb_assessment_free(owned);
    }

    internal sealed class PlanHandle : AsbHandle
    {
        internal static readonly PlanHandle Null = new PlanHandle();

        protected override void Free(IntPtr owned) => Native.asb_plan_free(owned);
    }

    internal sealed class ProportionalityHandle : AsbHandle
    {
        internal static readonly ProportionalityHandle Null = new ProportionalityHandle();

        protected override void Free(IntPtr owned) => Native.asb_proportionality_free(owned);
    }

    internal sealed class StoreHandle : AsbHandle
    {
        internal static readonly StoreHandle Null = new StoreHandle();

        protected override void Free(IntPtr owned) => Native.asb_store_free(owned);
    }

    internal sealed class ListHandle : AsbHandle
    {
        internal static readonly ListHandle Null = new ListHandle();

        protected override void Free(IntPtr owned) => Native.asb_list_free(owned);
    }

    internal sealed class CaseloadHandle : AsbHandle
    {
        internal static readonly CaseloadHandle Null = new CaseloadHandle();

        protected override void Free(IntPtr owned) => Native.asb_caseload_free(owned);
    }

    internal sealed class RehearsalHandle : AsbHandle
    {
        internal static readonly RehearsalHandle Null = new RehearsalHandle();

        protected override void Free(IntPtr owned) => Native.asb_rehearsal_free(owned);
    }

    internal sealed class RowsHandle : AsbHandle
    {
        internal static readonly RowsHandle Null = new RowsHandle();

        protected override void Free(IntPtr owned) => Native.asb_rows_free(owned);
    }

    internal sealed class DocumentHandle : AsbHandle
    {
        internal static readonly DocumentHandle Null = new DocumentHandle();

        protected override void Free(IntPtr owned) => Native.asb_document_free(owned);
    }

    internal sealed class ConflictsHandle : AsbHandle
    {
        internal static readonly ConflictsHandle Null = new ConflictsHandle();

        protected override void Free(IntPtr owned) => Native.asb_conflicts_free(owned);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_record_sink(IntPtr sink, IntPtr record);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_case_sink(IntPtr sink, asb_bytes id, uint version, asb_bytes summary);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_bytes_sink(IntPtr sink, asb_bytes bytes);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate IntPtr asb_hooks_resize(IntPtr self, IntPtr block, UIntPtr old_size, UIntPtr new_size);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate long asb_hooks_now(IntPtr self);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_hooks_random(IntPtr self, IntPtr bytes, UIntPtr size);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void asb_hooks_log(IntPtr self, int level, IntPtr message);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_hooks_progress(IntPtr self, IntPtr work, ulong done, ulong total);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_store_callbacks_commit(IntPtr self, IntPtr commit);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_store_callbacks_read(IntPtr self, asb_bytes id, uint from, IntPtr sink, IntPtr sink_self);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_store_callbacks_list(IntPtr self, asb_bytes after, uint limit, IntPtr sink, IntPtr sink_self);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_store_callbacks_changes(IntPtr self, asb_bytes token, uint limit, IntPtr sink, IntPtr sink_self, IntPtr next,
        IntPtr next_self);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_store_callbacks_policy(IntPtr self, asb_bytes digest, IntPtr sink, IntPtr sink_self);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate int asb_store_callbacks_calendar(IntPtr self, IntPtr sink, IntPtr sink_self);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void asb_store_callbacks_close(IntPtr self);

    [StructLayout(LayoutKind.Sequential)]
    internal struct asb_hooks
    {
        internal uint struct_size;
        internal uint reserved;
        internal IntPtr self;
        internal IntPtr resize;
        internal IntPtr now;
        internal IntPtr random;
        internal IntPtr log;
        internal ulong memory_limit;
        internal IntPtr progress;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct asb_bytes
    {
        internal IntPtr data;
        internal UIntPtr length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct asb_stored_record
    {
        internal uint seq;
        internal uint reserved;
        internal asb_bytes header;
        internal asb_bytes body;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct asb_case_commit
    {
        internal asb_bytes id;
        internal uint expected;
        internal uint record_count;
        internal IntPtr records;
        internal IntPtr erased;
        internal uint erased_count;
        internal uint reserved;
        internal asb_bytes summary;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct asb_policy_document
    {
        internal asb_bytes digest;
        internal asb_bytes id;
        internal asb_bytes version;
        internal asb_bytes document;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct asb_commit_data
    {
        internal uint struct_size;
        internal uint case_count;
        internal IntPtr cases;
        internal IntPtr policies;
        internal uint policy_count;
        internal uint reserved;
        internal asb_bytes calendar;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct asb_store_callbacks
    {
        internal uint struct_size;
        internal uint reserved;
        internal IntPtr self;
        internal IntPtr commit;
        internal IntPtr read;
        internal IntPtr list;
        internal IntPtr changes;
        internal IntPtr policy;
        internal IntPtr calendar;
        internal IntPtr close;
    }

    internal static class Native
    {
        internal const string Library = "asb";

        // asb/calendar.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_calendar_new(out CalendarHandle @out, EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_calendar_parse(out CalendarHandle @out, EngineHandle engine, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_calendar_add(CalendarHandle calendar, byte[] date, byte[] known, byte[] name);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_calendar_remove(CalendarHandle calendar, byte[] date, byte[] known, byte[] name);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_calendar_json(out TextHandle @out, CalendarHandle calendar);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_calendar_free(IntPtr calendar);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_holidays(out TextHandle @out, EngineHandle engine, int from, int to);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_due(out TextHandle @out, EngineHandle engine, byte[] from, byte[] period, UIntPtr period_length,
            PolicyHandle policy, CalendarHandle calendar);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_is_working_day(out int worked, EngineHandle engine, byte[] date, PolicyHandle policy, CalendarHandle calendar);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_instant_parse(out long ms, EngineHandle engine, byte[] text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_instant_text(out TextHandle @out, EngineHandle engine, long ms, int local);

        // asb/case.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_new(out CaseHandle @out, EngineHandle engine, PolicyHandle policy, StoreHandle store, byte[] id);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_open(out CaseHandle @out, StoreHandle store, byte[] id);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_load(out CaseHandle @out, EngineHandle engine, PolicyHandle policy, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_case_id(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_case_count(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_case_stored(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_policy(out PolicyHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_add(out DecisionHandle @out, CaseHandle c, RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_may(out DecisionHandle @out, CaseHandle c, RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_wrong(out TextHandle @out, CaseHandle c, RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_admit(out DecisionHandle @out, CaseHandle c, RecordHandle record, long recorded, int imported);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_move(CaseHandle c, PolicyHandle policy, byte[] by, byte[] role, byte[] reason);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_preview_move(out TextHandle @out, CaseHandle c, PolicyHandle policy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_save(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_save_all(IntPtr[] cases, uint count);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_reload(out ConflictsHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_conflicted(out ConflictsHandle @out, CaseHandle c, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_pending(out TextHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_saved(CaseHandle c, uint count);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_conflicts_count(ConflictsHandle conflicts);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_conflicts_record(out RecordHandle @out, ConflictsHandle conflicts, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_conflicts_status(ConflictsHandle conflicts, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_conflicts_message(ConflictsHandle conflicts, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_conflicts_reasons(ConflictsHandle conflicts, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_conflicts_json(out TextHandle @out, ConflictsHandle conflicts);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_conflicts_free(IntPtr conflicts);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_record(out RecordHandle @out, CaseHandle c, uint seq);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_record_written(out RecordHandle @out, CaseHandle c, uint seq);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_facts(out TextHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_case_state(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_case_stage(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_case_priority(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_case_owner(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_case_owner_role(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_hate(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_case_band(CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_score(out int score, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_history(out TextHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_summary(out TextHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_export(out TextHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_head(out TextHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_import(out CaseHandle @out, StoreHandle store, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_set_calendar(CaseHandle c, CalendarHandle calendar);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_case_free(IntPtr c);

        // asb/caseload.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_caseload_new(out CaseloadHandle @out, EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_caseload_follow(CaseloadHandle caseload, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_caseload_put(CaseloadHandle caseload, byte[] id, uint version, byte[] summary, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_caseload_count(CaseloadHandle caseload);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_caseload_allow(CaseloadHandle caseload, byte[] filter, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_caseload_query(out TextHandle @out, CaseloadHandle caseload, byte[] query, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_caseload_report(out TextHandle @out, CaseloadHandle caseload, byte[] request, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_caseload_rows(out RowsHandle @out, CaseloadHandle caseload, byte[] query, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_rows_count(RowsHandle rows);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern ulong asb_rows_total(RowsHandle rows);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_rows_next(RowsHandle rows);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_rows_column_count(RowsHandle rows);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_rows_column(RowsHandle rows, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_rows_text(RowsHandle rows, uint row, byte[] column);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_rows_number(out long @out, RowsHandle rows, uint row, byte[] column);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_rows_free(IntPtr rows);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_caseload_free(IntPtr caseload);

        // asb/decision.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_decision_allowed(DecisionHandle decision);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_decision_count(DecisionHandle decision);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_decision_guard(DecisionHandle decision, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_decision_effect(DecisionHandle decision, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_decision_clause(DecisionHandle decision, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_decision_message(DecisionHandle decision, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_decision_explanation(DecisionHandle decision, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_decision_json(out TextHandle @out, DecisionHandle decision);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_decision_free(IntPtr decision);

        // asb/document.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_document_kinds(out TextHandle @out, EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_document_new(out DocumentHandle @out, CaseHandle c, byte[] kind);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_document_set(DocumentHandle document, byte[] name, byte[] value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_document_render(out TextHandle @out, DocumentHandle document, int format);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_document_check(DocumentHandle document, byte[] text, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_document_withheld(out TextHandle @out, DocumentHandle document);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_document_record(out RecordHandle @out, DocumentHandle document);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_document_free(IntPtr document);

        // asb/duty.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_duties(out DutiesHandle @out, CaseHandle c);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_duties_count(DutiesHandle duties);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_rule(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_label(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_clause(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_party(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_subject(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_owner(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_duties_owner_count(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_owner_at(DutiesHandle duties, uint index, uint owner);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_due(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_due_local(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_act_by(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_opens(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_duties_state(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_duties_started_by(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_duties_ended_by(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long asb_duties_started_at(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long asb_duties_ended_at(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_duties_watch(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_duties_explain(out TextHandle @out, DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_duties_proposes(DutiesHandle duties, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_duties_json(out TextHandle @out, DutiesHandle duties);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_duties_free(IntPtr duties);

        // asb/engine.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_version();
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_version_text();
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_feature(uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_constant_name(uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long asb_constant_value(uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_engine_new(out EngineHandle @out, ref asb_hooks hooks);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_engine_free(IntPtr engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_engine_now(out long now, EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern ulong asb_engine_memory(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern ulong asb_engine_memory_peak(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_limit_name(uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_engine_limit(out ulong value, EngineHandle engine, byte[] name);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_engine_set_limit(EngineHandle engine, byte[] name, ulong value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_engine_set_calendar(EngineHandle engine, CalendarHandle calendar);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_error_status(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_error_code(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_error_message(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_error_arguments(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_error_field(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_error_pointer(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_error_line(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_error_column(EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_status_text(int status);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_message_code(uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_message_template(uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_text_data(TextHandle text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr asb_text_length(TextHandle text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_text_free(IntPtr text);

        // asb/json.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_json_parse(out JsonHandle @out, EngineHandle engine, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_json_canonical(out TextHandle @out, EngineHandle engine, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_json_type(IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_json_count(IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_json_get(IntPtr @object, byte[] key);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_json_at(IntPtr value, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_json_next(IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_json_text(IntPtr value, out UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_json_integer(out long number, IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_json_key(IntPtr member, out UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_json_line(IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_json_column(IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_json_write(out TextHandle @out, IntPtr value);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_json_free(IntPtr document);

        // asb/matrix.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_open(out MatrixHandle @out, PolicyHandle policy, byte[] id);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_id(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_title(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_clause(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_provenance(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_least(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_greatest(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_matrix_question_count(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_question_id(MatrixHandle matrix, uint question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_question_text(MatrixHandle matrix, uint question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_question_section(MatrixHandle matrix, uint question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_question_section_title(MatrixHandle matrix, uint question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_question_many(MatrixHandle matrix, uint question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_question_detail(MatrixHandle matrix, uint question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_matrix_option_count(MatrixHandle matrix, uint question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_option_id(MatrixHandle matrix, uint question, uint option);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_option_label(MatrixHandle matrix, uint question, uint option);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_option_weight(MatrixHandle matrix, uint question, uint option);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_option_exclusive(MatrixHandle matrix, uint question, uint option);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_matrix_band_count(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_band_id(MatrixHandle matrix, uint band);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_matrix_band_label(MatrixHandle matrix, uint band);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_band_from(MatrixHandle matrix, uint band);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_matrix_contested_count(MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_contested_from(MatrixHandle matrix, uint range);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_contested_to(MatrixHandle matrix, uint range);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_matrix_json(out TextHandle @out, MatrixHandle matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_matrix_free(IntPtr matrix);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_new(out AssessmentHandle @out, MatrixHandle matrix, byte[] party);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_assessment(out AssessmentHandle @out, CaseHandle c, byte[] party);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_answer(AssessmentHandle assessment, byte[] question, byte[] option);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_set_answers(AssessmentHandle assessment, IntPtr[] questions, IntPtr[] options, uint count);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_unanswer(AssessmentHandle assessment, byte[] question, byte[] option);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_answer_none(AssessmentHandle assessment, byte[] question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_decline(AssessmentHandle assessment, byte[] question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_clear(AssessmentHandle assessment, byte[] question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_detail(AssessmentHandle assessment, byte[] question, byte[] text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_override(AssessmentHandle assessment, byte[] band, byte[] reason);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_state(AssessmentHandle assessment, byte[] question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_chosen(AssessmentHandle assessment, byte[] question, byte[] option);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_assessment_get_detail(AssessmentHandle assessment, byte[] question);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_assessment_missing_count(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_assessment_missing(AssessmentHandle assessment, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_score(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_assessment_band(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_assessment_scored_band(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_contested(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_partial(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_assessment_override_band(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_assessment_override_reason(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_assessment_party(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_assessment_seq(AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_matrix(out MatrixHandle @out, AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_to_record(out RecordHandle @out, AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_assessment_json(out TextHandle @out, AssessmentHandle assessment);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_assessment_free(IntPtr assessment);

        // asb/plan.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_catalogue_json(out TextHandle @out, PolicyHandle policy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_new(out PlanHandle @out, PolicyHandle policy, byte[] party);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_plan(out PlanHandle @out, CaseHandle c, byte[] party);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_add(PlanHandle plan, byte[] id, byte[] by, byte[] action);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_remove(PlanHandle plan, byte[] id);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_set_detail(PlanHandle plan, byte[] id, byte[] text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_set_due(PlanHandle plan, byte[] id, byte[] due);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_set_every(PlanHandle plan, byte[] id, byte[] period, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_set_param(PlanHandle plan, byte[] id, byte[] param, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_set_agreed(PlanHandle plan, int agreed);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_set_sent(PlanHandle plan, int sent);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_set_method(PlanHandle plan, byte[] method);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_party(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_agreed(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_sent(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_method(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_plan_seq(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_plan_count(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_id(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_by(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_action(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_clause(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_detail(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_due(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_standing(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_status(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_plan_next_due(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_overdue(PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_text(out TextHandle @out, PlanHandle plan, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_plan_count_done(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_plan_count_cancelled(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_plan_count_standing(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_plan_count_open(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_complete(PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_to_record(out RecordHandle @out, PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_plan_json(out TextHandle @out, PlanHandle plan);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_plan_free(IntPtr plan);

        // asb/policy.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_policy_builtin_count();
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_policy_builtin_id(uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_policy_builtin_document(uint index, out UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_policy_builtin(out PolicyHandle @out, EngineHandle engine, byte[] id);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_policy_parse(out PolicyHandle @out, EngineHandle engine, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_policy_check(out ProblemsHandle @out, EngineHandle engine, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_policy_register(EngineHandle engine, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_problems_count(ProblemsHandle problems);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_problems_message(ProblemsHandle problems, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_problems_code(ProblemsHandle problems, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_problems_arguments(ProblemsHandle problems, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_problems_pointer(ProblemsHandle problems, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_problems_line(ProblemsHandle problems, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_problems_column(ProblemsHandle problems, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_problems_json(out TextHandle @out, ProblemsHandle problems);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_problems_free(IntPtr problems);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_policy_id(PolicyHandle policy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_policy_version(PolicyHandle policy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_policy_title(PolicyHandle policy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_policy_digest(PolicyHandle policy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_policy_json(PolicyHandle policy, out UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_policy_explain(out TextHandle @out, PolicyHandle policy, byte[] rule);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_policy_page(out TextHandle @out, PolicyHandle policy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_policy_free(IntPtr policy);

        // asb/proportionality.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_new(out ProportionalityHandle @out, PolicyHandle policy, byte[] party, byte[] remedy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_case_proportionality(out ProportionalityHandle @out, CaseHandle c, byte[] party, byte[] remedy);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_set_text(ProportionalityHandle proportionality, byte[] field, byte[] text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_set_flag(ProportionalityHandle proportionality, byte[] field, int flag);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_set_json(ProportionalityHandle proportionality, byte[] field, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_add_text(ProportionalityHandle proportionality, byte[] field, byte[] text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_add_alternative(ProportionalityHandle proportionality, byte[] remedy, byte[] outcome,
            byte[] why);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_unset(ProportionalityHandle proportionality, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_get_text(ProportionalityHandle proportionality, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_get_json(out TextHandle @out, ProportionalityHandle proportionality, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_party(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_remedy(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_proportionality_missing_count(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_missing(ProportionalityHandle proportionality, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_missing_label(ProportionalityHandle proportionality, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_complete(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_proportionality_seq(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_approved(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_approved_by(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_approved_role(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_proportionality_approval(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_stale(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_proportionality_stale_record(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_review_by(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_current(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_why(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_why_code(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_proportionality_why_arguments(ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_to_record(out RecordHandle @out, ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_proportionality_json(out TextHandle @out, ProportionalityHandle proportionality);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_proportionality_free(IntPtr proportionality);

        // asb/record.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_new(out RecordHandle @out, EngineHandle engine, byte[] kind);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_parse(out RecordHandle @out, EngineHandle engine, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_set_actor(RecordHandle record, byte[] by, byte[] role);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_set_at(RecordHandle record, byte[] at);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_set_text(RecordHandle record, byte[] field, byte[] text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_set_flag(RecordHandle record, byte[] field, int flag);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_set_number(RecordHandle record, byte[] field, long number);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_set_json(RecordHandle record, byte[] field, byte[] json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_add_text(RecordHandle record, byte[] field, byte[] text);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_unset(RecordHandle record, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_get_text(out IntPtr text, out UIntPtr length, RecordHandle record, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_record_count(RecordHandle record, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_get_text_at(out IntPtr text, out UIntPtr length, RecordHandle record, byte[] field, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_get_flag(out int flag, RecordHandle record, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_get_number(out long number, RecordHandle record, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_get_json(out IntPtr json, out UIntPtr length, RecordHandle record, byte[] field);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_record_field_count(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_record_field_name(RecordHandle record, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_record_kind(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_record_seq(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long asb_record_at(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long asb_record_recorded(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_record_by(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_record_role(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_erased(RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_record_json(out TextHandle @out, RecordHandle record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_record_free(IntPtr record);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_vocabulary_json(out TextHandle @out, EngineHandle engine, PolicyHandle policy);

        // asb/rehearsal.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_rehearsal_new(out RehearsalHandle @out, EngineHandle engine, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_rehearsal_policy(RehearsalHandle rehearsal, PolicyHandle policy, byte[] instead_of);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_rehearsal_run(RehearsalHandle rehearsal, byte[] request, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_rehearsal_query(out TextHandle @out, RehearsalHandle rehearsal, byte[] query, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_rehearsal_rows(out RowsHandle @out, RehearsalHandle rehearsal, byte[] query, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_rehearsal_free(IntPtr rehearsal);

        // asb/store.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_memory(out StoreHandle @out, EngineHandle engine);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_journal(out StoreHandle @out, EngineHandle engine, byte[] path);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_list(out ListHandle @out, StoreHandle store, byte[] after, uint limit);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_changes(out ListHandle @out, StoreHandle store, byte[] token, uint limit);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_verify(out TextHandle @out, StoreHandle store, byte[] id);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_compact(out TextHandle @out, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_rebuild(out TextHandle @out, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_backup(StoreHandle store, byte[] path);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_head(out TextHandle @out, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_heads(out TextHandle @out, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_verify_head(out TextHandle @out, StoreHandle store, byte[] head_json, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_export(out TextHandle @out, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_import(out TextHandle @out, StoreHandle store, byte[] lines, UIntPtr length);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_copy(out TextHandle @out, StoreHandle to, StoreHandle from);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_set_calendar(StoreHandle store, CalendarHandle calendar);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_calendar(out CalendarHandle @out, StoreHandle store);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_list_count(ListHandle list);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_list_id(ListHandle list, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint asb_list_version(ListHandle list, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_list_summary(ListHandle list, uint index);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr asb_list_token(ListHandle list);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_list_json(out TextHandle @out, ListHandle list);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_list_free(IntPtr list);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void asb_store_free(IntPtr store);

        // asb/sys/store.h
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_custom(out StoreHandle @out, EngineHandle engine, ref asb_store_callbacks callbacks);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int asb_store_export_to(StoreHandle store, asb_bytes_sink sink, IntPtr sink_self);
    }
}
