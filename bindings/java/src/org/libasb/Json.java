package org.libasb;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;
import org.libasb.raw.SizeTByReference;

/**
 * JSON as values of Java: Map, List, String, Boolean, Long (BigInteger where it is longer, BigDecimal where it has a fraction or an exponent) and
 * null. It is read by the library itself, as strictly as it reads everything.
 */
public final class Json {
    private Json() {
    }

    /**
     * Reads a document.
     *
     * @throws JsonException with line, column and pointer
     */
    public static Object read(String json) {
        Reader reader = Reader.borrow();
        try {
            return reader.read(json);
        } finally {
            reader.giveBack();
        }
    }

    /** Reads a document that is an object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) read(json);
    }

    /** Reads a document that is a list. */
    @SuppressWarnings("unchecked")
    static List<Object> list(String json) {
        return (List<Object>) read(json);
    }

    /** Reads a document that is a list of texts. */
    static List<String> texts(String json) {
        List<String> out = new ArrayList<>();
        for (Object item : list(json)) out.add((String) item);
        return Collections.unmodifiableList(out);
    }

    /**
     * Writes a value: what {@link #read} gives, any Number that is finite, a date or a time, and any Iterable.
     *
     * @throws IllegalArgumentException where JSON has nothing like it
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        put(out, value);
        return out.toString();
    }

    // ---- writing

    private static void put(StringBuilder out, Object value) {
        if (value == null || value instanceof Boolean) out.append(value);
        else if (value instanceof CharSequence) putText(out, (CharSequence) value);
        else if (value instanceof Number) putNumber(out, (Number) value);
        else if (value instanceof Temporal) putText(out, Times.text((Temporal) value));
        else if (value instanceof Map) putObject(out, (Map<?, ?>) value);
        else if (value instanceof Iterable) putList(out, (Iterable<?>) value);
        else throw new IllegalArgumentException("JSON has nothing like " + value.getClass().getName());
    }

    private static void putNumber(StringBuilder out, Number value) {
        double nearest = value.doubleValue();
        if ((value instanceof Double || value instanceof Float) && (Double.isNaN(nearest) || Double.isInfinite(nearest)))
            throw new IllegalArgumentException("JSON has no number like " + value);
        out.append(value);
    }

    private static void putText(StringBuilder out, CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) putCharacter(out, text, i);
        out.append('"');
    }

    private static void putCharacter(StringBuilder out, CharSequence text, int i) {
        char c = text.charAt(i);
        int special = "\"\\\b\t\n\f\r".indexOf(c);
        if (special >= 0) out.append('\\').append("\"\\btnfr".charAt(special));
        else if (c < 0x20 || isHalf(text, i)) out.append(String.format("\\u%04x", (int) c));
        else out.append(c);
    }

    /** A surrogate without the other that it needs. */
    private static boolean isHalf(CharSequence text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void putObject(StringBuilder out, Map<?, ?> object) {
        String before = "{";
        for (Map.Entry<?, ?> member : object.entrySet()) {
            out.append(before);
            putText(out, (CharSequence) member.getKey());
            out.append(':');
            put(out, member.getValue());
            before = ",";
        }
        out.append(object.isEmpty() ? "{}" : "}");
    }

    private static void putList(StringBuilder out, Iterable<?> list) {
        String before = "[";
        for (Object item : list) {
            out.append(before);
            put(out, item);
            before = ",";
        }
        out.append(before.equals("[") ? "[]" : "]");
    }

    /**
     * Reads with an engine of its own, without the limits that hosts set for what they are handed: what the library wrote, it can read. So reading a
     * result forgets no error of the host's engine, and takes none of its memory. As many are made as there are threads that read at once.
     */
    private static final class Reader {
        private static final Queue<Reader> FREE = new ConcurrentLinkedQueue<>();
        private static final long MOST = 0xFFFFFFFFL;
        private static final long DEPTH = 1000;

        private final Core core = new Core(null);
        private final PointerByReference out = new PointerByReference();
        private final SizeTByReference length = new SizeTByReference();

        Reader() {
            core.check(Raw.asb_engine_set_limit(core.engine, Utf8.terminated("document-bytes"), MOST));
            core.check(Raw.asb_engine_set_limit(core.engine, Utf8.terminated("document-depth"), DEPTH));
        }

        static Reader borrow() {
            Reader reader = FREE.poll();
            return reader == null ? new Reader() : reader;
        }

        void giveBack() {
            FREE.add(this);
        }

        Object read(String json) {
            byte[] bytes = Utf8.bytes(json);
            core.check(Raw.asb_json_parse(out, core.engine, bytes, new SizeT(bytes.length)));
            Raw.asb_json document = new Raw.asb_json(out.getValue());
            try {
                return value(document);
            } finally {
                Raw.asb_json_free(document);
            }
        }

        private Object value(Raw.asb_json json) {
            switch (Raw.asb_json_type(json)) {
                case Raw.ASB_JSON_FALSE: return Boolean.FALSE;
                case Raw.ASB_JSON_TRUE: return Boolean.TRUE;
                case Raw.ASB_JSON_NUMBER: return number(text(Raw.asb_json_text(json, length)));
                case Raw.ASB_JSON_TEXT: return text(Raw.asb_json_text(json, length));
                case Raw.ASB_JSON_LIST: return listOf(json);
                case Raw.ASB_JSON_OBJECT: return objectOf(json);
                default: return null;
            }
        }

        private List<Object> listOf(Raw.asb_json json) {
            List<Object> list = new ArrayList<>(Raw.asb_json_count(json));
            for (Raw.asb_json item = Raw.asb_json_at(json, 0); item != null; item = Raw.asb_json_next(item)) list.add(value(item));
            return Collections.unmodifiableList(list);
        }

        private Map<String, Object> objectOf(Raw.asb_json json) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Raw.asb_json member = Raw.asb_json_at(json, 0); member != null; member = Raw.asb_json_next(member)) {
                String key = text(Raw.asb_json_key(member, length));
                object.put(key, value(member));
            }
            return Collections.unmodifiableMap(object);
        }

        /** A text with the length that was just filled in. */
        private String text(Pointer at) {
            return Utf8.read(at, length.getValue());
        }

        /** The library takes no exponent of more than nine digits, so that a BigDecimal has room for it. */
        private static Number number(String text) {
            boolean isWhole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
            return isWhole ? whole(text) : new BigDecimal(text);
        }

        private static Number whole(String text) {
            return text.length() <= 18 ? (Number) Long.valueOf(text) : shortest(new BigInteger(text));
        }

        private static Number shortest(BigInteger number) {
            return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
        }
    }
}
