package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Map;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/**
 * What people read: a letter, case file or form in the making. It is made for one of the policy's audiences, and searched for everybody whom
 * the reader may not know.
 */
public final class Document extends Handle<Raw.asb_document> {
    /** Begins one; {@link #kinds} says what there is. */
    public Document(Case c, String kind) {
        this(c.core, c.made((out, from) -> Raw.asb_document_new(out, from, terminated(kind))));
    }

    Document(Core core, Pointer pointer) {
        super(core, new Raw.asb_document(pointer), Raw::asb_document_free);
    }

    /** The kinds of documents, and for each its formats and options. */
    public static List<Object> kinds(Engine engine) {
        return engine.list(Raw::asb_document_kinds);
    }

    /** Says what it shall be: an option of its kind, for a letter also a merge field; null takes back what was said. */
    public Document set(String name, String value) {
        run(d -> Raw.asb_document_set(d, terminated(name), terminated(value)));
        return this;
    }

    /** Makes it as plain text, as things stand now: an {@link InvalidException} names what is missing. */
    public String text() {
        return text((out, d) -> Raw.asb_document_render(out, d, Raw.ASB_FORMAT_TEXT));
    }

    /** The same as one page of HTML, with everything in it. */
    public String html() {
        return text((out, d) -> Raw.asb_document_render(out, d, Raw.ASB_FORMAT_HTML));
    }

    /** The same content as canonical JSON, of the kinds that have it. */
    public String json() {
        return text((out, d) -> Raw.asb_document_render(out, d, Raw.ASB_FORMAT_JSON));
    }

    /** Searches a text that was changed or made elsewhere, plain or HTML: a {@link DisclosureException} where it may not go to the reader. */
    public Document check(String text) {
        byte[] bytes = Utf8.bytes(text);
        run(d -> Raw.asb_document_check(d, bytes, new SizeT(bytes.length)));
        return this;
    }

    /** What was left out of it or masked, and why: for the file, not for the reader. */
    public Map<String, Object> withheld() {
        return object(Raw::asb_document_withheld);
    }

    /** The record that it was sent, to be completed; a {@link StateException} where nothing was made. */
    public CaseRecord toRecord() {
        return make(Raw::asb_document_record, CaseRecord::new);
    }
}
