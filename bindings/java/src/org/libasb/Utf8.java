package org.libasb;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Texts on their way to C and back. Half of a surrogate pair, which Java can hold and UTF-8 cannot, goes as the three bytes that it would be: so it
 * is the library that says what is wrong with such a text, and in which field, and nothing becomes a question mark in silence.
 */
final class Utf8 {
    private Utf8() {
    }

    /** With a zero after it; null for null. A zero in it would cut it short, and is refused. */
    static byte[] terminated(String text) {
        if (text == null) return null;
        if (text.indexOf('\0') >= 0) throw new ArgumentException(new Fault(Status.ARGUMENT, "A text cannot have U+0000 in it."));
        byte[] bytes = bytes(text);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** Texts one behind the other, as C has a list of them: a pointer to each, with NULL for null, and what they point to, in one block. */
    static Pointer list(List<String> texts) {
        byte[][] all = texts.stream().map(Utf8::terminated).toArray(byte[][]::new);
        long size = (long) all.length * Native.POINTER_SIZE, at = size;
        for (byte[] one : all) size += one == null ? 0 : one.length;
        Memory block = new Memory(Math.max(size, 1));
        for (int i = 0; i < all.length; i++) {
            block.setPointer((long) i * Native.POINTER_SIZE, all[i] == null ? null : block.share(at));
            if (all[i] == null) continue;
            block.write(at, all[i], 0, all[i].length);
            at += all[i].length;
        }
        return block;
    }

    /** The bytes alone. */
    static byte[] bytes(String text) {
        return text.codePoints().anyMatch(Utf8::isHalf) ? bytesWithHalves(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** What lies there; "" for no bytes. */
    static String read(Pointer at, long length) {
        return length == 0 ? "" : text(at.getByteArray(0, Math.toIntExact(length)));
    }

    static String text(byte[] bytes) {
        StringBuilder out = null;
        int from = 0;
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] != (byte) 0xED || (bytes[i + 1] & 0xE0) != 0xA0) continue;
            if (out == null) out = new StringBuilder();
            out.append(new String(bytes, from, i - from, StandardCharsets.UTF_8));
            out.append((char) (0xD000 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F));
            from = i + 3;
            i += 2;
        }
        String rest = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        return out == null ? rest : out.append(rest).toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static byte[] bytesWithHalves(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 3);
        text.codePoints().forEach(c -> {
            byte[] one = isHalf(c) ? new byte[] {(byte) 0xED, (byte) (0x80 | c >> 6 & 0x3F), (byte) (0x80 | c & 0x3F)}
                : new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8);
            out.write(one, 0, one.length);
        });
        return out.toByteArray();
    }
}
