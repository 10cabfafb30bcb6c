using System.Collections.Generic;

namespace Asb
{
    /// <summary>The cases of a store under another policy, another version of one, or another calendar: what would be different. Nothing is
    /// written.</summary>
    public sealed class Rehearsal : Resource
    {
        /// <summary>A rehearsal of the cases of a store.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="store">Of the same engine.</param>
        public Rehearsal(Engine engine, Store store) : base(engine.Core, Begin(engine, store))
        {
        }

        RehearsalHandle Handle => Open<RehearsalHandle>();

        static RehearsalHandle Begin(Engine engine, Store store) =>
            engine.Core.Own(Native.asb_rehearsal_new(out RehearsalHandle made, engine.Handle, store.Handle), made);

        /// <summary>Puts a policy in the place of another.</summary>
        /// <param name="policy">The new one.</param>
        /// <param name="insteadOf">The id of the policies in whose place it is; null: its own; "": all.</param>
        public void Policy(Policy policy, string insteadOf = null) =>
            Core.Done(Native.asb_rehearsal_policy(Handle, policy.Handle, insteadOf == null ? null : Utf8.Terminated(insteadOf)));

        /// <summary>Rehearses. What the run before found is replaced.</summary>
        /// <param name="request">JSON, such as {"added":["2027-05-10"],"officer":"amy"}.</param>
        public void Run(string request = "{}")
        {
            byte[] bytes = Utf8.Bytes(request);
            Core.Done(Native.asb_rehearsal_run(Handle, bytes, Json.Length(bytes)));
        }

        /// <summary>Asks what was found.</summary>
        /// <param name="query">JSON: {"query":name, …}.</param>
        /// <returns>rows, total, now, and next where there are more.</returns>
        public Dictionary<string, object> Query(string query)
        {
            byte[] bytes = Utf8.Bytes(query);
            return Core.Object(Native.asb_rehearsal_query(out TextHandle text, Handle, bytes, Json.Length(bytes)), text);
        }
    }
}
