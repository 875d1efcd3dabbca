package dev.cairn.artifacts;

import dev.cairn.files.OwnerOnly;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Makes one file of the parts in the folder of an upload: the others are appended to the first one, each going as soon
/// as it is there. It may be asked for as often as a client likes: what was interrupted goes on, and what is done stays
/// done until the folder is swept up.
final class Assembly {
    /// The parts that make the file, a line each: the name and the size. It is there from when they were found to be
    /// right.
    private static final String MANIFEST = "manifest";

    private static final String WHOLE = "whole";
    private static final String LOCK = "lock";

    /// Less than a client waits for an answer.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final LocalStore store;

    /// The folders whose turn it is on this server.
    private final Set<Path> underWay = ConcurrentHashMap.newKeySet();

    Assembly(LocalStore store) {
        this.store = store;
    }

    /// Makes the file of a path; on it is there, whole, once this returns.
    ///
    /// @param names of the parts' files, in order
    void run(Path folder, List<String> names, ArtifactPath path, Admission admission) throws IOException {
        awaitTurn(folder);
        try (FileChannel lock =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock ofAllServers = lock.tryLock()) {
            if (ofAllServers == null) {
                throw notYet();
            }
            assemble(folder, manifest(folder, names, admission), path);
        } catch (NoSuchFileException aborted) {
            throw LocalUploads.missing();
        } finally {
            underWay.remove(folder);
        }
    }

    private void awaitTurn(Path folder) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!underWay.add(folder)) {
            if (System.nanoTime() > end) {
                throw notYet();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw notYet();
            }
        }
    }

    private static ApiException notYet() {
        return ApiException.busy("The parts of this upload are still being put together; try again.");
    }

    /// What goes on was admitted when it began.
    private static List<Part> manifest(Path folder, List<String> names, Admission admission) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            List<Part> found = found(folder, names);
            admission.admit(found.stream().mapToLong(Part::size).sum());
            write(manifest, found);
        }
        List<Part> parts =
                Files.readAllLines(manifest).stream().map(Part::parse).toList();
        if (!parts.stream().map(Part::name).toList().equals(names)) {
            throw ApiException.invalid("This upload is completed already, with other parts.");
        }
        return parts;
    }

    private static List<Part> found(Path folder, List<String> names) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw ApiException.invalid("Part %d was not uploaded, or is not the one that was: upload it again."
                        .formatted(parts.size() + 1));
            }
            parts.add(new Part(name, Files.size(file)));
        }
        return parts;
    }

    private static void write(Path manifest, List<Part> parts) throws IOException {
        Path making = manifest.resolveSibling(UUID.randomUUID().toString());
        OwnerOnly.newFile(making);
        Files.write(making, parts.stream().map(Part::line).toList());
        Files.move(making, manifest, StandardCopyOption.ATOMIC_MOVE);
    }

    private void assemble(Path folder, List<Part> parts, ArtifactPath path) throws IOException {
        Path whole = folder.resolve(WHOLE);
        Path first = folder.resolve(parts.getFirst().name());
        if (!Files.exists(whole)) {
            if (!Files.exists(first)) {
                return; // it is at its place
            }
            Files.move(first, whole, StandardCopyOption.ATOMIC_MOVE);
        }
        try (FileChannel out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            append(folder, parts, out);
        }
        store.place(whole, path);
        clear(folder);
    }

    /// What is there up to the end of a part was appended whole; what is behind that is the beginning of the next one.
    private static void append(Path folder, List<Part> parts, FileChannel out) throws IOException {
        long there = out.size();
        long start = 0;
        for (Part part : parts) {
            long end = start + part.size();
            if (end > there) {
                append(folder.resolve(part.name()), out.truncate(start).position(start));
            }
            if (start > 0) {
                Files.deleteIfExists(folder.resolve(part.name()));
            }
            start = end;
        }
    }

    private static void append(Path file, FileChannel out) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                at += in.transferTo(at, size - at, out);
            }
        }
    }

    /// Leaves what tells a repetition that all is done.
    private static void clear(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[0-9]*-*")) {
            for (Path part : entries) {
                Files.deleteIfExists(part);
            }
        }
    }

    /// @param name of its file
    private record Part(String name, long size) {
        String line() {
            return name + " " + size;
        }

        static Part parse(String line) {
            String[] words = line.split(" ", -1);
            return new Part(words[0], Long.parseLong(words[1]));
        }
    }
}
