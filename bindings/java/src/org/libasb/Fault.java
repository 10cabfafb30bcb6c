package org.libasb;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.libasb.raw.Raw;

/** What the engine knows of the last thing that went wrong, taken down before its next call. */
final class Fault implements Serializable {
    private static final long serialVersionUID = 1;

    final Status status;
    final String message;
    final String code;
    final String field;
    final String pointer;
    final int line;
    final int column;
    final LinkedHashMap<String, String> arguments = new LinkedHashMap<>();

    /** One that a host makes up. */
    Fault(Status status, String message) {
        this(status, "", message);
    }

    /** One of which no engine is asked: the library's sentence for the status. */
    Fault(Status status) {
        this(status, status.text(), sentence(status));
    }

    private Fault(Status status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
        this.field = this.pointer = "";
        this.line = this.column = 0;
    }

    private static String sentence(Status status) {
        return Engine.messages().getOrDefault(status.text(), status.text());
    }

    /** The one that the engine has now; of an answer like a conflict it says nothing, and the sentence is that of the status. */
    Fault(Status status, Raw.asb_engine engine) {
        String sentence = Raw.asb_error_message(engine);
        boolean isSaid = !sentence.isEmpty();
        this.status = status;
        this.message = isSaid ? sentence : sentence(status);
        this.code = isSaid ? Raw.asb_error_code(engine) : status.text();
        this.field = Raw.asb_error_field(engine);
        this.pointer = Raw.asb_error_pointer(engine);
        this.line = Raw.asb_error_line(engine);
        this.column = Raw.asb_error_column(engine);
        for (Map.Entry<String, Object> one : Json.object(Raw.asb_error_arguments(engine)).entrySet())
            arguments.put(one.getKey(), String.valueOf(one.getValue()));
    }
}
