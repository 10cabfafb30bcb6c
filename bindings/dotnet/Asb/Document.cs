using System.Collections.Generic;

namespace Asb
{
    /// <summary>What people read: a letter, case file or form in the making, for a reader who is told no more than they may know.</summary>
    public sealed class Document : Resource
    {
        /// <summary>Begins a document of a case.</summary>
        /// <param name="c">Kept alive by it.</param>
        /// <param name="kind">"letter" or another of Engine.DocumentKinds.</param>
        public Document(Case c, string kind) : this(c.Core, Begin(c, kind))
        {
        }

        internal Document(Core core, DocumentHandle handle) : base(core, handle)
        {
        }

        internal DocumentHandle Handle => Open<DocumentHandle>();

        static DocumentHandle Begin(Case c, string kind) =>
            c.Core.Own(Native.asb_document_new(out DocumentHandle made, c.Handle, Utf8.Terminated(kind)), made);

        /// <summary>Says what it shall be.</summary>
        /// <param name="name">An option of its kind; for a letter also a merge field.</param>
        /// <param name="value">null takes back what was said.</param>
        /// <returns>This document.</returns>
        public Document Set(string name, string value)
        {
            Core.Done(Native.asb_document_set(Handle, Utf8.Terminated(name), Utf8.Terminated(value)));
            return this;
        }

        /// <summary>Makes it as plain text, as things stand now.</summary>
        /// <returns>The text.</returns>
        /// <exception cref="InvalidException">Something is missing; the field says what.</exception>
        /// <exception cref="DisclosureException">It would tell of somebody whom the reader may not know.</exception>
        public string ToText() => Made(NativeConstants.ASB_FORMAT_TEXT);

        /// <summary>The same as one page of HTML, with everything in it.</summary>
        /// <returns>The page.</returns>
        public string ToHtml() => Made(NativeConstants.ASB_FORMAT_HTML);

        /// <summary>The same content as JSON, of the kinds that have it.</summary>
        /// <returns>Canonical JSON.</returns>
        public string ToJson() => Made(NativeConstants.ASB_FORMAT_JSON);

        string Made(int format) => Core.Text(Native.asb_document_render(out TextHandle text, Handle, format), text);

        /// <summary>Searches a text that was changed or made elsewhere, plain or HTML.</summary>
        /// <param name="text">The text.</param>
        /// <exception cref="DisclosureException">It may not go to the reader.</exception>
        public void Check(string text)
        {
            byte[] bytes = Utf8.Bytes(text);
            Core.Done(Native.asb_document_check(Handle, bytes, Json.Length(bytes)));
        }

        /// <summary>What was left out of it or masked, and why: for the file, not for the reader.</summary>
        /// <returns>audience, party, records, withheld.</returns>
        public Dictionary<string, object> Withheld() => Core.Object(Native.asb_document_withheld(out TextHandle text, Handle), text);

        /// <summary>Makes the record that it was sent, to be completed with actor and method.</summary>
        /// <returns>The record, to be closed.</returns>
        /// <exception cref="StateException">Nothing was made, or such a document leaves no record.</exception>
        public Record ToRecord() => new Record(Core, Core.Own(Native.asb_document_record(out RecordHandle made, Handle), made));
    }
}
