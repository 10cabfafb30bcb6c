import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libasb.Calendar;
import org.libasb.Case;
import org.libasb.Changes;
import org.libasb.Conflict;
import org.libasb.ConflictException;
import org.libasb.CorruptException;
import org.libasb.ExistsException;
import org.libasb.InvalidException;
import org.libasb.StateException;
import org.libasb.Store;
import org.libasb.StoredCase;

/** Stores: what is kept, what conflicts, and what the audit says. */
final class StoreTest {
    private static List<String> ids(List<StoredCase> cases) {
        List<String> ids = new ArrayList<>();
        for (StoredCase one : cases) ids.add(one.id());
        return ids;
    }

    static void aJournalKeepsCases() {
        String path = Given.folder() + "/cases – ü.asb";
        try (Given given = new Given(); Store journal = Store.journal(given.engine, path)) {
            given.reported("A", journal);
        }
        try (Given given = new Given(); Store journal = Store.journal(given.engine, path)) {
            Tests.equal(Optional.of("enquiry"), Case.open(journal, "A").orElseThrow().state());
            Tests.equal(List.of("A"), ids(journal.list()));
        }
    }

    static void lists() {
        try (Given given = new Given()) {
            for (String id : List.of("B", "ä", "A", "C")) given.reported(id);
            Tests.equal(List.of("A", "B", "C", "ä"), ids(given.store.list()));
            Tests.equal(List.of("B", "C"), ids(given.store.list("A", 2)));
            StoredCase first = given.store.list(null, 1).get(0);
            Tests.equal(1, first.version());
            Tests.that(first.summary().orElseThrow().contains("\"enquiry\""), "the summary is " + first.summary());
        }
    }

    static void changes() {
        try (Given given = new Given(); Store journal = Store.journal(given.engine, Given.folder().resolve("c.asb").toString())) {
            given.reported("A", journal);
            Changes first = journal.changes(null, 0);
            Tests.equal(List.of("A"), ids(first.cases()));
            given.reported("B", journal);
            Changes second = journal.changes(first.token(), 0);
            Tests.equal(List.of("B"), ids(second.cases()));
            Tests.equal(List.of(), journal.changes(second.token(), 10).cases());
            Tests.thrown(InvalidException.class, () -> journal.changes("no token", 0));
        }
    }

    static void twoPeopleAtOnce() {
        String path = Given.folder().resolve("shared.asb").toString();
        try (Given here = new Given(); Given there = new Given(); Store mine = Store.journal(here.engine, path);
             Store theirs = Store.journal(there.engine, path)) {
            Case a = here.reported("A", mine);
            Case b = Case.open(theirs, "A").orElseThrow();
            b.add(there.opening());
            b.save();
            a.add(here.note("She rang again"));
            a.add(here.record("closure").set("reason", "not-asb").set("rationale", "Everyday noise"));
            Tests.thrown(ConflictException.class, a::save);
            Tests.equal(3, a.count());
            List<Conflict> lost = a.reload();
            Tests.equal(1, lost.size());
            Tests.equal("closure", lost.get(0).record().kind());
            a.save();
            Tests.equal(3, a.stored());
            Tests.equal(Optional.of("She rang again"), a.record(3).orElseThrow().text("text"));
        }
    }

    static void severalCasesInOneCommit() {
        try (Given given = new Given()) {
            Case a = given.reported("A");
            Case b = given.reported("B");
            a.add(given.record("link").set("to", "B").set("relation", "related"));
            b.add(given.record("link").set("to", "A").set("relation", "related"));
            Case.saveAll(List.of(a, b));
            Tests.equal(2, a.stored());
            Tests.equal(2, b.stored());
            Case stale = Case.open(given.store, "A").orElseThrow();
            a.add(given.note("first"));
            a.save();
            stale.add(given.note("second"));
            b.add(given.note("with it"));
            Tests.thrown(ConflictException.class, () -> Case.saveAll(List.of(b, stale)));
            Tests.equal(2, b.stored());
            Case.saveAll(List.of());
        }
    }

    static void theAudit() {
        try (Given given = new Given()) {
            Case a = given.reported("A");
            given.reported("B");
            Map<String, Object> head = given.store.head();
            List<Object> heads = given.store.heads();
            Tests.equal(2L, head.get("cases"));
            Tests.equal(a.head().orElseThrow(), heads.get(0));
            a.add(given.note("n"));
            a.save();
            Tests.equal(1L, given.store.verifyHead(heads).get("grown"));
            Tests.thrown(StateException.class, () -> given.store.verifyHead(head));
            Map<String, Object> all = given.store.verify();
            Tests.equal(List.of(2L, 3L, List.of()), List.of(all.get("cases"), all.get("records"), all.get("damage")));
            Tests.equal(1L, given.store.verify("B").get("records"));
        }
    }

    static void damageIsReported() throws IOException {
        Path file = Given.folder().resolve("damaged.asb");
        try (Given given = new Given(); Store journal = Store.journal(given.engine, file.toString())) {
            given.reported("A", journal);
        }
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Shouting");
        bytes[at] = 's';
        Files.write(file, bytes);
        try (Given given = new Given(); Store journal = Store.journal(given.engine, file.toString())) {
            CorruptException e = Tests.thrown(CorruptException.class, () -> journal.verify());
            Tests.that(!((List<?>) e.report().orElseThrow().get("damage")).isEmpty(), "the damage is not said");
        }
    }

    static void theWholeOfIt() {
        Path folder = Given.folder();
        String backup = folder.resolve("backup.asb").toString();
        try (Given given = new Given(); Store journal = Store.journal(given.engine, folder.resolve("a.asb").toString());
             Store copy = Store.memory(given.engine); Store lined = Store.memory(given.engine)) {
            given.reported("A", journal);
            given.reported("B", journal);
            Tests.equal(2L, copy.copyFrom(journal).get("written"));
            Tests.equal(2L, copy.copyFrom(journal).get("same"));
            List<String> lines = new ArrayList<>();
            journal.exportTo(lines::add);
            Tests.equal(journal.export(), String.join("", lines));
            Tests.equal(2L, lined.importLines(journal.export()).get("written"));
            Tests.equal(journal.head(), lined.head());
            Tests.equal(journal.head(), copy.head());
            journal.backup(backup);
            Tests.thrown(ExistsException.class, () -> journal.backup(backup));
            Tests.equal(2L, journal.compact().get("cases"));
            try (Store saved = Store.journal(given.engine, backup)) {
                Tests.equal(journal.heads(), saved.heads());
            }
        }
    }

    static void whatTakesTheLinesMayEndIt() {
        try (Given given = new Given()) {
            given.reported("A");
            IllegalStateException full = new IllegalStateException("full");
            Tests.that(Tests.thrown(IllegalStateException.class, () -> given.store.exportTo(line -> {
                throw full;
            })) == full, "it is another exception");
            Tests.equal(1, given.store.list().size());
        }
    }

    static void aStoreKeepsACalendar() {
        try (Given given = new Given()) {
            given.store.setCalendar(new Calendar(given.engine).add(LocalDate.of(2026, 5, 14), null, "Flood"));
            Tests.that(given.store.calendar().orElseThrow().json().toString().contains("Flood"), "it is another");
        }
    }
}
