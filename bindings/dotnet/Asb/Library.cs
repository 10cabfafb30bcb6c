using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>What there is to know about the library that is running.</summary>
    public static class Library
    {
        /// <summary>Its version: "0.1.0".</summary>
        public static string Version => Loaded(() => Utf8.At(Native.asb_version_text()));

        /// <summary>Its version as a number: major * 10000 + minor * 100 + patch.</summary>
        public static int VersionNumber => Loaded(() => (int)Native.asb_version());

        /// <summary>What this build of it can do: "journal", "memory-store", …</summary>
        public static IReadOnlyList<string> Features => Loaded(() => Names(Native.asb_feature));

        /// <summary>The constants of its headers: "ASB_REFUSED" is 1.</summary>
        public static IDictionary<string, long> Constants => Loaded(() =>
        {
            var constants = new Dictionary<string, long>();
            foreach (string name in Names(Native.asb_constant_name)) constants.Add(name, Native.asb_constant_value((uint)constants.Count));
            return constants;
        });

        /// <summary>The sentences that it can say, by their codes, in English, with {names} where the arguments go: for those who
        /// translate.</summary>
        public static IDictionary<string, string> Messages => Loaded(() =>
        {
            var messages = new Dictionary<string, string>();
            foreach (string code in Names(Native.asb_message_code)) messages.Add(code, Utf8.At(Native.asb_message_template((uint)messages.Count)));
            return messages;
        });

        /// <summary>The names of the limits of an engine: "document-bytes", "records", …</summary>
        public static IReadOnlyList<string> LimitNames => Loaded(() => Names(Native.asb_limit_name));

        /// <summary>A status in words: "refused", "no memory".</summary>
        /// <param name="status">The status.</param>
        /// <returns>The words.</returns>
        public static string TextOf(Status status) => Loaded(() => Utf8.At(Native.asb_status_text((int)status)));

        /// <summary>What asks the library, once that is found. It is a method of its own: Mono looks for a function when it compiles what calls
        /// it.</summary>
        internal static T Loaded<T>(Func<T> ask)
        {
            Loader.EnsureLoaded();
            return ask();
        }

        /// <summary>All that a function gives, up to its NULL.</summary>
        internal static List<string> Names(Func<uint, IntPtr> at)
        {
            var names = new List<string>();
            for (IntPtr name = at(0); name != IntPtr.Zero; name = at((uint)names.Count)) names.Add(Utf8.At(name));
            return names;
        }
    }
}
