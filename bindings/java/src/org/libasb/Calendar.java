package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Map;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/**
 * Days that the host adds to the calendar (nobody works) or removes from the holidays (people do), each with the time from which it was known.
 *
 * <p>It counts where it is set: {@link Store#setCalendar}, {@link Engine#setCalendar}, {@link Case#setCalendar}.
 */
public final class Calendar extends Handle<Raw.asb_calendar> {
    /** An empty one. */
    public Calendar(Engine engine) {
        this(engine.core, engine.made(Raw::asb_calendar_new));
    }

    Calendar(Core core, Pointer pointer) {
        super(core, new Raw.asb_calendar(pointer), Raw::asb_calendar_free);
    }

    /** Reads one: {@code {"added":[…],"removed":[…]}}, each entry a date or {@code {"date","known","name"}}. */
    public static Calendar parse(Engine engine, String json) {
        byte[] bytes = Utf8.bytes(json);
        return engine.make((out, e) -> Raw.asb_calendar_parse(out, e, bytes, new SizeT(bytes.length)), Calendar::new);
    }

    /** Nobody works on that day; it was known always. */
    public Calendar add(LocalDate date) {
        return add(date, null, null);
    }

    /**
     * Nobody works on that day.
     *
     * @param known the date or instant from which it was known; null: always
     * @param name why, for explanations; may be null
     */
    public Calendar add(LocalDate date, Temporal known, String name) {
        run(c -> Raw.asb_calendar_add(c, terminated(Times.text(date)), terminated(Times.text(known)), terminated(name)));
        return this;
    }

    /** People work on that day, whatever the rule; it was known always. */
    public Calendar remove(LocalDate date) {
        return remove(date, null, null);
    }

    /** People work on that day, whatever the rule; otherwise as {@link #add}. */
    public Calendar remove(LocalDate date, Temporal known, String name) {
        run(c -> Raw.asb_calendar_remove(c, terminated(Times.text(date)), terminated(Times.text(known)), terminated(name)));
        return this;
    }

    /** The days, as {@link #parse} reads them. */
    public Map<String, Object> json() {
        return object(Raw::asb_calendar_json);
    }
}
