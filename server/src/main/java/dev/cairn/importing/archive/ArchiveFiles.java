package dev.cairn.importing.archive;

import dev.cairn.artifacts.ArtifactPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The files of an archive by name, out of a folder or a zip. Nothing is unpacked: a name chooses what is read, never
/// what is written.
sealed interface ArchiveFiles extends AutoCloseable {

    /// Opens a file.
    ///
    /// @throws IOException if there is none, or it is not a plain one
    InputStream open(String name) throws IOException;

    @Override
    void close() throws IOException;

    static ArchiveFiles at(Path place) throws IOException {
        return Files.isDirectory(place) ? new Folder(place.toRealPath()) : new Zip(new ZipFile(place.toFile()));
    }

    record Folder(Path root) implements ArchiveFiles {
        @Override
        public InputStream open(String name) throws IOException {
            Path file = root.resolve(ArtifactPath.of(name).value());
            if (!file.toRealPath().equals(file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("'%s' of the archive is a link or no file".formatted(name));
            }
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void close() {}
    }

    record Zip(ZipFile zip) implements ArchiveFiles {
        @Override
        public InputStream open(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null || entry.isDirectory()) {
                throw new IOException("the archive has no file '%s'".formatted(name));
            }
            return zip.getInputStream(entry);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
