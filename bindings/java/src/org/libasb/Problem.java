package org.libasb;

import java.util.LinkedHashMap;
import java.util.Map;
import org.libasb.raw.Raw;

/** One thing wrong with a policy document. */
public final class Problem {
    private final String message;
    private final String code;
    private final Map<String, Object> arguments;
    private final String pointer;
    private final int line;
    private final int column;

    Problem(Raw.asb_problems problems, int index) {
        message = Raw.asb_problems_message(problems, index);
        code = Raw.asb_problems_code(problems, index);
        arguments = Json.object(Raw.asb_problems_arguments(problems, index));
        pointer = Raw.asb_problems_pointer(problems, index);
        line = Raw.asb_problems_line(problems, index);
        column = Raw.asb_problems_column(problems, index);
    }

    /** A sentence that says how to mend it. */
    public String message() {
        return message;
    }

    /** Its stable code. */
    public String code() {
        return code;
    }

    /** The sentence's arguments, by their names. */
    public Map<String, String> arguments() {
        Map<String, String> texts = new LinkedHashMap<>();
        arguments.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    /** Where: JSON pointer; "" for the whole document. */
    public String pointer() {
        return pointer;
    }

    /** Where: the line, from 1. */
    public int line() {
        return line;
    }

    /** Where: the column, in characters from 1. */
    public int column() {
        return column;
    }

    @Override
    public String toString() {
        return line + ":" + column + ": " + pointer + ": " + message;
    }
}
