import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code in the README is code that is run: each block is in an example or in ReadmeExamples, line by line. */
final class ReadmeTest {
    private static final Path TOP = Path.of(System.getProperty("asb.top"));

    /** Lines without their indentation, and without those that are empty. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) if (!line.isBlank()) lines.add(line.strip());
        return lines;
    }

    private static boolean has(List<String> source, List<String> block) {
        for (int i = 0; i + block.size() <= source.size(); i++) if (source.subList(i, i + block.size()).equals(block)) return true;
        return false;
    }

    static void itsCodeIsRun() throws IOException {
        List<List<String>> sources = new ArrayList<>();
        for (String name : List.of("bindings/java/examples/Quickstart.java", "bindings/java/examples/MapStore.java",
            "bindings/java/examples/Storeless.java", "tests/bindings/java/ReadmeExamples.java"))
            sources.add(lines(Files.readString(TOP.resolve(name))));
        String[] parts = Files.readString(TOP.resolve("bindings/java/README.md")).split("```java\n");
        Tests.that(parts.length > 4, "there are " + (parts.length - 1) + " blocks");
        for (int i = 1; i < parts.length; i++) {
            List<String> block = lines(parts[i].substring(0, parts[i].indexOf("```")));
            Tests.that(sources.stream().anyMatch(source -> has(source, block)), "this is not run:\n" + String.join("\n", block));
        }
    }
}
