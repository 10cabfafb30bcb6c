using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Asb
{
    /// <summary>A store of the host's as the library calls it: turns its structs and sinks into calls of <see cref="ICustomStore"/>.</summary>
    internal sealed class StoreTable
    {
        readonly ICustomStore store;
        readonly asb_store_callbacks_commit commit; // held here until close: the library knows their addresses
        readonly asb_store_callbacks_read read;
        readonly asb_store_callbacks_list list;
        readonly asb_store_callbacks_changes changes;
        readonly asb_store_callbacks_policy policy;
        readonly asb_store_callbacks_calendar calendar;

        internal StoreTable(Core core, ICustomStore store)
        {
            this.store = store ?? throw new ArgumentNullException("store");
            commit = (self, data) => Guarded(core, () => Commit(data));
            read = (self, id, from, sink, sinkSelf) => Guarded(core, () => Read(id, from, sink, sinkSelf));
            list = (self, after, limit, sink, sinkSelf) => Guarded(core, () => List(after, limit, sink, sinkSelf));
            changes = (self, token, limit, sink, sinkSelf, next, nextSelf) =>
                Guarded(core, () => Changes(token, limit, sink, sinkSelf, next, nextSelf));
            policy = (self, digest, sink, sinkSelf) => Guarded(core, () => Hand(store.Policy(Hex(digest)), sink, sinkSelf));
            calendar = (self, sink, sinkSelf) => Guarded(core, () => Hand(((ICustomStoreCalendar)store).Calendar(), sink, sinkSelf));
        }

        /// <summary>A store of the library's over a store of the host's.</summary>
        internal static StoreHandle Open(Core core, EngineHandle engine, ICustomStore store)
        {
            var table = new StoreTable(core, store);
            var closing = new Closing(core, table);
            asb_store_callbacks callbacks = table.Callbacks(closing);
            int status = Native.asb_store_custom(out StoreHandle made, engine, ref callbacks);
            if (status != NativeConstants.ASB_OK) closing.Forget();
            return core.Own(status, made);
        }

        asb_store_callbacks Callbacks(Closing closing) => new asb_store_callbacks
        {
            struct_size = (uint)Marshal.SizeOf(typeof(asb_store_callbacks)),
            commit = Marshal.GetFunctionPointerForDelegate(commit),
            read = Marshal.GetFunctionPointerForDelegate(read),
            list = Marshal.GetFunctionPointerForDelegate(list),
            changes = store is ICustomStoreChanges ? Marshal.GetFunctionPointerForDelegate(changes) : IntPtr.Zero,
            policy = Marshal.GetFunctionPointerForDelegate(policy),
            calendar = store is ICustomStoreCalendar ? Marshal.GetFunctionPointerForDelegate(calendar) : IntPtr.Zero,
            close = closing.Address
        };

        /// <summary>The edge of the library: no exception goes over it.</summary>
        internal static int Guarded(Core core, Func<int> callback)
        {
            try
            {
                return callback();
            }
            catch (Exception e)
            {
                core.Carry(e);
                return NativeConstants.ASB_EUSER;
            }
        }

        // ---- what the library asks

        int Commit(IntPtr data) => store.Commit(CommitAt(data)) ? NativeConstants.ASB_OK : NativeConstants.ASB_CONFLICT;

        int Read(asb_bytes id, uint from, IntPtr sink, IntPtr sinkSelf)
        {
            IEnumerable<StoredRecord> records = store.Read(Utf8.At(id), checked((int)from));
            if (records == null) return NativeConstants.ASB_ABSENT;
            var take = Marshal.GetDelegateForFunctionPointer<asb_record_sink>(sink);
            foreach (StoredRecord record in records)
            {
                int status = HandRecord(record, take, sinkSelf);
                if (status != NativeConstants.ASB_OK) return status;
            }
            return NativeConstants.ASB_OK;
        }

        int List(asb_bytes after, uint limit, IntPtr sink, IntPtr sinkSelf) =>
            HandCases(store.List(Utf8.At(after), Limit(limit)), sink, sinkSelf);

        int Changes(asb_bytes token, uint limit, IntPtr sink, IntPtr sinkSelf, IntPtr next, IntPtr nextSelf)
        {
            StoredChanges found = ((ICustomStoreChanges)store).Changes(Utf8.At(token), Limit(limit));
            if (found == null) return NativeConstants.ASB_EINVALID;
            int status = HandCases(found.Cases, sink, sinkSelf);
            return status == NativeConstants.ASB_OK ? Hand(found.Token, next, nextSelf) : status;
        }

        static int Limit(uint limit) => limit > int.MaxValue ? int.MaxValue : (int)limit;

        /// <summary>What the library calls when the store is no longer used. That may be from a finalizer, when all else of ours is on its way out;
        /// so this is rooted until then, and holds on to nothing but a store that wants to know.</summary>
        sealed class Closing
        {
            readonly WeakReference core, table;
            readonly ICustomStoreClose store;
            readonly asb_store_callbacks_close call;
            GCHandle root;

            internal Closing(Core core, StoreTable table)
            {
                this.core = new WeakReference(core);
                this.table = new WeakReference(table);
                store = table.store as ICustomStoreClose;
                call = Close;
                root = GCHandle.Alloc(this);
                core.Keep(table);
            }

            internal IntPtr Address => Marshal.GetFunctionPointerForDelegate(call);

            /// <summary>It will not be called, or was.</summary>
            internal void Forget()
            {
                (core.Target as Core)?.Drop(table.Target);
                root.Free();
            }

            void Close(IntPtr self)
            {
                Forget();
                try
                {
                    store?.Close();
                }
                catch (Exception e)
                {
                    (core.Target as Core)?.Carry(e);
                }
            }
        }

        // ---- handing over what was found; the sinks copy

        static int HandRecord(StoredRecord record, asb_record_sink take, IntPtr self)
        {
            using (var header = new Pinned(record.Header))
            using (var body = new Pinned(record.Body))
            {
                object stored = new asb_stored_record { seq = checked((uint)record.Seq), header = header.Bytes, body = body.Bytes };
                GCHandle pinned = GCHandle.Alloc(stored, GCHandleType.Pinned);
                try
                {
                    return take(self, pinned.AddrOfPinnedObject());
                }
                finally
                {
                    pinned.Free();
                }
            }
        }

        static int HandCases(IEnumerable<StoredCase> cases, IntPtr sink, IntPtr self)
        {
            var take = Marshal.GetDelegateForFunctionPointer<asb_case_sink>(sink);
            foreach (StoredCase one in cases)
                using (var id = new Pinned(one.Id))
                using (var summary = new Pinned(one.Summary))
                {
                    int status = take(self, id.Bytes, checked((uint)one.Version), summary.Bytes);
                    if (status != NativeConstants.ASB_OK) return status;
                }
            return NativeConstants.ASB_OK;
        }

        static int Hand(string text, IntPtr sink, IntPtr self)
        {
            if (text == null) return NativeConstants.ASB_ABSENT;
            using (var bytes = new Pinned(text)) return Marshal.GetDelegateForFunctionPointer<asb_bytes_sink>(sink)(self, bytes.Bytes);
        }

        /// <summary>A text as bytes that stay where they are; null as none.</summary>
        sealed class Pinned : IDisposable
        {
            GCHandle handle;

            internal Pinned(string text)
            {
                byte[] bytes = Utf8.Bytes(text ?? "");
                handle = GCHandle.Alloc(bytes, GCHandleType.Pinned);
                Bytes = new asb_bytes { data = handle.AddrOfPinnedObject(), length = Json.Length(bytes) };
            }

            internal asb_bytes Bytes { get; }

            public void Dispose() => handle.Free();
        }

        // ---- reading a commit

        static StoreCommit CommitAt(IntPtr data)
        {
            var commit = At<asb_commit_data>(data, 0);
            return new StoreCommit(All(commit.cases, commit.case_count, (asb_case_commit one) => CaseOf(one)),
                All(commit.policies, commit.policy_count, (asb_policy_document one) => PolicyOf(one)), TextOrNull(commit.calendar));
        }

        static CaseCommit CaseOf(asb_case_commit one) => new CaseCommit(Utf8.At(one.id), checked((int)one.expected),
            All(one.records, one.record_count, (asb_stored_record r) => new StoredRecord(checked((int)r.seq), Utf8.At(r.header), Utf8.At(r.body))),
            All(one.erased, one.erased_count, (uint seq) => checked((int)seq)), TextOrNull(one.summary));

        static PolicyDocument PolicyOf(asb_policy_document one) =>
            new PolicyDocument(Hex(one.digest), Utf8.At(one.id), Utf8.At(one.version), Utf8.At(one.document));

        static List<TResult> All<T, TResult>(IntPtr start, uint count, Func<T, TResult> read) where T : struct
        {
            var all = new List<TResult>();
            for (int i = 0; i < count; i++) all.Add(read(At<T>(start, i)));
            return all;
        }

        static T At<T>(IntPtr start, int index) where T : struct => Marshal.PtrToStructure<T>(start + index * Marshal.SizeOf(typeof(T)));

        static string TextOrNull(asb_bytes bytes) => bytes.length == UIntPtr.Zero ? null : Utf8.At(bytes);

        static string Hex(asb_bytes digest)
        {
            var hex = new StringBuilder();
            for (int i = 0; i < (int)digest.length.ToUInt64(); i++) hex.Append(Marshal.ReadByte(digest.data, i).ToString("x2"));
            return hex.ToString();
        }
    }
}
