using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>What everything else shares: hooks, limits, the calendar. An engine, with all that was made from it, is used by one thread at a time;
    /// two at once get a <see cref="BusyException"/>. Engines know nothing of each other. Closing it before what was made from it is fine.</summary>
    public sealed class Engine : IDisposable
    {
        readonly Core core;

        /// <summary>An engine with the computer's clock.</summary>
        public Engine() : this(null)
        {
        }

        /// <summary>An engine with hooks of your own.</summary>
        /// <param name="hooks">Copied; null for none.</param>
        public Engine(Hooks hooks)
        {
            core = new Core(hooks);
        }

        internal Core Core
        {
            get
            {
                if (IsClosed) throw new ObjectDisposedException(typeof(Engine).FullName, "This Engine was closed.");
                return core;
            }
        }

        internal EngineHandle Handle => Core.Engine;

        /// <summary>Was it closed?</summary>
        public bool IsClosed { get; private set; }

        /// <summary>Closes it. It lives on until all that was made from it is gone too.</summary>
        public void Dispose()
        {
            if (IsClosed) return;
            IsClosed = true;
            core.Leave();
        }

        // ---- time

        /// <summary>The engine's time, by its hook.</summary>
        /// <returns>In UTC.</returns>
        public DateTimeOffset Now()
        {
            Core.Done(Native.asb_engine_now(out long now, Handle));
            return DateTimeOffset.FromUnixTimeMilliseconds(now);
        }

        /// <summary>Reads a date or an instant; a date is the beginning of that day in England, and a time without offset is local there.</summary>
        /// <param name="text">"2026-04-09", "2026-04-09T17:40", "2026-04-09T16:40:00Z".</param>
        /// <returns>In UTC.</returns>
        /// <exception cref="InvalidException">It is neither.</exception>
        public DateTimeOffset Instant(string text)
        {
            Core.Done(Native.asb_instant_parse(out long ms, Handle, Utf8.Terminated(text)));
            return DateTimeOffset.FromUnixTimeMilliseconds(ms);
        }

        /// <summary>Writes an instant in UTC, as the library does.</summary>
        /// <param name="instant">From 1900 to 2999.</param>
        /// <returns>"2026-04-09T16:40:00Z".</returns>
        public string InstantText(DateTimeOffset instant) => Text(instant, 0);

        /// <summary>Writes an instant in the local time of England, without offset, as people there read it.</summary>
        /// <param name="instant">From 1900 to 2999.</param>
        /// <returns>"2026-04-09T17:40".</returns>
        public string LocalText(DateTimeOffset instant) => Text(instant, 1);

        /// <summary>The same instant with the offset that clocks have in England then: 0 in winter, an hour in summer.</summary>
        /// <param name="instant">From 1900 to 2999.</param>
        /// <returns>The instant.</returns>
        public DateTimeOffset Local(DateTimeOffset instant) => Instants.At(instant, LocalText(instant));

        string Text(DateTimeOffset instant, int local) =>
            Core.Text(Native.asb_instant_text(out TextHandle text, Handle, Instants.Milliseconds(instant), local), text);

        // ---- the calendar

        /// <summary>The days of a calendar count from now on for every case of this engine whose store keeps none of its own.</summary>
        /// <param name="calendar">Copied; null for none.</param>
        public void SetCalendar(Calendar calendar) => Core.Done(Native.asb_engine_set_calendar(Handle, Calendar.HandleOf(calendar)));

        /// <summary>The bank holidays of England and Wales.</summary>
        /// <param name="from">The first year, 1900 to 2999.</param>
        /// <param name="to">The last year.</param>
        /// <returns>In order of their dates.</returns>
        public IReadOnlyList<Holiday> Holidays(int from, int to)
        {
            var holidays = new List<Holiday>();
            foreach (Dictionary<string, object> day in Core.List(Native.asb_holidays(out TextHandle text, Handle, from, to), text))
                holidays.Add(new Holiday(LocalDate.Parse(day.Text("date")), day.Text("name")));
            return holidays;
        }

        /// <summary>When a period ends, and why.</summary>
        /// <param name="from">A date or an instant.</param>
        /// <param name="period">As in a policy: a dictionary, or JSON: <c>{"working_days":5}</c>.</param>
        /// <param name="policy">Its open and closed days count; null for none.</param>
        /// <param name="calendar">Days of your own; null for the engine's.</param>
        /// <returns>due, local, act_by, period, explanation, skipped.</returns>
        /// <exception cref="InvalidException">With the field from or period.</exception>
        public Dictionary<string, object> Due(Moment from, object period, Policy policy = null, Calendar calendar = null)
        {
            byte[] json = Utf8.Bytes(period as string ?? Json.Write(period));
            int status = Native.asb_due(out TextHandle text, Handle, Utf8.Terminated(from.ToString()), json, Json.Length(json),
                Policy.HandleOf(policy), Calendar.HandleOf(calendar));
            return Core.Object(status, text);
        }

        /// <summary>Is a day worked?</summary>
        /// <param name="date">The day.</param>
        /// <param name="policy">Its open and closed days count; null for none.</param>
        /// <param name="calendar">Days of your own; null for the engine's.</param>
        /// <returns>Yes or no.</returns>
        public bool IsWorkingDay(LocalDate date, Policy policy = null, Calendar calendar = null)
        {
            Core.Done(Native.asb_is_working_day(out int worked, Handle, Utf8.Terminated(date.ToString()), Policy.HandleOf(policy),
                Calendar.HandleOf(calendar)));
            return worked != 0;
        }

        // ---- the vocabulary

        /// <summary>Kinds of records, and for each its fields with type, choices, class and label: for programs that build forms.</summary>
        /// <param name="policy">Adds the values of its lists; null for none.</param>
        /// <returns>The vocabulary.</returns>
        public Dictionary<string, object> Vocabulary(Policy policy = null) =>
            Core.Object(Native.asb_vocabulary_json(out TextHandle text, Handle, Policy.HandleOf(policy)), text);

        /// <summary>The kinds of documents, and what may be set for each.</summary>
        /// <returns>For each kind, label, formats and options.</returns>
        public List<object> DocumentKinds() => Core.List(Native.asb_document_kinds(out TextHandle text, Handle), text);

        // ---- memory and limits

        /// <summary>The bytes that the engine holds now.</summary>
        public long Memory => checked((long)Native.asb_engine_memory(Handle));

        /// <summary>The most bytes that it ever held at a time.</summary>
        public long MemoryPeak => checked((long)Native.asb_engine_memory_peak(Handle));

        /// <summary>What a limit is set to; see <see cref="Library.LimitNames"/>.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>null where there is none of that name.</returns>
        public long? Limit(string name) =>
            Core.Found(Native.asb_engine_limit(out ulong value, Handle, Utf8.Terminated(name))) ? checked((long)value) : (long?)null;

        /// <summary>Sets a limit.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="value">From 1 to 4294967295.</param>
        /// <exception cref="AsbArgumentException">There is none of that name, or the value is out of range.</exception>
        public void SetLimit(string name, long value) =>
            Core.Done(Native.asb_engine_set_limit(Handle, Utf8.Terminated(name), value < 0 ? 0 : (ulong)value));
    }
}
