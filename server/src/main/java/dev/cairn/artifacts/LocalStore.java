package dev.cairn.artifacts;

import dev.cairn.files.OwnerOnly;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A folder of this machine. Symbolic links in it are neither followed nor shown.
public final class LocalStore implements ArtifactStore {
    /// Of a path, its end included (Linux, PATH_MAX).
    private static final int MOST_BYTES = 4_095;

    private final Path root;
    private final Path uploads;
    private final LocalUploads direct;
    private final FolderNames folders = new FolderNames();

    /// @param root created if it is not there, readable by this user alone
    public LocalStore(Path root) throws IOException {
        OwnerOnly.folder(root.toAbsolutePath().normalize());
        this.root = root.toRealPath();
        this.uploads = this.root.resolve(ArtifactPath.UPLOADS);
        OwnerOnly.folder(uploads);
        this.direct = new LocalUploads(this, uploads, InstantSource.system());
    }

    @Override
    public Optional<ArtifactFile> find(ArtifactPath path) throws IOException {
        try {
            Path file = resolve(path);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return described(path, attributes);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /// Pages are by name; a name is where the next one goes on.
    @Override
    public Listing list(ArtifactPath folder, String from, int limit) throws IOException {
        Path directory = resolve(folder);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Listing.NOTHING;
        }
        List<String> names = folders.after(from, directory, limit + 1);
        boolean isLast = names.size() <= limit;
        List<ArtifactFile> files = new ArrayList<>();
        List<String> unnamable = new ArrayList<>();
        for (String name : isLast ? names : names.subList(0, limit)) {
            try {
                child(folder.child(new ArtifactPath(name)), directory.resolve(name))
                        .ifPresent(files::add);
            } catch (ApiException noPath) {
                unnamable.add(name);
            }
        }
        return new Listing(files, unnamable, isLast ? "" : names.get(limit - 1));
    }

    /// What a folder's entry is, asked once of the file system; empty for what is not shown.
    private static Optional<ArtifactFile> child(ArtifactPath path, Path file) throws IOException {
        if (path.isOfUploads()) {
            return Optional.empty();
        }
        try {
            return described(path, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(ArtifactFile file, ByteRange range) throws IOException {
        Path path = resolve(file.path());
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException goneMeanwhile) {
            throw changed();
        }
        try {
            if (find(file.path()).filter(file::equals).isEmpty()) {
                throw changed(); // what was opened may be the one that was found, or the one that took its place
            }
            channel.position(range.first());
            return Channels.newInputStream(channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static ApiException changed() {
        return ApiException.busy("The artifact was replaced while it was being read; try again.");
    }

    @Override
    public Optional<LocalStore> folder() {
        return Optional.of(this);
    }

    @Override
    public long bytes(ArtifactPath path) throws IOException {
        Path target = resolve(path);
        Sizes sizes = new Sizes();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(target, sizes);
        }
        return sizes.sum;
    }

    @Override
    public Optional<DirectTransfer> direct() {
        return Optional.of(direct);
    }

    /// The same, with the side of it that this server answers itself.
    LocalUploads uploads() {
        return direct;
    }

    @Override
    public void close() {}

    @Override
    public void write(ArtifactPath path, Upload upload) throws IOException {
        requireFree(path);
        Path part = uploads.resolve(UUID.randomUUID().toString());
        try {
            OwnerOnly.file(part);
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
                upload.copyTo(out);
            }
            place(part, path);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Refuses a path at which no file can be.
    void requireFree(ArtifactPath path) {
        Path file = resolve(path);
        if (path.isRoot() || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw ApiException.invalid("Cannot write the artifact '%s': it is a directory.".formatted(path.value()));
        }
        if (file.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw ApiException.invalid("Invalid path: longer than this server's file system takes.");
        }
        Path above = file.getParent();
        while (above != null && !Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
            above = above.getParent();
        }
        if (above != null && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
            throw ApiException.invalid(
                    "Cannot write the artifact '%s': a part of its path is a file.".formatted(path.value()));
        }
    }

    /// Makes a finished file the one of a path, in one step, and so that a loss of power does not undo it.
    void place(Path file, ArtifactPath path) throws IOException {
        requireFree(path);
        Path target = resolve(path);
        force(file, StandardOpenOption.WRITE);
        try {
            OwnerOnly.foldersOf(target);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            requireFree(path); // something may have come in the way meanwhile
            throw refused;
        }
        force(Objects.requireNonNull(target.getParent()), StandardOpenOption.READ);
    }

    private static void force(Path file, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(ArtifactPath path) throws IOException {
        if (path.isRoot()) {
            throw ApiException.invalid("Invalid path");
        }
        deleteAll(resolve(path));
    }

    static void deleteAll(Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(target, new DeleteAll());
        }
    }

    /// The only way from a path on the wire to a file: below the root, through folders that are no links.
    private Path resolve(ArtifactPath path) {
        Path file = root;
        for (String segment : path.segments()) {
            if (Files.isSymbolicLink(file)) {
                throw ApiException.invalid("Invalid path");
            }
            file = child(file, segment);
        }
        if (path.isOfUploads()
                || !file.normalize().equals(file)
                || !file.startsWith(root)
                || Files.isSymbolicLink(file)) {
            throw ApiException.invalid("Invalid path");
        }
        return file;
    }

    private static Path child(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException unnameable) {
            throw ApiException.invalid(
                    "Invalid path: this server's file system cannot name '%s'. If the name is an ordinary one, its operator has to start it in a UTF-8 locale, such as LC_ALL=C.UTF-8."
                            .formatted(name));
        }
    }

    private static Optional<ArtifactFile> described(ArtifactPath path, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return Optional.of(ArtifactFile.folder(path));
        }
        Instant modified = attributes.lastModifiedTime().toInstant();
        long nanos = modified.getEpochSecond() * 1_000_000_000L + modified.getNano();
        String etag = "\"" + Long.toHexString(attributes.size()) + "-" + Long.toHexString(nanos) + "-"
                + inode(attributes) + "\"";
        return attributes.isRegularFile()
                ? Optional.of(new ArtifactFile(path, false, attributes.size(), modified, etag))
                : Optional.empty();
    }

    /// The number by which the file system knows a file, of its key `(dev=…,ino=…)`: two files that are there at the
    /// same time differ in it, even those that were written within a tick of its clock.
    private static String inode(BasicFileAttributes attributes) {
        String key = String.valueOf(attributes.fileKey());
        int end = key.endsWith(")") ? key.length() - 1 : key.length();
        return key.substring(key.lastIndexOf('=') + 1, end);
    }

    /// What others delete meanwhile is no matter.
    private abstract static class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static final class Sizes extends Visitor {
        private long sum;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class DeleteAll extends Visitor {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
