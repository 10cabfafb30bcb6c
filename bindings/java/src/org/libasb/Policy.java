package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;
import org.libasb.raw.SizeTByReference;

/** How one landlord or council works: categories, roles, matrices, duties, guards and letters, each with the clause that it comes from. */
public final class Policy extends Handle<Raw.asb_policy> {
    Policy(Core core, Pointer pointer) {
        super(core, new Raw.asb_policy(pointer), Raw::asb_policy_free);
    }

    /** The ids of the policies that are built in. */
    public static List<String> builtinIds() {
        return Engine.names(Raw::asb_policy_builtin_id);
    }

    /** The document of one that is built in, as it is written, what it extends not joined. */
    public static Optional<String> builtinDocument(String id) {
        for (int i = 0; i < Raw.asb_policy_builtin_count(); i++) {
            SizeTByReference length = new SizeTByReference();
            if (Raw.asb_policy_builtin_id(i).equals(id)) return Optional.of(Utf8.read(Raw.asb_policy_builtin_document(i, length), length.getValue()));
        }
        return Optional.empty();
    }

    /** One that is built in, for example "places-for-people". */
    public static Optional<Policy> builtin(Engine engine, String id) {
        return engine.find((out, e) -> Raw.asb_policy_builtin(out, e, terminated(id)), Policy::new);
    }

    /**
     * A document of your own.
     *
     * @throws JsonException where it is not JSON
     * @throws PolicyException with its first problem; {@link #check} gives all of them
     */
    public static Policy parse(Engine engine, String json) {
        byte[] bytes = Utf8.bytes(json);
        return engine.make((out, e) -> Raw.asb_policy_parse(out, e, bytes, new SizeT(bytes.length)), Policy::new);
    }

    /** Everything wrong with a document; empty where it loads. */
    public static List<Problem> check(Engine engine, String json) {
        byte[] bytes = Utf8.bytes(json);
        PointerByReference out = new PointerByReference();
        engine.run(e -> Raw.asb_policy_check(out, e, bytes, new SizeT(bytes.length)));
        Raw.asb_problems problems = new Raw.asb_problems(out.getValue());
        try {
            List<Problem> all = new ArrayList<>();
            for (int i = 0; i < Raw.asb_problems_count(problems); i++) all.add(new Problem(problems, i));
            return all;
        } finally {
            Raw.asb_problems_free(problems);
        }
    }

    /** Makes a document known, so that others can extend it; it may take the place of one of the same id. */
    public static void register(Engine engine, String json) {
        byte[] bytes = Utf8.bytes(json);
        engine.run(e -> Raw.asb_policy_register(e, bytes, new SizeT(bytes.length)));
    }

    /** Its id. */
    public String id() {
        return ask(Raw::asb_policy_id);
    }

    /** Its version. */
    public String version() {
        return ask(Raw::asb_policy_version);
    }

    /** Its title. */
    public String title() {
        return ask(Raw::asb_policy_title);
    }

    /** SHA-256 of its joined document, as 64 hexadecimal digits. */
    public String digest() {
        return ask(Raw::asb_policy_digest);
    }

    /** The whole document, joined with what it extends: every list (categories, remedies, matrices, …) can be read from it. */
    public Map<String, Object> json() {
        return Json.object(document());
    }

    /** The same as canonical JSON: the text that {@link #digest} is of. */
    public String document() {
        SizeTByReference length = new SizeTByReference();
        return ask(p -> Utf8.read(Raw.asb_policy_json(p, length), length.getValue()));
    }

    /** One rule in plain words, with its clause and how an unclear source was read (Markdown); absent where there is none of that id. */
    public Optional<String> explain(String rule) {
        return findText((out, p) -> Raw.asb_policy_explain(out, p, terminated(rule)));
    }

    /** The whole policy as a page that people can read (Markdown). */
    public String page() {
        return text(Raw::asb_policy_page);
    }
}
