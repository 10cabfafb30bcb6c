import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.libasb.ArgumentException;
import org.libasb.Case;
import org.libasb.CaseRecord;
import org.libasb.Engine;
import org.libasb.InvalidException;
import org.libasb.Json;
import org.libasb.JsonException;
import org.libasb.LimitException;

/** Texts, numbers and JSON come back as they went in. */
final class TextTest {
    private static final String HARD = "“Nia” said \"no\" \\ 'never'\n\tŵ 🎵 \u202E 👩‍👩‍👧 \uFFFD";

    static void textsOfRecordsComeBack() {
        try (Given given = new Given()) {
            Case c = new Case(given.engine, given.policy, given.store, "Fall-ß-🎵");
            c.add(new CaseRecord(given.engine, "report").setActor("ąmy \"the\" 🦊", "CCC").set("channel", "phone").set("summary", HARD)
                .set("x-notes", List.of(HARD, "ü")).set("x-object", Map.of("k🗝", HARD)));
            c.save();
            CaseRecord again = Case.open(given.store, "Fall-ß-🎵").orElseThrow().record(1).orElseThrow();
            Tests.equal("Fall-ß-🎵", given.store.list().get(0).id());
            Tests.equal(Optional.of("ąmy \"the\" 🦊"), again.by());
            Tests.equal(Optional.of(HARD), again.text("summary"));
            Tests.equal(List.of(HARD, "ü"), again.texts("x-notes"));
            Tests.equal(Optional.of(Map.of("k🗝", HARD)), again.value("x-object"));
            Tests.equal(HARD, ((Map<?, ?>) again.json().get("fields")).get("summary"));
        }
    }

    static void longTextsAreWhole() {
        try (Given given = new Given()) {
            String text = "é🎵".repeat(100_000);
            Tests.equal(Optional.of(text), given.note(text).text("text"));
        }
    }

    static void halfASurrogateIsRefusedAndNotReplaced() {
        try (Given given = new Given()) {
            InvalidException e = Tests.thrown(InvalidException.class, () -> given.note("a\uD83Cb"));
            Tests.equal(Optional.of("text"), e.field());
        }
    }

    static void aZeroIsRefusedAndCutsNothing() {
        try (Given given = new Given()) {
            Tests.thrown(ArgumentException.class, () -> given.note("before\0after"));
        }
    }

    static void jsonComesBack() {
        Object value = Json.read("{\"b\":[null,true,false,\"x\\u0000\\ud800y\"],\"a\":{\"n\":-0.50,\"e\":1E+2},\"empty\":[{},[],\"\"]}");
        Tests.equal("{\"b\":[null,true,false,\"x\\u0000\\ud800y\"],\"a\":{\"n\":-0.50,\"e\":1E+2},\"empty\":[{},[],\"\"]}", Json.write(value));
        Tests.equal(Arrays.asList(null, true, false, "x\0\uD800y"), ((Map<?, ?>) value).get("b"));
    }

    static void numbersAreExact() {
        Tests.equal(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE, new BigInteger("9223372036854775808"), new BigDecimal("0.10"), 9007199254740993L),
            Json.read("[0,9223372036854775807,-9223372036854775808,9223372036854775808,0.10,9007199254740993]"));
        Tests.equal("[1,2,1.5,123456789012345678901234567890]", Json.write(List.of(1, 2L, 1.5, new BigInteger("123456789012345678901234567890"))));
        try (Given given = new Given()) {
            CaseRecord record = given.note("n").set("x-number", 9007199254740991L).set("x-less", -9007199254740991L);
            Tests.equal(OptionalLong.of(9007199254740991L), record.number("x-number"));
            Tests.equal(OptionalLong.of(-9007199254740991L), record.number("x-less"));
            Tests.thrown(InvalidException.class, () -> record.set("x-number", 9007199254740992L));
            Tests.equal(Optional.of(123456789012345678L), record.setJson("x-account", "123456789012345678").value("x-account"));
        }
    }

    static void exponentsAsGreatAsTheyCome() {
        Tests.equal(new BigDecimal("1.5e-999999999"), Json.read("1.5e-999999999"));
        Tests.thrown(JsonException.class, () -> Json.read("1e9999999999"));
    }

    static void whatJsonHasNotIsSaid() {
        Tests.thrown(IllegalArgumentException.class, () -> Json.write(Double.NaN));
        Tests.thrown(IllegalArgumentException.class, () -> Json.write(new Object()));
        Tests.equal("\"2026-04-09\"", Json.write(LocalDate.of(2026, 4, 9)));
    }

    static void jsonThatIsNoneIsPlaced() {
        JsonException e = Tests.thrown(JsonException.class, () -> Json.read("{\n  \"a\": 1,\n  \"a\": 2}"));
        Tests.equal(3, e.line().getAsInt());
        Tests.that(e.column().isPresent(), "there is no column");
    }

    static void fieldsOfEveryType() {
        try (Given given = new Given()) {
            CaseRecord record = given.note("n").set("x-flag", true).set("x-day", LocalDate.of(2026, 3, 29)).add("x-list", "one").add("x-list", "two");
            Tests.equal(Optional.of(true), record.flag("x-flag"));
            Tests.equal(Optional.of("2026-03-29"), record.text("x-day"));
            Tests.equal(List.of("one", "two"), record.texts("x-list"));
            Tests.equal(List.of("text", "x-flag", "x-day", "x-list"), record.fields());
            Tests.that(record.unset("x-flag"), "it was there");
            Tests.that(!record.unset("x-flag"), "it is gone");
            Tests.equal(Optional.empty(), record.flag("x-flag"));
            Tests.equal(OptionalLong.empty(), record.number("text"));
            Tests.equal(Optional.empty(), record.text("nothing"));
            Tests.equal(Optional.empty(), record.value("nothing"));
            Tests.equal(List.of(), record.texts("nothing"));
        }
    }

    /** The limits are for what a host is handed, and not for what it asks. */
    static void resultsAreReadWhateverTheLimits() {
        try (Given given = new Given()) {
            Case c = given.reported("A");
            given.engine.setLimit("document-bytes", 20);
            given.engine.setLimit("document-depth", 1);
            Tests.equal("enquiry", c.facts().get("state"));
            Tests.thrown(LimitException.class, () -> CaseRecord.parse(given.engine, "{\"kind\":\"note\",\"fields\":{}}"));
        }
    }

    static void canonicalForm() {
        try (Engine engine = new Engine()) {
            Tests.equal("{\"a\":[1,\"é\"],\"b\":null}", engine.canonical(" {\"b\": null, \"a\": [1.0e0, \"\\u00e9\"]} ").replace("1e0", "1"));
        }
    }
}
