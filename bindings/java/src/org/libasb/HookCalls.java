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

    HookCalls(Hooks hooks, Carrier carrier) {
        this.now = hooks.now;
        this.random = hooks.random == null ? SAFE::nextBytes : hooks.random;
        this.log = hooks.log;
        this.carrier = carrier;
    }

    /** The table for C, by which these are called for as long as they are held. */
    Raw.asb_hooks table(Hooks hooks) {
        Raw.asb_hooks table = new Raw.asb_hooks();
        table.struct_size = table.size();
        table.self = ALL.know(this);
        table.now = hooks.now == null ? null : NOW;
        table.random = hooks.now == null && hooks.random == null ? null : RANDOM;
        table.log = hooks.log == null ? null : LOG;
        table.memory_limit = hooks.memoryLimit;
        return table;
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
