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

    /** One that a host makes up, or of which the engine says nothing. */
    Fault(Status status, String message) {
        this.status = status;
        this.message = message;
        this.code = this.field = this.pointer = "";
        this.line = this.column = 0;
    }

    /** The one that the engine has now. */
    Fault(Status status, Raw.asb_engine engine) {
        String sentence = Raw.asb_error_message(engine);
        this.status = status;
        this.message = sentence.isEmpty() ? status.text() : sentence;
        this.code = Raw.asb_error_code(engine);
        this.field = Raw.asb_error_field(engine);
        this.pointer = Raw.asb_error_pointer(engine);
        this.line = Raw.asb_error_line(engine);
        this.column = Raw.asb_error_column(engine);
        for (Map.Entry<String, Object> one : Json.object(Raw.asb_error_arguments(engine)).entrySet())
            arguments.put(one.getKey(), String.valueOf(one.getValue()));
    }
}
