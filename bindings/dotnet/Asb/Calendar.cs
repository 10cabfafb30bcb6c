using System.Collections.Generic;

namespace Asb
{
    /// <summary>A bank holiday.</summary>
    public sealed class Holiday
    {
        internal Holiday(LocalDate date, string name)
        {
            Date = date;
            Name = name;
        }

        /// <summary>The day.</summary>
        public LocalDate Date { get; }

        /// <summary>Its name, as GOV.UK has it.</summary>
        public string Name { get; }
    }

    /// <summary>Days that you add to the calendar (nobody works) or remove from it (people do), each with the time from which it was known.</summary>
    public sealed class Calendar : Resource
    {
        /// <summary>An empty calendar.</summary>
        /// <param name="engine">Kept alive by it.</param>
        public Calendar(Engine engine) : this(engine.Core, Begin(engine))
        {
        }

        internal Calendar(Core core, CalendarHandle handle) : base(core, handle)
        {
        }

        internal CalendarHandle Handle => Open<CalendarHandle>();

        static CalendarHandle Begin(Engine engine) => engine.Core.Own(Native.asb_calendar_new(out CalendarHandle made, engine.Handle), made);

        internal static CalendarHandle HandleOf(Calendar calendar) => calendar == null ? CalendarHandle.Null : calendar.Handle;

        /// <summary>Reads a calendar.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="json">{"added":[…],"removed":[…]}, each entry a date or {"date","known","name"}.</param>
        /// <returns>The calendar, to be closed.</returns>
        public static Calendar Parse(Engine engine, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core core = engine.Core;
            int status = Native.asb_calendar_parse(out CalendarHandle made, engine.Handle, bytes, Json.Length(bytes));
            return new Calendar(core, core.Own(status, made));
        }

        /// <summary>Nobody works on that day.</summary>
        /// <param name="date">The day.</param>
        /// <param name="known">From when on it was known; null: always.</param>
        /// <param name="name">Why, for explanations; may be null.</param>
        public void Add(LocalDate date, Moment? known = null, string name = null) => Core.Done(Native.asb_calendar_add(Handle,
            Utf8.Terminated(date.ToString()), Utf8.Terminated(known?.ToString()), Utf8.Terminated(name)));

        /// <summary>People work on that day, whatever the rule.</summary>
        /// <param name="date">The day.</param>
        /// <param name="known">From when on it was known; null: always.</param>
        /// <param name="name">Why, for explanations; may be null.</param>
        public void Remove(LocalDate date, Moment? known = null, string name = null) => Core.Done(Native.asb_calendar_remove(Handle,
            Utf8.Terminated(date.ToString()), Utf8.Terminated(known?.ToString()), Utf8.Terminated(name)));

        /// <summary>The calendar as plain values.</summary>
        /// <returns>added and removed.</returns>
        public Dictionary<string, object> ToValues() => Core.Object(Native.asb_calendar_json(out TextHandle text, Handle), text);
    }
}
