using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>Where the records of cases are kept: in memory, in a journal (one file), or in a database of your own.</summary>
    public sealed class Store : Resource
    {
        internal Store(Core core, StoreHandle handle) : base(core, handle)
        {
        }

        internal StoreHandle Handle => Open<StoreHandle>();

        internal static StoreHandle HandleOf(Store store) => store == null ? StoreHandle.Null : store.Handle;

        // ---- the three kinds

        /// <summary>A store in memory: gone when it is closed.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <returns>The store, to be closed.</returns>
        public static Store InMemory(Engine engine) =>
            new Store(engine.Core, engine.Core.Own(Native.asb_store_memory(out StoreHandle made, engine.Handle), made));

        /// <summary>A journal: one append-only file, made where it is not there. Any number of engines, threads and processes may have it
        /// open.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="path">Its path, on a local disk.</param>
        /// <returns>The store, to be closed.</returns>
        public static Store Journal(Engine engine, string path) =>
            new Store(engine.Core, engine.Core.Own(Native.asb_store_journal(out StoreHandle made, engine.Handle, Utf8.Terminated(path)), made));

        /// <summary>A store of your own.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="keeper">What keeps the records; used until the store and all its cases are gone.</param>
        /// <returns>The store, to be closed.</returns>
        public static Store Custom(Engine engine, ICustomStore keeper) =>
            new Store(engine.Core, StoreTable.Open(engine.Core, engine.Handle, keeper));

        // ---- what is in it

        /// <summary>The cases in it, in order of the bytes of their ids.</summary>
        /// <param name="after">Only ids after this one; null: from the first.</param>
        /// <param name="limit">At most so many; 0: as many as there are.</param>
        /// <returns>The cases.</returns>
        public IReadOnlyList<StoredCase> List(string after = null, int limit = 0) =>
            ListOf(Native.asb_store_list(out ListHandle made, Handle, Utf8.Terminated(after), Limit(limit)), made).Cases;

        /// <summary>The cases written since a token, so that another process can follow.</summary>
        /// <param name="token">Of an earlier call; null: all.</param>
        /// <param name="limit">At most so many; 0: all.</param>
        /// <returns>The cases, and the token to go on from.</returns>
        /// <exception cref="StateException">The store cannot say.</exception>
        public StoredChanges Changes(string token = null, int limit = 0) =>
            ListOf(Native.asb_store_changes(out ListHandle made, Handle, Utf8.Terminated(token), Limit(limit)), made);

        static uint Limit(int limit)
        {
            if (limit < 0) throw new ArgumentOutOfRangeException("limit");
            return (uint)limit;
        }

        StoredChanges ListOf(int status, ListHandle made)
        {
            using (ListHandle list = Core.Own(status, made))
            {
                List<StoredCase> cases = Matrix.All(Native.asb_list_count(list), i => new StoredCase(Utf8.At(Native.asb_list_id(list, i)),
                    checked((int)Native.asb_list_version(list, i)), Utf8.At(Native.asb_list_summary(list, i))));
                return new StoredChanges(cases, Utf8.At(Native.asb_list_token(list)));
            }
        }

        // ---- is it as it was written?

        /// <summary>Checks the audit chain of a case, or of all.</summary>
        /// <param name="id">The case; null: every case.</param>
        /// <returns>cases, records, erased, damage (empty); null where there is no such case.</returns>
        /// <exception cref="CorruptException">Something is damaged: its Report has the list.</exception>
        public Dictionary<string, object> Verify(string id = null) =>
            Core.Report(Native.asb_store_verify(out TextHandle text, Handle, Utf8.Terminated(id)), text);

        /// <summary>The head of the store, short enough to be given away: {"cases","digest"}, over what <see cref="Heads"/> gives at that
        /// time.</summary>
        /// <returns>JSON.</returns>
        public string Head() => Core.Text(Native.asb_store_head(out TextHandle text, Handle), text);

        /// <summary>The heads of all cases, to be kept exactly: [{"case","digest","seq"}…].</summary>
        /// <returns>Canonical JSON.</returns>
        public string Heads() => Core.Text(Native.asb_store_heads(out TextHandle text, Handle), text);

        /// <summary>Is what was noted still there? A case may have grown since.</summary>
        /// <param name="head">A case's head, a list of them, a store's head with its list, or a store's head alone; as JSON.</param>
        /// <returns>heads, grown, damage (empty).</returns>
        /// <exception cref="CorruptException">A case is missing, cut, rewritten or damaged: its Report has the list.</exception>
        /// <exception cref="StateException">A store's head alone is another now, which whatever was added since explains as well.</exception>
        public Dictionary<string, object> VerifyHead(string head)
        {
            byte[] bytes = Utf8.Bytes(head);
            return Core.Report(Native.asb_store_verify_head(out TextHandle text, Handle, bytes, Json.Length(bytes)), text);
        }

        // ---- moving and mending

        /// <summary>Writes a journal anew without what has gone.</summary>
        /// <returns>after, before, cases, records; sizes in bytes.</returns>
        /// <exception cref="StateException">It is no journal.</exception>
        public Dictionary<string, object> Compact() => Core.Object(Native.asb_store_compact(out TextHandle text, Handle), text);

        /// <summary>Makes every summary again from the records, and writes those that differ.</summary>
        /// <returns>cases, damage, same, written.</returns>
        /// <exception cref="CorruptException">Cases cannot be read; its report says which.</exception>
        public Dictionary<string, object> Rebuild() => Core.Report(Native.asb_store_rebuild(out TextHandle text, Handle), text);

        /// <summary>Copies a journal while it is in use.</summary>
        /// <param name="path">Where there is nothing yet.</param>
        /// <exception cref="ExistsException">Something has that name.</exception>
        public void Backup(string path) => Core.Done(Native.asb_store_backup(Handle, Utf8.Terminated(path)));

        /// <summary>The whole store as lines of JSON, for archives and other systems.</summary>
        /// <returns>The lines, each with its line feed.</returns>
        public string Export() => Core.Text(Native.asb_store_export(out TextHandle text, Handle), text);

        /// <summary>The same line by line, for stores that are larger than memory.</summary>
        /// <param name="sink">Takes a line with its line feed. It must not call the same engine; what it throws ends the export and comes out of
        /// it.</param>
        public void Export(Action<string> sink)
        {
            if (sink == null) throw new ArgumentNullException("sink");
            asb_bytes_sink take = (self, line) => StoreTable.Guarded(Core, () =>
            {
                sink(Utf8.At(line));
                return NativeConstants.ASB_OK;
            });
            int status = Native.asb_store_export_to(Handle, take, IntPtr.Zero);
            GC.KeepAlive(take);
            Core.Done(status);
        }

        /// <summary>Brings such lines into this store, all at once or in parts of whole lines, in order.</summary>
        /// <param name="lines">The lines.</param>
        /// <returns>cases, written, grown, same, left.</returns>
        /// <exception cref="ConflictException">Cases of those ids are others here: its Report has the list.</exception>
        /// <exception cref="CorruptException">Cases of the lines are damaged: its Report has the list.</exception>
        public Dictionary<string, object> Import(string lines)
        {
            byte[] bytes = Utf8.Bytes(lines);
            return Core.Report(Native.asb_store_import(out TextHandle text, Handle, bytes, Json.Length(bytes)), text);
        }

        /// <summary>Copies another store into this one: every case, policy and summary, each chain verified first. It can be interrupted, done again,
        /// and done daily.</summary>
        /// <param name="from">A store of the same engine.</param>
        /// <returns>cases, written, grown, same, left.</returns>
        /// <exception cref="ConflictException">Cases of those ids are others here: its Report has the list.</exception>
        /// <exception cref="CorruptException">Cases there are damaged: its Report has the list.</exception>
        public Dictionary<string, object> CopyFrom(Store from) => Core.Report(Native.asb_store_copy(out TextHandle text, Handle, from.Handle), text);

        // ---- its calendar

        /// <summary>Keeps a calendar in the store: its cases are worked by it from now on.</summary>
        /// <param name="calendar">Copied.</param>
        public void SetCalendar(Calendar calendar) => Core.Done(Native.asb_store_set_calendar(Handle, Asb.Calendar.HandleOf(calendar)));

        /// <summary>The calendar that the store keeps.</summary>
        /// <returns>A copy, to be closed; null where there is none.</returns>
        public Calendar Calendar()
        {
            CalendarHandle handle = Core.OwnOrNull(Native.asb_store_calendar(out CalendarHandle made, Handle), made);
            return handle == null ? null : new Calendar(Core, handle);
        }
    }
}
