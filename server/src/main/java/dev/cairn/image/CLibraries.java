package dev.cairn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The libraries of this machine without which Java, and native code in Cairn's jar, cannot start.
final class CLibraries {
    /// A library of `ldd`: `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, or the loader, which is named by its
    /// path.
    private static final Pattern FOUND = Pattern.compile("\\s+(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    private static final Pattern MISSING = Pattern.compile("\\s+(\\S+) => not found");

    /// Of native code in the jar.
    private static final List<String> NEEDED = List.of("libstdc++.so.6", "libgcc_s.so.1");

    /// Parts of the C library that are loaded when they are used; newer ones have them within.
    private static final List<String> USED = List.of(
            "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "libnss_files.so.2", "libnss_dns.so.2");

    private CLibraries() {}

    /// Where they are, sorted.
    static NavigableSet<Path> of(Path javaHome) throws IOException, InterruptedException {
        NavigableSet<Path> all = new TreeSet<>();
        for (String line : ldd(programs(javaHome)).lines().toList()) {
            Matcher missing = MISSING.matcher(line);
            if (missing.matches()
                    && !Files.exists(javaHome.resolve("lib/server").resolve(missing.group(1)))) {
                throw new BadImageException("Java needs %s, which ldd does not find: give --base, an image with Java."
                        .formatted(missing.group(1)));
            }
            Matcher found = FOUND.matcher(line);
            if (found.matches() && !found.group(1).startsWith(javaHome.toString())) {
                all.add(Path.of(found.group(1)));
            }
        }
        List<Path> folders = all.stream().map(Path::getParent).distinct().toList();
        for (String name : NEEDED) {
            all.add(in(folders, name)
                    .findFirst()
                    .orElseThrow(() -> new BadImageException(
                            "Native code of models needs %s, which this machine has not: install it, or give --base, an image with Java."
                                    .formatted(name))));
        }
        USED.forEach(name -> in(folders, name).findFirst().ifPresent(all::add));
        return all;
    }

    private static Stream<Path> in(List<Path> folders, String name) {
        return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isRegularFile);
    }

    private static List<Path> programs(Path javaHome) throws IOException {
        try (Stream<Path> files = Files.walk(javaHome)) {
            return files.filter(file -> file.toString().endsWith(".so")
                            || file.equals(javaHome.resolve("bin/java"))
                            || file.equals(javaHome.resolve("lib/jspawnhelper")))
                    .toList();
        }
    }

    private static String ldd(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ldd"));
        files.forEach(file -> command.add(file.toString()));
        return Tool.run(command, "ldd does not say which libraries Java needs; give --base, an image with Java.");
    }
}
