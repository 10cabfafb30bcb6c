package org.libasb;

import com.sun.jna.Pointer;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.libasb.raw.Raw;

/** All duties there have been in a case, as they stood when it was asked: sorted by rule, party, record, due date. */
public final class Duties extends Handle<Raw.asb_duties> implements Iterable<Duty> {
    Duties(Core core, Pointer pointer) {
        super(core, new Raw.asb_duties(pointer), Raw::asb_duties_free);
    }

    /** How many. */
    public int count() {
        return ask(Raw::asb_duties_count);
    }

    /** One of them, from 0. */
    public Duty get(int index) {
        return all().get(index);
    }

    @Override
    public Iterator<Duty> iterator() {
        return all().iterator();
    }

    /** All of them. */
    public Stream<Duty> stream() {
        return all().stream();
    }

    /** All of them, as data. */
    public List<Object> json() {
        return list(Raw::asb_duties_json);
    }

    private List<Duty> all() {
        int count = count();
        return new AbstractList<>() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public Duty get(int index) {
                return new Duty(Duties.this, Objects.checkIndex(index, count));
            }
        };
    }
}
