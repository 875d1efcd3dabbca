package dev.cairn.importing.mlruns;

import dev.cairn.protocol.tracking.Tag;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Reads the small files of a folder `mlruns`. Links are not followed, and no file is read that is larger than any that
/// MLflow writes.
final class PlainFiles {
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    /// Keys such as `train/loss` are folders with a file.
    private static final int MAX_DEPTH = 128;

    private PlainFiles() {}

    static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /// The folders inside a folder by name; none if it is not there.
    static List<Path> folders(Path folder) throws IOException {
        return inside(folder, PlainFiles::isFolder);
    }

    /// The files inside a folder by name.
    static List<Path> files(Path folder) throws IOException {
        return inside(folder, PlainFiles::isFile);
    }

    private static List<Path> inside(Path folder, DirectoryStream.Filter<Path> filter) throws IOException {
        List<Path> found = new ArrayList<>();
        if (isFolder(folder)) {
            try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, filter)) {
                paths.forEach(found::add);
            }
        }
        found.sort(Comparator.comparing(PlainFiles::name));
        return found;
    }

    static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("'%s' is larger than %d MB".formatted(file, MAX_BYTES >> 20));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static MetaFile meta(Path file) throws IOException {
        try {
            return MetaFile.parse(text(file));
        } catch (IOException wrong) {
            throw new IOException("'%s' cannot be read: %s".formatted(file, wrong.getMessage()), wrong);
        }
    }

    /// The files below a folder, those in its folders as well.
    static List<Path> below(Path folder) throws IOException {
        if (!isFolder(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder, MAX_DEPTH)) {
            return paths.filter(PlainFiles::isFile).sorted().toList();
        }
    }

    /// The key that the path of a file below a folder stands for.
    static String key(Path folder, Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    /// A folder with a file a key.
    static List<Tag> tags(Path folder) throws IOException {
        List<Tag> tags = new ArrayList<>();
        for (Path file : below(folder)) {
            tags.add(new Tag(key(folder, file), text(file)));
        }
        return tags;
    }

    /// The words of each line of a file.
    static void lines(Path file, Words each) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), StandardCharsets.UTF_8))) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    each.read(line.strip().split(" "));
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
                    throw new IOException("'%s', line %d is malformed: %s".formatted(file, number, line), malformed);
                }
                number++;
            }
        }
    }

    /// A number as Python writes it.
    static double number(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /// Takes a line.
    @FunctionalInterface
    interface Words {
        void read(String[] words);
    }
}
