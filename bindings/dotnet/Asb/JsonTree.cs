using System;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>What a JSON value is.</summary>
    public enum JsonType
    {
        /// <summary>null.</summary>
        Null = NativeConstants.ASB_JSON_NULL,

        /// <summary>false.</summary>
        False = NativeConstants.ASB_JSON_FALSE,

        /// <summary>true.</summary>
        True = NativeConstants.ASB_JSON_TRUE,

        /// <summary>A number.</summary>
        Number = NativeConstants.ASB_JSON_NUMBER,

        /// <summary>A text.</summary>
        Text = NativeConstants.ASB_JSON_TEXT,

        /// <summary>A list.</summary>
        List = NativeConstants.ASB_JSON_LIST,

        /// <summary>An object.</summary>
        Object = NativeConstants.ASB_JSON_OBJECT
    }

    /// <summary>A JSON document whose values know their line and column: for reading what people wrote, and telling them where it is wrong. For all
    /// else, <see cref="Json.Parse"/> is simpler.</summary>
    public sealed class JsonTree : Resource
    {
        JsonTree(Core core, JsonHandle handle) : base(core, handle)
        {
        }

        /// <summary>Reads a document, within the engine's limits.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="json">The document.</param>
        /// <returns>The document, to be closed.</returns>
        /// <exception cref="AsbJsonException">It is not JSON, or has a key twice.</exception>
        public static JsonTree Parse(Engine engine, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core core = engine.Core;
            return new JsonTree(core, core.Own(Native.asb_json_parse(out JsonHandle made, engine.Handle, bytes, Json.Length(bytes)), made));
        }

        /// <summary>The value at the top.</summary>
        public JsonItem Root => new JsonItem(this, Open<JsonHandle>().Pointer);
    }

    /// <summary>A value in a JSON document, for as long as that is open.</summary>
    public sealed class JsonItem
    {
        readonly JsonTree tree;
        readonly IntPtr value;

        internal JsonItem(JsonTree tree, IntPtr value)
        {
            this.tree = tree;
            this.value = value;
        }

        /// <summary>The address of the value; says where the document was closed.</summary>
        IntPtr Value
        {
            get
            {
                tree.Open<JsonHandle>();
                return value;
            }
        }

        T Alive<T>(T result)
        {
            GC.KeepAlive(tree);
            return result;
        }

        JsonItem ItemAt(IntPtr found) => Alive(found == IntPtr.Zero ? null : new JsonItem(tree, found));

        /// <summary>What it is.</summary>
        public JsonType Type => Alive((JsonType)Native.asb_json_type(Value));

        /// <summary>How many items a list has, or members an object; 0 for anything else.</summary>
        public int Count => Alive((int)Native.asb_json_count(Value));

        /// <summary>A member of an object.</summary>
        /// <param name="key">Its name.</param>
        /// <returns>null where there is none, or it is no object.</returns>
        public JsonItem this[string key] => ItemAt(Native.asb_json_get(Value, Utf8.Terminated(key)));

        /// <summary>An item of a list, or a member of an object, in the order written.</summary>
        /// <param name="index">From 0.</param>
        /// <returns>null past the end.</returns>
        public JsonItem this[int index] => index < 0 ? null : ItemAt(Native.asb_json_at(Value, (uint)index));

        /// <summary>The items of a list, or the members of an object, in the order written.</summary>
        public IEnumerable<JsonItem> Items
        {
            get
            {
                for (JsonItem item = this[0]; item != null; item = item.Next) yield return item;
            }
        }

        /// <summary>The item or member after this one; null after the last.</summary>
        public JsonItem Next => ItemAt(Native.asb_json_next(Value));

        /// <summary>A text, or a number as it is written; null where it is neither.</summary>
        public string Text => Alive(Json.Text(Value));

        /// <summary>A whole number without fraction or exponent; null where it is none.</summary>
        public long? Integer => Alive(Native.asb_json_integer(out long number, Value) == NativeConstants.ASB_OK ? number : (long?)null);

        /// <summary>The name of a member of an object; null where it is none.</summary>
        public string Key => Alive(Json.Key(Value));

        /// <summary>The line in which it begins, from 1.</summary>
        public int Line => Alive((int)Native.asb_json_line(Value));

        /// <summary>The column in which it begins, in characters from 1.</summary>
        public int Column => Alive((int)Native.asb_json_column(Value));

        /// <summary>The value in canonical form.</summary>
        /// <returns>JSON.</returns>
        public string ToCanonical() => Alive(tree.Core.Text(Native.asb_json_write(out TextHandle text, Value), text));

        /// <summary>The value as plain values; see <see cref="Json"/>.</summary>
        /// <returns>null for null.</returns>
        public object ToValue() => Alive(Json.ValueOf(Value));
    }
}
