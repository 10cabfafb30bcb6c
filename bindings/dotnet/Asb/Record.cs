using System;
using System.Collections;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>One thing that happened or was decided, by someone, at a time: a report, a call, an assessment, a warning, an approval. Which kinds
    /// and fields there are is the vocabulary (<see cref="Engine.Vocabulary"/>); fields of your own begin with x-. What a record of a case gives is a
    /// copy: changing it changes nothing there.</summary>
    public sealed class Record : Resource
    {
        /// <summary>Begins a record.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="kind">"report", for example; it is judged when the record is added.</param>
        public Record(Engine engine, string kind) : this(engine.Core, Begin(engine, kind))
        {
        }

        internal Record(Core core, RecordHandle handle) : base(core, handle)
        {
        }

        internal RecordHandle Handle => Open<RecordHandle>();

        static RecordHandle Begin(Engine engine, string kind) =>
            engine.Core.Own(Native.asb_record_new(out RecordHandle made, engine.Handle, Utf8.Terminated(kind)), made);

        /// <summary>Reads a record.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="json">{"kind":…, "at":…, "by":…, "role":…, "fields":{…}}; only kind is required.</param>
        /// <returns>The record, to be closed.</returns>
        /// <exception cref="InvalidException">With the field.</exception>
        /// <exception cref="AsbJsonException">It is not JSON.</exception>
        public static Record Parse(Engine engine, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core core = engine.Core;
            return new Record(core, core.Own(Native.asb_record_parse(out RecordHandle made, engine.Handle, bytes, Json.Length(bytes)), made));
        }

        // ---- who, and when

        /// <summary>Its kind.</summary>
        public string Kind => Lent(Native.asb_record_kind(Handle));

        /// <summary>Its number in its case, from 1; 0 while it is in none.</summary>
        public int Seq => checked((int)Native.asb_record_seq(Handle));

        /// <summary>When it happened, in UTC; null where it was not said and it is in no case yet.</summary>
        public DateTimeOffset? At => Instants.OrNull(Native.asb_record_at(Handle));

        /// <summary>When it was entered, in UTC; null while it is in no case.</summary>
        public DateTimeOffset? Recorded => Instants.OrNull(Native.asb_record_recorded(Handle));

        /// <summary>Who did it; null where not said.</summary>
        public string By => LentOrNull(Native.asb_record_by(Handle));

        /// <summary>In which role; null where not said.</summary>
        public string Role => LentOrNull(Native.asb_record_role(Handle));

        /// <summary>Has its body been erased?</summary>
        public bool IsErased => Native.asb_record_erased(Handle) != 0;

        /// <summary>Says who did it. The library authenticates nobody: check it before.</summary>
        /// <param name="by">The actor's id.</param>
        /// <param name="role">The id of the role in the policy, or "system".</param>
        /// <returns>This record.</returns>
        public Record SetActor(string by, string role)
        {
            Core.Done(Native.asb_record_set_actor(Handle, Utf8.Terminated(by), Utf8.Terminated(role)));
            return this;
        }

        /// <summary>Says when it happened; without this, it is when the record is added.</summary>
        /// <param name="at">A date or an instant.</param>
        /// <returns>This record.</returns>
        public Record SetAt(Moment at)
        {
            Core.Done(Native.asb_record_set_at(Handle, Utf8.Terminated(at.ToString())));
            return this;
        }

        // ---- its fields

        /// <summary>A field. Reading gives a plain value (see <see cref="Json"/>), null where there is none. Writing takes a string, bool, whole
        /// number, date or instant, list or dictionary; null takes the field away.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>The value.</returns>
        public object this[string field]
        {
            get
            {
                string json = GetJson(field);
                return json == null ? null : Json.Parse(json);
            }
            set => Set(field, value);
        }

        /// <summary>Sets a field; what it takes is said at the indexer.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="value">The value; null takes the field away.</param>
        /// <returns>This record.</returns>
        public Record Set(string field, object value)
        {
            if (value == null)
                Unset(field);
            else if (value is string)
                SetText(field, (string)value);
            else if (value is bool)
                SetFlag(field, (bool)value);
            else if (value is int || value is long)
                SetNumber(field, Convert.ToInt64(value));
            else
                SetJson(field, Json.Write(value));
            return this;
        }

        /// <summary>Sets a field to a text (also an id, date, instant or choice).</summary>
        /// <param name="field">Its name.</param>
        /// <param name="text">The text.</param>
        /// <returns>This record.</returns>
        public Record SetText(string field, string text)
        {
            Core.Done(Native.asb_record_set_text(Handle, Utf8.Terminated(field), Utf8.Terminated(text)));
            return this;
        }

        /// <summary>Sets a field to true or false.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="flag">The value.</param>
        /// <returns>This record.</returns>
        public Record SetFlag(string field, bool flag)
        {
            Core.Done(Native.asb_record_set_flag(Handle, Utf8.Terminated(field), flag ? 1 : 0));
            return this;
        }

        /// <summary>Sets a field to a whole number, at most 9007199254740991 either way.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="number">The number.</param>
        /// <returns>This record.</returns>
        public Record SetNumber(string field, long number)
        {
            Core.Done(Native.asb_record_set_number(Handle, Utf8.Terminated(field), number));
            return this;
        }

        /// <summary>Sets a field to any JSON value.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="json">The value as JSON.</param>
        /// <returns>This record.</returns>
        public Record SetJson(string field, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core.Done(Native.asb_record_set_json(Handle, Utf8.Terminated(field), bytes, Json.Length(bytes)));
            return this;
        }

        /// <summary>Appends a text to a field that is a list; it is made where absent.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="text">The text.</param>
        /// <returns>This record.</returns>
        public Record AddText(string field, string text)
        {
            Core.Done(Native.asb_record_add_text(Handle, Utf8.Terminated(field), Utf8.Terminated(text)));
            return this;
        }

        /// <summary>Takes a field away.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>Was there one?</returns>
        public bool Unset(string field) => Core.Found(Native.asb_record_unset(Handle, Utf8.Terminated(field)));

        /// <summary>The names of its fields.</summary>
        public IReadOnlyList<string> Fields
        {
            get
            {
                var names = new List<string>();
                uint count = Native.asb_record_field_count(Handle);
                for (uint i = 0; i < count; i++) names.Add(Lent(Native.asb_record_field_name(Handle, i)));
                return names;
            }
        }

        /// <summary>A text field (of a list: its first text).</summary>
        /// <param name="field">Its name.</param>
        /// <returns>null where there is none, or no text.</returns>
        public string GetText(string field) =>
            Lent(Native.asb_record_get_text(out IntPtr text, out UIntPtr length, Handle, Utf8.Terminated(field)), text, length);

        /// <summary>The texts of a field that is a list, or a single text.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>Empty where there is none; null in it for an item that is no text.</returns>
        public IReadOnlyList<string> GetTexts(string field)
        {
            var texts = new List<string>();
            byte[] name = Utf8.Terminated(field);
            uint count = Native.asb_record_count(Handle, name);
            for (uint i = 0; i < count; i++)
                texts.Add(Lent(Native.asb_record_get_text_at(out IntPtr text, out UIntPtr length, Handle, name, i), text, length));
            return texts;
        }

        /// <summary>A flag.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>null where there is none, or no flag.</returns>
        public bool? GetFlag(string field) =>
            Core.Found(Native.asb_record_get_flag(out int flag, Handle, Utf8.Terminated(field))) ? flag != 0 : (bool?)null;

        /// <summary>A whole number.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>null where there is none, or no whole number.</returns>
        public long? GetNumber(string field) =>
            Core.Found(Native.asb_record_get_number(out long number, Handle, Utf8.Terminated(field))) ? number : (long?)null;

        /// <summary>Any field as canonical JSON.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>null where there is none.</returns>
        public string GetJson(string field) =>
            Lent(Native.asb_record_get_json(out IntPtr json, out UIntPtr length, Handle, Utf8.Terminated(field)), json, length);

        /// <summary>The whole record as canonical JSON, as <see cref="Parse"/> reads it.</summary>
        /// <returns>JSON.</returns>
        public string ToJson() => Core.Text(Native.asb_record_json(out TextHandle text, Handle), text);

        /// <summary>The whole record as plain values.</summary>
        /// <returns>kind, at, by, role, fields, seq, recorded: what it has.</returns>
        public Dictionary<string, object> ToValues() => (Dictionary<string, object>)Json.Parse(ToJson());

        string Lent(int status, IntPtr text, UIntPtr length)
        {
            string copy = Core.Found(status) ? Utf8.At(text, length) : null;
            GC.KeepAlive(this);
            return copy;
        }
    }
}
