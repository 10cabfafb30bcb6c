package org.libasb;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What takes the place of the library's own clock, random bytes and log: {@code new Engine(new Hooks().now(clock::instant))}. What is not said here
 * stays as it is. An exception that a hook throws comes out of the call that the hook was called by. A hook must not call its own engine.
 */
public final class Hooks {
    /** How much a line of the log matters. */
    public enum Level {
        /** It did not work. */
        ERROR,
        /** It worked, but look at it. */
        WARNING,
        /** Just so. */
        INFORMATION
    }

    /** Where random bytes come from, for example {@code new SecureRandom()::nextBytes}. */
    @FunctionalInterface
    public interface RandomSource {
        /** Fills all of it with bytes that nobody can guess. */
        void fill(byte[] bytes);
    }

    /** Where lines for the log go. */
    @FunctionalInterface
    public interface Log {
        /** Takes a line. */
        void write(Level level, String message);
    }

    /** Who is told how far long work has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * So much is done of so much. It cancels the work by throwing.
         *
         * @param work which: {@code verify}, {@code copy}, {@code rehearse} …
         * @param total 0 where it is not known
         */
        void told(String work, long done, long total);
    }

    Supplier<Instant> now;
    RandomSource random;
    Log log;
    Progress progress;
    long memoryLimit;

    /** What the time is: {@code clock::instant} of a java.time.Clock. */
    public Hooks now(Supplier<Instant> hook) {
        now = Objects.requireNonNull(hook);
        return this;
    }

    /** Where random bytes come from. */
    public Hooks random(RandomSource hook) {
        random = Objects.requireNonNull(hook);
        return this;
    }

    /** Where lines for the log go. */
    public Hooks log(Log hook) {
        log = Objects.requireNonNull(hook);
        return this;
    }

    /** Who is told how far long work has come. */
    public Hooks progress(Progress hook) {
        progress = Objects.requireNonNull(hook);
        return this;
    }

    /** The most bytes that the engine may hold at a time; 0: no limit. */
    public Hooks memoryLimit(long bytes) {
        memoryLimit = bytes;
        return this;
    }
}
