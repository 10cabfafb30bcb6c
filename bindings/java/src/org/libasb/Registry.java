package org.libasb;

import com.sun.jna.Pointer;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What callbacks find behind {@code self}. C is given a number in place of a pointer, and functions that are the same for all and never go away: so
 * there is no function that could be collected while C may still call it, and a number whose owner has gone is just not found.
 *
 * @param <T> the owner
 */
final class Registry<T> {
    private final Map<Integer, Supplier<T>> owners = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    /** Held until {@link #remove}. */
    Pointer hold(T owner) {
        return add(() -> owner);
    }

    /** Held by others: forgotten when they let go of it. */
    Pointer know(T owner) {
        Pointer self = add(new WeakReference<>(owner)::get);
        Handle.CLEANER.register(owner, () -> remove(self));
        return self;
    }

    private Pointer add(Supplier<T> owner) {
        int number = last.incrementAndGet();
        owners.put(number, owner);
        return new Pointer(number);
    }

    /** Null where it has gone. */
    T get(Pointer self) {
        Supplier<T> owner = owners.get((int) Pointer.nativeValue(self));
        return owner == null ? null : owner.get();
    }

    void remove(Pointer self) {
        owners.remove((int) Pointer.nativeValue(self));
    }
}
