package org.libasb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Optional;

/** Dates and instants as the library writes them, and as Java has them. */
final class Times {
    /** The zone in which the library reads and writes local times. */
    static final ZoneId LONDON = ZoneId.of("Europe/London");

    private Times() {
    }

    /** As the library reads it: a date, an instant in UTC, or a local time of Europe/London, whose offset the library works out. */
    static String text(Temporal when) {
        if (when == null) return null;
        if (when instanceof LocalDate || when instanceof LocalDateTime || when instanceof Instant) return when.toString();
        if (when instanceof ZonedDateTime) return ((ZonedDateTime) when).toInstant().toString();
        if (when instanceof OffsetDateTime) return ((OffsetDateTime) when).toInstant().toString();
        throw new IllegalArgumentException("a date or a time is wanted, and not " + when.getClass().getSimpleName());
    }

    /** A date, or an instant in UTC. */
    static Optional<Temporal> read(String text) {
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(text.indexOf('T') < 0 ? LocalDate.parse(text) : Instant.parse(text));
    }

    /** A date, or a time as somebody wrote it: in UTC where it has an offset, and otherwise local. */
    static Optional<Temporal> written(String text) {
        int time = text.indexOf('T');
        if (time < 0) return read(text);
        boolean hasOffset = text.endsWith("Z") || text.indexOf('+', time) >= 0 || text.indexOf('-', time) >= 0;
        return Optional.of(hasOffset ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text).atZone(LONDON));
    }

    static Optional<LocalDate> date(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }

    /** A local time as the library wrote it; which of the two it is, where a time comes twice, is told by the instant. */
    static Optional<Temporal> local(String text, String instant) {
        if (text.indexOf('T') < 0) return read(text);
        return Optional.of(ZonedDateTime.ofLocal(LocalDateTime.parse(text), LONDON, LONDON.getRules().getOffset(Instant.parse(instant))));
    }

    /** The least number stands for no time. */
    static Optional<Instant> instant(long ms) {
        return ms == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ms));
    }
}
