package org.libasb;

import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.libasb.raw.Raw;

/**
 * What has a handle of C's, and the few ways in which it is called.
 *
 * <p>Every call goes through {@link #ask}, so that the object, and what else the call uses, cannot be collected before C has come
 * back and what it lent was copied. {@code used} names what else that is.
 *
 * @param <H> the handle's type
 */
abstract class Handle<H extends PointerType> implements AutoCloseable {
    static final Cleaner CLEANER = Cleaner.create();

    final Core core;
    private final Grip<H> grip;
    private final Cleaner.Cleanable cleanable;

    Handle(Core core, H pointer, Consumer<H> free) {
        this.core = core;
        this.grip = new Grip<>(pointer, free);
        this.cleanable = CLEANER.register(this, grip);
    }

    /** Gives it back. Again does nothing; anything else does not work any more, and says so. What was made from it goes on. */
    @Override
    public void close() {
        cleanable.clean();
    }

    /** What is left to be freed when the object itself has gone: so it must not know the object. */
    private static final class Grip<H> implements Runnable {
        private volatile H pointer;
        private final Consumer<H> free;

        Grip(H pointer, Consumer<H> free) {
            this.pointer = pointer;
            this.free = free;
        }

        @Override
        public void run() {
            H last = pointer;
            pointer = null;
            free.accept(last);
        }
    }

    /** To be handed to C; IllegalStateException where it was closed. */
    final H pointer() {
        H pointer = grip.pointer;
        if (pointer == null) throw new IllegalStateException("this " + getClass().getSimpleName() + " is closed");
        return pointer;
    }

    /** The same; null for null. */
    static <H extends PointerType> H pointerOf(Handle<H> handle) {
        return handle == null ? null : handle.pointer();
    }

    // ---- asking

    /** All that is done with the pointer, what C lends and what its engine says of an error read too, is done in here. */
    final <T> T ask(Function<? super H, ? extends T> call, Object... used) {
        try {
            return call.apply(pointer());
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(used);
        }
    }

    /** A text that is "" where there is none. */
    final Optional<String> maybe(Function<? super H, String> getter) {
        String text = ask(getter);
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    final boolean is(ToIntFunction<? super H> getter) {
        return ask(getter::applyAsInt) != 0;
    }

    /** A number that is 0 where there is none. */
    final OptionalInt number(ToIntFunction<? super H> getter) {
        int number = ask(getter::applyAsInt);
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    // ---- doing

    /** Whether there was what it was to be done to. */
    final boolean did(ToIntFunction<? super H> call, Object... used) {
        return ask(h -> core.found(call.applyAsInt(h)), used);
    }

    final void run(ToIntFunction<? super H> call, Object... used) {
        ask(h -> {
            core.check(call.applyAsInt(h));
            return null;
        }, used);
    }

    // ---- getting what is filled in

    /** A function of C's whose first parameter it fills in. */
    @FunctionalInterface
    interface Out<H> {
        int fill(PointerByReference out, H handle);
    }

    /** A new handle, for the constructor of its class. */
    final Pointer made(Out<H> call, Object... used) {
        PointerByReference out = new PointerByReference();
        run(h -> call.fill(out, h), used);
        return out.getValue();
    }

    final <T extends Handle<?>> T make(Out<H> call, BiFunction<Core, Pointer, T> as, Object... used) {
        return find(call, as, used).orElseThrow();
    }

    final <T extends Handle<?>> Optional<T> find(Out<H> call, BiFunction<Core, Pointer, T> as, Object... used) {
        PointerByReference out = new PointerByReference();
        return ask(h -> {
            int status = call.fill(out, h);
            Optional<T> made = Optional.ofNullable(out.getValue()).map(pointer -> as.apply(core, pointer));
            try {
                core.found(status);
                return made;
            } catch (RuntimeException | Error e) {
                made.ifPresent(Handle::close); // a callback threw, though the call was done
                throw e;
            }
        }, used);
    }

    /** A decision, which a refusal comes with too. */
    final Decision decide(Out<H> call, Object... used) {
        return make((out, h) -> {
            int status = call.fill(out, h);
            return status == Raw.ASB_REFUSED ? Raw.ASB_OK : status;
        }, Decision::new, used);
    }

    final String text(Out<H> call, Object... used) {
        return findText(call, used).orElseThrow();
    }

    final Optional<String> findText(Out<H> call, Object... used) {
        PointerByReference out = new PointerByReference();
        return ask(h -> {
            int status = call.fill(out, h);
            Optional<String> text = take(out);
            core.found(status);
            return text;
        }, used);
    }

    final Map<String, Object> object(Out<H> call, Object... used) {
        return Json.object(text(call, used));
    }

    final List<Object> list(Out<H> call, Object... used) {
        return Json.list(text(call, used));
    }

    /** A report, which comes with a conflict or with damage too: it is then in the exception. */
    final Map<String, Object> report(Out<H> call, Object... used) {
        PointerByReference out = new PointerByReference();
        return ask(h -> {
            int status = call.fill(out, h);
            Optional<Map<String, Object>> report = take(out).map(Json::object);
            try {
                core.check(status);
                return report.orElseThrow();
            } catch (AsbException e) {
                report.ifPresent(e::add);
                throw e;
            }
        }, used);
    }

    /** A text that is ours, which is given back; absent where none was filled in. */
    private static Optional<String> take(PointerByReference out) {
        if (out.getValue() == null) return Optional.empty();
        Raw.asb_text text = new Raw.asb_text(out.getValue());
        try {
            return Optional.of(Utf8.read(Raw.asb_text_data(text), Raw.asb_text_length(text).longValue()));
        } finally {
            Raw.asb_text_free(text);
        }
    }
}
