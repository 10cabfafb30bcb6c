package org.libasb.raw;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds the library and looks at its version.
 *
 * <p>The one that the environment variable ASB_LIBRARY names, and no other; else the one in the folder in which the jar (or the folder of classes)
 * lies; else the system's, which JNA looks for: in {@code jna.library.path}, where the system looks, and among the resources of the class path.
 */
final class Loader {
    private Loader() {
    }

    /** Gives the native methods of a class their functions; UnsatisfiedLinkError, with every name that was tried, where that cannot be. */
    static void bind(Class<?> raw, int wanted) {
        NativeLibrary library = open(candidates(System.getenv("ASB_LIBRARY"), folderOf(raw), names(wanted / 10000)));
        checkVersion(library, wanted);
        try {
            Native.register(raw, library);
        } catch (UnsatisfiedLinkError e) {
            throw new UnsatisfiedLinkError(library.getFile() + " lacks a function of libasb " + text(wanted) + ": " + e.getMessage());
        }
    }

    /** What the library's file is called here, the most particular name first. */
    static List<String> names(int major) {
        if (Platform.isWindows()) return List.of("asb.dll", "libasb.dll");
        if (Platform.isMac()) return List.of("libasb." + major + ".dylib", "libasb.dylib");
        return List.of("libasb.so." + major, "libasb.so");
    }

    /** Names to try, in order. */
    static List<String> candidates(String override, File beside, List<String> names) {
        if (override != null && !override.isEmpty()) return List.of(override.contains("/") ? new File(override).getAbsolutePath() : override);
        List<String> all = new ArrayList<>();
        for (String name : names) {
            File file = new File(beside, name);
            if (beside != null && file.exists()) all.add(file.getAbsolutePath());
        }
        all.addAll(names);
        all.add("asb");
        return all;
    }

    private static File folderOf(Class<?> raw) {
        CodeSource source = raw.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : new File(source.getLocation().toURI()).getAbsoluteFile().getParentFile();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // not from a file
        }
    }

    private static NativeLibrary open(List<String> candidates) {
        List<String> tried = new ArrayList<>();
        for (String name : candidates) {
            try {
                return NativeLibrary.getInstance(name, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
            } catch (UnsatisfiedLinkError e) {
                tried.add("\n  " + name + ": " + why(e));
            }
        }
        throw new UnsatisfiedLinkError("libasb was not found; set ASB_LIBRARY to its path. Tried:" + String.join("", tried));
    }

    /** JNA says that it could not, and on the next line what the system said. */
    private static String why(UnsatisfiedLinkError e) {
        String[] lines = e.getMessage().split("\n");
        return lines[Math.min(1, lines.length - 1)];
    }

    private static void checkVersion(NativeLibrary library, int wanted) {
        int running;
        try {
            running = library.getFunction("asb_version").invokeInt(new Object[0]);
        } catch (UnsatisfiedLinkError e) {
            throw new UnsatisfiedLinkError(library.getFile() + " is not libasb");
        }
        if (!fits(running, wanted))
            throw new UnsatisfiedLinkError(library.getFile() + " is version " + text(running) + " of libasb; these classes are for " + text(wanted));
    }

    /** The same major version, and none older than the prototypes; before 1.0 the minor version counts as a major one. */
    static boolean fits(int running, int wanted) {
        int breaking = wanted >= 10000 ? 10000 : 100;
        return running / breaking == wanted / breaking && running >= wanted;
    }

    private static String text(int version) {
        return String.join(".", Arrays.asList("" + version / 10000, "" + version / 100 % 100, "" + version % 100));
    }
}
