using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>One landlord's or council's way of working: categories, roles, matrices, duties, guards and letters, each with the clause it comes
    /// from.</summary>
    public sealed class Policy : Resource
    {
        internal Policy(Core core, PolicyHandle handle) : base(core, handle)
        {
        }

        internal PolicyHandle Handle => Open<PolicyHandle>();

        internal static PolicyHandle HandleOf(Policy policy) => policy == null ? PolicyHandle.Null : policy.Handle;

        // ---- where it comes from

        /// <summary>The ids of the policies that are built in.</summary>
        public static IReadOnlyList<string> BuiltinIds => Library.Loaded(() =>
        {
            var ids = new List<string>();
            for (uint i = 0; i < Native.asb_policy_builtin_count(); i++) ids.Add(Utf8.At(Native.asb_policy_builtin_id(i)));
            return ids;
        });

        /// <summary>The document of a built-in policy, as it is written.</summary>
        /// <param name="id">Its id.</param>
        /// <returns>JSON; null where there is none of that id.</returns>
        public static string BuiltinDocument(string id)
        {
            int index = ((List<string>)BuiltinIds).IndexOf(id);
            return index < 0 ? null : Library.Loaded(() => Utf8.At(Native.asb_policy_builtin_document((uint)index, out UIntPtr length), length));
        }

        /// <summary>Loads a built-in policy.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="id">"places-for-people", for example.</param>
        /// <returns>The policy, to be closed; null where there is none of that id.</returns>
        public static Policy Builtin(Engine engine, string id)
        {
            Core core = engine.Core;
            PolicyHandle handle = core.OwnOrNull(Native.asb_policy_builtin(out PolicyHandle made, engine.Handle, Utf8.Terminated(id)), made);
            return handle == null ? null : new Policy(core, handle);
        }

        /// <summary>Loads a document of your own. What it extends is looked for among those registered and those built in.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="json">The document.</param>
        /// <returns>The policy, to be closed.</returns>
        /// <exception cref="PolicyException">It has problems: the first is given, and <see cref="Check"/> gives all.</exception>
        /// <exception cref="AsbJsonException">It is not JSON.</exception>
        public static Policy Parse(Engine engine, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core core = engine.Core;
            int status = Native.asb_policy_parse(out PolicyHandle made, engine.Handle, bytes, Json.Length(bytes));
            return new Policy(core, core.Own(status, made));
        }

        /// <summary>Finds everything wrong with a document, in one go.</summary>
        /// <param name="engine">With the documents that it may extend.</param>
        /// <param name="json">The document.</param>
        /// <returns>The problems; none where it loads.</returns>
        public static IReadOnlyList<Problem> Check(Engine engine, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core core = engine.Core;
            int status = Native.asb_policy_check(out ProblemsHandle made, engine.Handle, bytes, Json.Length(bytes));
            using (ProblemsHandle handle = core.Own(status, made))
            {
                var problems = new List<Problem>();
                for (uint i = 0; i < Native.asb_problems_count(handle); i++) problems.Add(new Problem(handle, i));
                return problems;
            }
        }

        /// <summary>Makes a document known, so that others can extend it. It may replace one of the same id, also a built-in one.</summary>
        /// <param name="engine">Where it is to be known.</param>
        /// <param name="json">The document.</param>
        public static void Register(Engine engine, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            engine.Core.Done(Native.asb_policy_register(engine.Handle, bytes, Json.Length(bytes)));
        }

        // ---- what it says

        /// <summary>Its id.</summary>
        public string Id => Lent(Native.asb_policy_id(Handle));

        /// <summary>Its version.</summary>
        public string Version => Lent(Native.asb_policy_version(Handle));

        /// <summary>Its title.</summary>
        public string Title => Lent(Native.asb_policy_title(Handle));

        /// <summary>SHA-256 of its joined document, as 64 hexadecimal digits.</summary>
        public string Digest => Lent(Native.asb_policy_digest(Handle));

        /// <summary>The whole document, joined with what it extends, as canonical JSON.</summary>
        public string Document
        {
            get
            {
                IntPtr start = Native.asb_policy_json(Handle, out UIntPtr length);
                string copy = Utf8.At(start, length);
                GC.KeepAlive(this);
                return copy;
            }
        }

        /// <summary>The same as plain values: every list (categories, remedies, matrices, …) can be read from it.</summary>
        /// <returns>The document.</returns>
        public Dictionary<string, object> ToValues() => (Dictionary<string, object>)Json.Parse(Document);

        /// <summary>Explains one rule in plain words, with its clause and how an unclear source was read.</summary>
        /// <param name="rule">The id of a duty, guard, stage, matrix, remedy, category or other item.</param>
        /// <returns>Markdown; null where there is none of that id.</returns>
        public string Explain(string rule) => Core.TextOrNull(Native.asb_policy_explain(out TextHandle text, Handle, Utf8.Terminated(rule)), text);

        /// <summary>The whole policy as a page that people can read.</summary>
        /// <returns>Markdown.</returns>
        public string Page() => Core.Text(Native.asb_policy_page(out TextHandle text, Handle), text);

        /// <summary>The catalogue of actions for plans.</summary>
        /// <returns>For each id, by, text, params, standing, clause and where it has one ambiguity.</returns>
        public IReadOnlyList<Dictionary<string, object>> Catalogue() =>
            Core.List(Native.asb_plan_catalogue_json(out TextHandle text, Handle), text).ConvertAll(item => (Dictionary<string, object>)item);
    }

    /// <summary>Something wrong with a policy document.</summary>
    public sealed class Problem
    {
        internal Problem(ProblemsHandle problems, uint index)
        {
            Message = Utf8.At(Native.asb_problems_message(problems, index));
            Code = Utf8.At(Native.asb_problems_code(problems, index));
            Arguments = Json.Texts(Utf8.At(Native.asb_problems_arguments(problems, index)));
            string pointer = Utf8.At(Native.asb_problems_pointer(problems, index));
            Pointer = pointer.Length == 0 ? null : pointer;
            Line = (int)Native.asb_problems_line(problems, index);
            Column = (int)Native.asb_problems_column(problems, index);
        }

        /// <summary>A sentence that says how to mend it.</summary>
        public string Message { get; }

        /// <summary>Its stable code.</summary>
        public string Code { get; }

        /// <summary>The sentence's arguments.</summary>
        public IDictionary<string, string> Arguments { get; }

        /// <summary>Where: JSON pointer; null for the whole document.</summary>
        public string Pointer { get; }

        /// <summary>Where: the line, from 1.</summary>
        public int Line { get; }

        /// <summary>Where: the column, in characters from 1.</summary>
        public int Column { get; }
    }
}
