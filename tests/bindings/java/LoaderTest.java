package org.libasb.raw;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the library is looked for, and which versions will do. */
public final class LoaderTest {
    private static void that(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }

    static void theEnvironmentNamesTheOnlyOne() {
        that(Loader.candidates("/opt/libasb.so", null, List.of("libasb.so.0")).equals(List.of("/opt/libasb.so")), "there are others");
        String here = new File("build/libasb.so").getAbsolutePath();
        that(Loader.candidates("build/libasb.so", null, List.of()).equals(List.of(here)), "it is seen from here");
        that(Loader.candidates("", null, List.of("libasb.so.0")).equals(List.of("libasb.so.0", "asb")), "empty is none");
    }

    static void thenBesideThePackageThenTheSystems() throws IOException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("asb.test.folder")), "beside");
        List<String> names = List.of("libasb.so.0", "libasb.so");
        that(Loader.candidates(null, folder.toFile(), names).equals(List.of("libasb.so.0", "libasb.so", "asb")), "nothing is beside");
        Path beside = Files.createFile(folder.resolve("libasb.so"));
        that(Loader.candidates(null, folder.toFile(), names).equals(List.of(beside.toString(), "libasb.so.0", "libasb.so", "asb")), "it is beside");
    }

    static void versionsThatFit() {
        that(Loader.fits(100, 100) && Loader.fits(105, 100), "the same, or one with something mended");
        that(!Loader.fits(99, 100) && !Loader.fits(200, 100) && !Loader.fits(10100, 100), "before 1.0 another minor version is another interface");
        that(!Loader.fits(101, 102), "an older one may lack what is used");
        that(Loader.fits(10200, 10100) && !Loader.fits(10000, 10100) && !Loader.fits(20000, 10100), "from 1.0 on the same major, and none older");
    }

    static void theRunningOneFits() {
        that(Loader.fits(Raw.asb_version(), Raw.VERSION), "it is version " + Raw.asb_version());
    }
}
