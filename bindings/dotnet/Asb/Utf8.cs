using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Asb
{
    /// <summary>Texts across the border: UTF-8 there, UTF-16 here. Half of a pair of surrogates, which is no character, goes as three bytes and comes
    /// back the same, so that the library judges it, and nothing is replaced unseen.</summary>
    internal static class Utf8
    {
        static readonly UTF8Encoding strict = new UTF8Encoding(false, true);

        internal static byte[] Bytes(string text)
        {
            try
            {
                return strict.GetBytes(text);
            }
            catch (EncoderFallbackException)
            {
                return BytesOfHalves(text);
            }
        }

        /// <summary>With a zero at the end; null for null. A text of C ends at its first zero, so there can be no other.</summary>
        internal static byte[] Terminated(string text)
        {
            if (text == null) return null;
            if (text.IndexOf('\0') >= 0) throw new ArgumentException("A text cannot hold U+0000.", "text");
            byte[] bytes = Bytes(text);
            Array.Resize(ref bytes, bytes.Length + 1);
            return bytes;
        }

        /// <summary>A list of texts for a function: each with a zero at its end, null for null, and where it cannot be moved.</summary>
        internal sealed class TextList : IDisposable
        {
            readonly List<GCHandle> pinned = new List<GCHandle>();

            internal TextList(List<string> texts)
            {
                List<byte[]> all = texts.ConvertAll(Terminated); // may throw, before anything is pinned
                Pointers = all.ConvertAll(bytes => bytes == null ? IntPtr.Zero : Pin(bytes)).ToArray();
            }

            internal IntPtr[] Pointers { get; }

            IntPtr Pin(byte[] bytes)
            {
                pinned.Add(GCHandle.Alloc(bytes, GCHandleType.Pinned));
                return pinned[pinned.Count - 1].AddrOfPinnedObject();
            }

            public void Dispose()
            {
                foreach (GCHandle one in pinned) one.Free();
            }
        }

        /// <summary>The text that ends at a zero; null for NULL.</summary>
        internal static string At(IntPtr start)
        {
            if (start == IntPtr.Zero) return null;
            int length = 0;
            while (Marshal.ReadByte(start, length) != 0) length++;
            return At(start, length);
        }

        /// <summary>The text of so many bytes; null for NULL.</summary>
        internal static string At(IntPtr start, int length)
        {
            if (start == IntPtr.Zero) return null;
            if (length == 0) return "";
            var bytes = new byte[length];
            Marshal.Copy(start, bytes, 0, length);
            return Text(bytes);
        }

        internal static string At(IntPtr start, UIntPtr length) => At(start, checked((int)length.ToUInt64()));

        internal static string At(asb_bytes bytes) => bytes.length == UIntPtr.Zero ? "" : At(bytes.data, bytes.length);

        internal static string Text(byte[] bytes)
        {
            try
            {
                return strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                return TextOfHalves(bytes);
            }
        }

        static byte[] BytesOfHalves(string text)
        {
            var bytes = new List<byte>(text.Length * 3);
            for (int i = 0; i < text.Length; i++)
            {
                bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                if (isPair || !char.IsSurrogate(text[i]))
                    bytes.AddRange(strict.GetBytes(isPair ? text.Substring(i++, 2) : text.Substring(i, 1)));
                else
                    bytes.AddRange(new[] { (byte)(0xE0 | text[i] >> 12), (byte)(0x80 | text[i] >> 6 & 0x3F), (byte)(0x80 | text[i] & 0x3F) });
            }
            return bytes.ToArray();
        }

        static bool IsHalf(byte[] bytes, int i) => bytes[i] == 0xED && i + 2 < bytes.Length && bytes[i + 1] >= 0xA0;

        static string TextOfHalves(byte[] bytes)
        {
            var text = new StringBuilder();
            int from = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                if (!IsHalf(bytes, i)) continue;
                text.Append(Encoding.UTF8.GetString(bytes, from, i - from));
                text.Append((char)(0xD000 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F));
                i += 2;
                from = i + 1;
            }
            return text.Append(Encoding.UTF8.GetString(bytes, from, bytes.Length - from)).ToString();
        }
    }
}
