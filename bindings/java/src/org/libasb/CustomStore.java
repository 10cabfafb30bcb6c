package org.libasb;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a host implements to keep cases in its own database: {@link Store#custom}.
 *
 * <p>The heart of it is {@link #commit}: all that is in it, durably, or nothing. Texts come and go exactly as they are. In SQL that is a table of
 * records (case, seq, header, body), one of cases (id, version, summary), one of policy documents (digest, document), and one transaction.
 *
 * <p>A method that fails throws: {@link ConflictException} and {@link CorruptException} mean to the library what they say; any other
 * exception ends the call of the library's that it was called by, and comes out of that, a checked one as the cause of {@link UserException}.
 * None of these methods may call the same engine.
 */
public interface CustomStore {
    /**
     * Writes all of it or nothing.
     *
     * @throws ConflictException where a case has not the expected number of records
     */
    void commit(Commit commit) throws Exception;

    /** The records of a case from a number on, in order; absent where there is no such case. */
    Optional<List<StoredRecord>> read(String id, int from) throws Exception;

    /** At most so many cases whose id is after that one ("": from the first) by the bytes of its UTF-8, in that order. */
    List<StoredCase> list(String after, int limit) throws Exception;

    /** The policy document of a digest, which is 64 hexadecimal digits. */
    Optional<String> policy(String digest) throws Exception;

    /** The store is no longer used. It may be called from another thread. */
    default void close() throws Exception {
    }

    /** A store that keeps the calendar of a {@link Commit} too. */
    interface WithCalendar extends CustomStore {
        /** The calendar that was kept. */
        Optional<String> calendar() throws Exception;
    }

    /** A store that can be followed. */
    interface WithChanges extends CustomStore {
        /**
         * At most so many cases written since a token ("": ever), and the token to go on from.
         *
         * @throws InvalidException where the token is none of its own
         */
        Changes changes(String token, int limit) throws Exception;
    }

    /** Everything that is to be written at once. */
    final class Commit {
        private final List<CaseCommit> cases;
        private final List<PolicyDocument> policies;
        private final String calendar;

        Commit(List<CaseCommit> cases, List<PolicyDocument> policies, String calendar) {
            this.cases = List.copyOf(cases);
            this.policies = List.copyOf(policies);
            this.calendar = calendar;
        }

        /** What is to be written to each case. */
        public List<CaseCommit> cases() {
            return cases;
        }

        /** Policy documents that cases in it were pinned to: each is to be kept for ever, once. */
        public List<PolicyDocument> policies() {
            return policies;
        }

        /** The host's days, which replace what was kept; absent: unchanged. */
        public Optional<String> calendar() {
            return some(calendar);
        }
    }

    /** What is to be written to one case. */
    final class CaseCommit {
        private final String id;
        private final int expected;
        private final List<StoredRecord> records;
        private final List<Integer> erased;
        private final String summary;

        CaseCommit(String id, int expected, List<StoredRecord> records, List<Integer> erased, String summary) {
            this.id = id;
            this.expected = expected;
            this.records = List.copyOf(records);
            this.erased = List.copyOf(erased);
            this.summary = summary;
        }

        /** The case. */
        public String id() {
            return id;
        }

        /** How many records it must have now; 0: it must not exist. */
        public int expected() {
            return expected;
        }

        /** New ones, numbered from expected + 1. */
        public List<StoredRecord> records() {
            return records;
        }

        /** Numbers of records whose bodies must go, so that they cannot be had back. */
        public List<Integer> erased() {
            return erased;
        }

        /** For lists of cases: replaces the one before; absent: unchanged. */
        public Optional<String> summary() {
            return some(summary);
        }
    }

    /** One record as it is stored. */
    final class StoredRecord {
        private final int seq;
        private final String header;
        private final String body;

        /** As it was committed; the body of one that was erased is "". */
        public StoredRecord(int seq, String header, String body) {
            this.seq = seq;
            this.header = Objects.requireNonNull(header);
            this.body = Objects.requireNonNull(body);
        }

        /** From 1, without gaps. */
        public int seq() {
            return seq;
        }

        /** Canonical JSON. */
        public String header() {
            return header;
        }

        /** Canonical JSON; "" where it was erased. */
        public String body() {
            return body;
        }

        /** The same without its body. */
        public StoredRecord withoutBody() {
            return new StoredRecord(seq, header, "");
        }
    }

    /** A policy document. */
    final class PolicyDocument {
        private final String digest;
        private final String id;
        private final String version;
        private final String document;

        PolicyDocument(String digest, String id, String version, String document) {
            this.digest = digest;
            this.id = id;
            this.version = version;
            this.document = document;
        }

        /** SHA-256 of the document, as 64 hexadecimal digits. */
        public String digest() {
            return digest;
        }

        /** The policy's id. */
        public String id() {
            return id;
        }

        /** Its version. */
        public String version() {
            return version;
        }

        /** Canonical JSON. */
        public String document() {
            return document;
        }
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
