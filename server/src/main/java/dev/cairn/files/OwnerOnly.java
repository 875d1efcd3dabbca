package dev.cairn.files;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Makes folders of mode 0700 and files of mode 0600. What is there already keeps the mode that its owner gave it.
public final class OwnerOnly {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");

    private OwnerOnly() {}

    /// Makes a folder, and those above it, unless it is there.
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER);
        }
    }

    /// Makes a folder that is not there, in one that is.
    public static void newFolder(Path folder) throws IOException {
        Files.createDirectory(folder, FOLDER);
    }

    /// Makes the folders above a file.
    public static void foldersOf(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            folder(parent);
        }
    }

    /// Makes an empty file, and the folders above it, unless it is there.
    public static void file(Path file) throws IOException {
        foldersOf(file);
        if (!Files.exists(file)) {
            Files.createFile(file, FILE);
        }
    }

    /// Makes an empty file in a folder that is there.
    public static void newFile(Path file) throws IOException {
        Files.createFile(file, FILE);
    }

    /// Opens a file to read and write it, and makes it unless it is there.
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, Set.of(CREATE, READ, WRITE), FILE);
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
