using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Asb
{
    /// <summary>JSON as plain values, by the library's own strict reader. An object is a Dictionary&lt;string, object&gt; in the order written, a
    /// list a List&lt;object&gt;, a text a string, a flag a bool; a whole number is a long, one with a fraction a decimal, one with an exponent a
    /// double.</summary>
    public static class Json
    {
        const int Depth = 1000;
        [ThreadStatic] static Core reader;

        /// <summary>A reader for each thread, apart from the program's engines: it disturbs none, and reads also within a callback, and what is
        /// larger than an engine takes from outside.</summary>
        static Core Reader
        {
            get
            {
                if (reader != null) return reader;
                var made = new Core(null);
                made.Done(Native.asb_engine_set_limit(made.Engine, Utf8.Terminated("document-bytes"), uint.MaxValue));
                made.Done(Native.asb_engine_set_limit(made.Engine, Utf8.Terminated("document-depth"), Depth));
                made.Done(Native.asb_engine_set_limit(made.Engine, Utf8.Terminated("output-bytes"), uint.MaxValue));
                return reader = made;
            }
        }

        /// <summary>Reads a document.</summary>
        /// <param name="json">The document.</param>
        /// <returns>Its value; null for null.</returns>
        /// <exception cref="AsbJsonException">It is not JSON, or has a key twice.</exception>
        public static object Parse(string json)
        {
            if (json == null) throw new ArgumentNullException("json");
            byte[] bytes = Utf8.Bytes(json);
            JsonHandle document = Reader.Own(Native.asb_json_parse(out JsonHandle made, Reader.Engine, bytes, Length(bytes)), made);
            using (document) return ValueOf(document.Pointer);
        }

        /// <summary>The canonical form of a document: no white space, keys sorted by their bytes, each number and text written in one way
        /// only.</summary>
        /// <param name="json">The document.</param>
        /// <returns>Its canonical form.</returns>
        /// <exception cref="AsbJsonException">It is not JSON.</exception>
        public static string Canonical(string json)
        {
            if (json == null) throw new ArgumentNullException("json");
            byte[] bytes = Utf8.Bytes(json);
            return Reader.Text(Native.asb_json_canonical(out TextHandle text, Reader.Engine, bytes, Length(bytes)), text);
        }

        /// <summary>Writes a value: null, a bool, number, string, date or instant, a dictionary with keys of text, or anything that can be gone
        /// through.</summary>
        /// <param name="value">The value.</param>
        /// <returns>JSON.</returns>
        /// <exception cref="ArgumentException">It has something in it that JSON has not.</exception>
        public static string Write(object value)
        {
            var to = new StringBuilder();
            Write(to, value);
            return to.ToString();
        }

        internal static UIntPtr Length(byte[] bytes) => new UIntPtr((uint)bytes.Length);

        /// <summary>An object of texts.</summary>
        internal static IDictionary<string, string> Texts(string json)
        {
            var texts = new Dictionary<string, string>();
            if (string.IsNullOrEmpty(json)) return texts;
            foreach (KeyValuePair<string, object> one in (Dictionary<string, object>)Parse(json)) texts[one.Key] = (string)one.Value;
            return texts;
        }

        // ---- reading

        /// <summary>A value within a document that the caller keeps alive.</summary>
        internal static object ValueOf(IntPtr value)
        {
            switch (Native.asb_json_type(value))
            {
                case NativeConstants.ASB_JSON_FALSE: return false;
                case NativeConstants.ASB_JSON_TRUE: return true;
                case NativeConstants.ASB_JSON_NUMBER: return Number(Text(value));
                case NativeConstants.ASB_JSON_TEXT: return Text(value);
                case NativeConstants.ASB_JSON_LIST: return ListOf(value);
                case NativeConstants.ASB_JSON_OBJECT: return ObjectOf(value);
                default: return null;
            }
        }

        internal static string Text(IntPtr value)
        {
            IntPtr start = Native.asb_json_text(value, out UIntPtr length);
            return Utf8.At(start, length);
        }

        internal static string Key(IntPtr member)
        {
            IntPtr start = Native.asb_json_key(member, out UIntPtr length);
            return Utf8.At(start, length);
        }

        static List<object> ListOf(IntPtr list)
        {
            var items = new List<object>((int)Native.asb_json_count(list));
            for (IntPtr item = Native.asb_json_at(list, 0); item != IntPtr.Zero; item = Native.asb_json_next(item)) items.Add(ValueOf(item));
            return items;
        }

        static Dictionary<string, object> ObjectOf(IntPtr value)
        {
            var members = new Dictionary<string, object>((int)Native.asb_json_count(value), StringComparer.Ordinal);
            for (IntPtr member = Native.asb_json_at(value, 0); member != IntPtr.Zero; member = Native.asb_json_next(member))
                members.Add(Key(member), ValueOf(member));
            return members;
        }

        /// <summary>Its form is kept: 1.0 is no whole number to the library, and must not become one by being read and written.</summary>
        static object Number(string text)
        {
            const NumberStyles whole = NumberStyles.AllowLeadingSign, broken = whole | NumberStyles.AllowDecimalPoint;
            CultureInfo culture = CultureInfo.InvariantCulture;
            bool hasExponent = text.IndexOfAny(new[] { 'e', 'E' }) >= 0;
            if (long.TryParse(text, whole, culture, out long number)) return number;
            if (!hasExponent && text.Length <= 28 && decimal.TryParse(text, broken, culture, out decimal exact)) return exact;
            return double.Parse(text, NumberStyles.Float, culture);
        }

        // ---- writing

        static void Write(StringBuilder to, object value)
        {
            if (value == null)
                to.Append("null");
            else if (value is string)
                WriteText(to, (string)value);
            else if (value is bool)
                to.Append((bool)value ? "true" : "false");
            else if (value is LocalDate || value is Moment)
                WriteText(to, value.ToString());
            else if (value is DateTimeOffset)
                WriteText(to, Instants.Text((DateTimeOffset)value));
            else if (value is double || value is float)
                WriteBroken(to, ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture));
            else if (value is IDictionary)
                WriteObject(to, (IDictionary)value);
            else if (value is IEnumerable<KeyValuePair<string, object>>)
                WriteMembers(to, (IEnumerable<KeyValuePair<string, object>>)value);
            else if (value is IEnumerable)
                WriteList(to, (IEnumerable)value);
            else
                to.Append(PlainNumber(value));
        }

        static string PlainNumber(object value)
        {
            if (value is Enum) throw Unknown(value);
            switch (Type.GetTypeCode(value.GetType()))
            {
                case TypeCode.SByte:
                case TypeCode.Byte:
                case TypeCode.Int16:
                case TypeCode.UInt16:
                case TypeCode.Int32:
                case TypeCode.UInt32:
                case TypeCode.Int64:
                case TypeCode.UInt64:
                case TypeCode.Decimal: return ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
                default: throw Unknown(value);
            }
        }

        static ArgumentException Unknown(object value) =>
            new ArgumentException("JSON has no value of type " + value.GetType().FullName + ".", "value");

        /// <summary>Always with a fraction or an exponent, as it was no whole number here.</summary>
        static void WriteBroken(StringBuilder to, string number)
        {
            if (!char.IsDigit(number[number.Length - 1])) throw new ArgumentException("JSON has no such number: " + number, "value");
            to.Append(number.IndexOfAny(new[] { '.', 'E' }) < 0 ? number + ".0" : number);
        }

        static void WriteText(StringBuilder to, string text)
        {
            const string plain = "\"\\\b\t\n\f\r", escaped = "\"\\btnfr";
            to.Append('"');
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                int special = plain.IndexOf(c);
                if (special >= 0)
                    to.Append('\\').Append(escaped[special]);
                else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    to.Append(c).Append(text[++i]);
                else if (c < ' ' || char.IsSurrogate(c)) // half of a pair can only be escaped
                    to.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                else
                    to.Append(c);
            }
            to.Append('"');
        }

        static void WriteObject(StringBuilder to, IDictionary members)
        {
            var pairs = new List<KeyValuePair<string, object>>();
            foreach (DictionaryEntry member in members)
            {
                if (!(member.Key is string key)) throw new ArgumentException("The keys of an object are texts.", "value");
                pairs.Add(new KeyValuePair<string, object>(key, member.Value));
            }
            WriteMembers(to, pairs);
        }

        static void WriteMembers(StringBuilder to, IEnumerable<KeyValuePair<string, object>> members)
        {
            string before = "{";
            foreach (KeyValuePair<string, object> member in members)
            {
                to.Append(before);
                WriteText(to, member.Key);
                to.Append(':');
                Write(to, member.Value);
                before = ",";
            }
            to.Append(before == "{" ? "{}" : "}");
        }

        static void WriteList(StringBuilder to, IEnumerable items)
        {
            string before = "[";
            foreach (object item in items)
            {
                to.Append(before);
                Write(to, item);
                before = ",";
            }
            to.Append(before == "[" ? "[]" : "]");
        }
    }

    /// <summary>Reaching into what <see cref="Json.Parse"/> and the library's results give, without casts.</summary>
    public static class JsonReach
    {
        /// <summary>A text of an object.</summary>
        /// <param name="members">The object.</param>
        /// <param name="key">The member's name.</param>
        /// <returns>null where there is none, or it is no text.</returns>
        public static string Text(this IDictionary<string, object> members, string key) => Get(members, key) as string;

        /// <summary>A whole number of an object.</summary>
        /// <param name="members">The object.</param>
        /// <param name="key">The member's name.</param>
        /// <returns>null where there is none, or it is no whole number.</returns>
        public static long? Number(this IDictionary<string, object> members, string key) => Get(members, key) as long?;

        /// <summary>A flag of an object.</summary>
        /// <param name="members">The object.</param>
        /// <param name="key">The member's name.</param>
        /// <returns>false where there is none, or it is no flag.</returns>
        public static bool Flag(this IDictionary<string, object> members, string key) => Get(members, key) as bool? == true;

        /// <summary>An object within an object.</summary>
        /// <param name="members">The object.</param>
        /// <param name="key">The member's name.</param>
        /// <returns>null where there is none, or it is no object.</returns>
        public static Dictionary<string, object> Object(this IDictionary<string, object> members, string key) =>
            Get(members, key) as Dictionary<string, object>;

        /// <summary>A list of an object.</summary>
        /// <param name="members">The object.</param>
        /// <param name="key">The member's name.</param>
        /// <returns>Empty where there is none, or it is no list.</returns>
        public static List<object> List(this IDictionary<string, object> members, string key) =>
            Get(members, key) as List<object> ?? new List<object>();

        /// <summary>A list of objects within an object.</summary>
        /// <param name="members">The object.</param>
        /// <param name="key">The member's name.</param>
        /// <returns>Those of its items that are objects; empty where there is none.</returns>
        public static IEnumerable<Dictionary<string, object>> Objects(this IDictionary<string, object> members, string key)
        {
            foreach (object item in List(members, key))
                if (item is Dictionary<string, object> found) yield return found;
        }

        static object Get(IDictionary<string, object> members, string key) => members.TryGetValue(key, out object value) ? value : null;
    }
}
