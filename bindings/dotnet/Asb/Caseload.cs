using System.Collections.Generic;

namespace Asb
{
    /// <summary>All cases at once: what is due, what is going wrong, how many of what. The summaries of cases in columns, kept in memory.</summary>
    public sealed class Caseload : Resource
    {
        /// <summary>A caseload with no cases in it.</summary>
        /// <param name="engine">Kept alive by it.</param>
        public Caseload(Engine engine) : base(engine.Core, Begin(engine))
        {
        }

        CaseloadHandle Handle => Open<CaseloadHandle>();

        static CaseloadHandle Begin(Engine engine) => engine.Core.Own(Native.asb_caseload_new(out CaseloadHandle made, engine.Handle), made);

        /// <summary>How many cases are in it, whether allowed or not.</summary>
        public int Count => checked((int)Native.asb_caseload_count(Handle));

        /// <summary>Takes in what was written to a store since the last time.</summary>
        /// <param name="store">Always the same one.</param>
        public void Follow(Store store) => Core.Done(Native.asb_caseload_follow(Handle, store.Handle));

        /// <summary>Puts in one case, or what it has become.</summary>
        /// <param name="id">Of the case.</param>
        /// <param name="version">How many records it has.</param>
        /// <param name="summary">As Case.Summary() gives it, as JSON.</param>
        public void Put(string id, int version, string summary)
        {
            byte[] bytes = Utf8.Bytes(summary);
            Core.Done(Native.asb_caseload_put(Handle, Utf8.Terminated(id), checked((uint)version), bytes, Json.Length(bytes)));
        }

        /// <summary>From now on questions are answered over these cases alone.</summary>
        /// <param name="filter">JSON; null: all cases.</param>
        public void Allow(string filter)
        {
            byte[] bytes = filter == null ? null : Utf8.Bytes(filter);
            Core.Done(Native.asb_caseload_allow(Handle, bytes, bytes == null ? System.UIntPtr.Zero : Json.Length(bytes)));
        }

        /// <summary>Asks a question.</summary>
        /// <param name="query">JSON: {"query":name, …}.</param>
        /// <returns>rows, total, now, and next where there are more.</returns>
        public Dictionary<string, object> Query(string query)
        {
            byte[] bytes = Utf8.Bytes(query);
            return Core.Object(Native.asb_caseload_query(out TextHandle text, Handle, bytes, Json.Length(bytes)), text);
        }

        /// <summary>Figures with the cases behind them.</summary>
        /// <param name="request">JSON: {"report":name,"format":"json"|"csv"|"html", …}.</param>
        /// <returns>JSON, CSV or a page.</returns>
        public string Report(string request)
        {
            byte[] bytes = Utf8.Bytes(request);
            return Core.Text(Native.asb_caseload_report(out TextHandle text, Handle, bytes, Json.Length(bytes)), text);
        }
    }
}
