import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.libasb.Json;

/** Every function of the library is reached by the classes, or is here with the reason why not. */
final class CompletenessTest {
    private static final Path TOP = Path.of(System.getProperty("asb.top"));

    private static final Map<String, String> LEFT = Map.ofEntries(
        Map.entry("asb_problems_json", "problems are read one by one, as they are with their numbers"),
        Map.entry("asb_conflicts_json", "as asb_problems_json; each has its record as a handle, to be tried again"),
        Map.entry("asb_list_json", "as asb_problems_json"),
        Map.entry("asb_json_get", "what is read is a Map, which is asked by key"),
        Map.entry("asb_json_integer", "numbers are read from their text, which is exact however long they are"),
        Map.entry("asb_json_line", "a value of Java's does not know where it was read; what is wrong with a document says its line"),
        Map.entry("asb_json_column", "as asb_json_line"),
        Map.entry("asb_json_write", "values are written by Json.write, and Engine.canonical makes that canonical"),
        Map.entry("asb_assessment_missing_count", "missing() reads until there is no more"),
        Map.entry("asb_duties_owner", "owners() reads them one by one, which needs no JSON"),
        Map.entry("asb_caseload_rows", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rehearsal_rows", "the rows come with asb_rehearsal_query(), in one text"),
        Map.entry("asb_rows_count", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rows_total", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rows_next", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rows_column_count", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rows_column", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rows_text", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rows_number", "the rows come with asb_caseload_query(), in one text"),
        Map.entry("asb_rows_free", "the rows come with asb_caseload_query(), in one text"));

    private static String sources() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(TOP.resolve("bindings/java/src/org/libasb"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).collect(Collectors.toList())) texts.add(Files.readString(file));
        }
        return String.join("\n", texts).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    static void everyFunctionIsReached() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        for (Object function : (List<?>) ((Map<?, ?>) Json.read(Files.readString(TOP.resolve("bindings/abi.json")))).get("functions"))
            missing.add((String) ((Map<?, ?>) function).get("name"));
        Tests.that(missing.size() > 300, "abi.json has " + missing.size() + " functions");
        Tests.that(missing.containsAll(LEFT.keySet()), "a function that is left out is none");
        Matcher reached = Pattern.compile("\\bRaw(?:::|\\.)(asb_\\w+)").matcher(sources());
        while (reached.find()) {
            Tests.that(!LEFT.containsKey(reached.group(1)), reached.group(1) + " is reached, and need not be left out");
            missing.remove(reached.group(1));
        }
        missing.removeAll(LEFT.keySet());
        Tests.that(missing.isEmpty(), "not reached: " + missing);
    }

    /** In what is made from the description too. */
    static void linesAreNotTooLong() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String folder : List.of("bindings/java", "tests/bindings/java")) {
            try (Stream<Path> files = Files.walk(TOP.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).collect(Collectors.toList()))
                    for (String line : Files.readAllLines(file)) if (line.length() > 150) wrong.add(file + ": " + line);
            }
        }
        Tests.that(wrong.isEmpty(), String.join("\n", wrong));
    }
}
