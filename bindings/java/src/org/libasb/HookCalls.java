package org.libasb;

import com.sun.jna.Pointer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Supplier;
import org.libasb.raw.Raw;
import org.libasb.raw.SizeT;

/**
 * The hooks of an engine, as C calls them.
 *
 * <p>The clock of C cannot fail, and a hook's can throw. A record must not be added at a time that nobody said: so with a clock of the host's the
 * random bytes are ours too, for those can fail, and every record needs some before it is added.
 */
final class HookCalls {
    private static final Registry<HookCalls> ALL = new Registry<>();
    private static final SecureRandom SAFE = new SecureRandom();
    private static final Hooks.Level[] LEVELS = Hooks.Level.values();

    private static final Raw.asb_hooks_now NOW = self -> {
        HookCalls calls = ALL.get(self);
        return calls == null ? System.currentTimeMillis() : calls.now();
    };
    private static final Raw.asb_hooks_random RANDOM = (self, bytes, size) -> {
        HookCalls calls = ALL.get(self);
        return calls == null ? Raw.ASB_EUSER : calls.random(bytes, size);
    };
    private static final Raw.asb_hooks_log LOG = (self, level, message) -> {
        HookCalls calls = ALL.get(self);
        if (calls != null) calls.log(level, message);
    };

    private final Supplier<Instant> now;
    private final Hooks.RandomSource random;
    private final Hooks.Log log;
    private final Carrier carrier;

    private HookCalls(Hooks hooks, Carrier carrier) {
        this.now = hooks.now;
        this.random = hooks.random == null ? SAFE::nextBytes : hooks.random;
        this.log = hooks.log;
        this.carrier = carrier;
    }

    /** The table for C, and who is behind it: to be held for as long as the engine may be used. */
    static final class Table {
        final Raw.asb_hooks hooks = new Raw.asb_hooks();
        final HookCalls calls;

        Table(Hooks from, Carrier carrier) {
            calls = new HookCalls(from, carrier);
            hooks.struct_size = hooks.size();
            hooks.self = ALL.know(calls);
            hooks.now = from.now == null ? null : NOW;
            hooks.random = from.now == null && from.random == null ? null : RANDOM;
            hooks.log = from.log == null ? null : LOG;
            hooks.memory_limit = from.memoryLimit;
        }
    }

    private long now() {
        try {
            return now.get().toEpochMilli();
        } catch (Throwable e) {
            carrier.carry(e);
            return 0;
        }
    }

    private int random(Pointer to, SizeT size) {
        if (carrier.isLoaded()) return Raw.ASB_EUSER;
        try {
            byte[] bytes = new byte[size.intValue()];
            random.fill(bytes);
            to.write(0, bytes, 0, bytes.length);
            return Raw.ASB_OK;
        } catch (Throwable e) {
            carrier.carry(e);
            return Raw.ASB_EUSER;
        }
    }

    private void log(int level, Pointer message) {
        try {
            log.write(LEVELS[Math.max(0, Math.min(level, LEVELS.length - 1))], message.getString(0, "UTF-8"));
        } catch (Throwable e) {
            carrier.carry(e);
        }
    }
}
