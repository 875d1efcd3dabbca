package dev.cairn.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Folders with all that is in them; links are not followed.
public final class Folders {
    private Folders() {}

    /// Deletes one, if it is there.
    public static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// All files in one, sorted.
    ///
    /// @param folder or a file, which is the only one then
    /// @throws IllegalArgumentException for a link, which may lead anywhere
    public static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted().toList()) {
                if (Files.isSymbolicLink(each)) {
                    throw new IllegalArgumentException(
                            "%s is a symbolic link, which is not followed: copy what it points to into its place (cp -RL copies a whole folder so)."
                                    .formatted(each));
                }
                if (Files.isRegularFile(each)) {
                    files.add(each);
                }
            }
        }
        return files;
    }

    /// The bytes of all files in one.
    public static long bytes(Path folder) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                bytes.addAndGet(of.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
