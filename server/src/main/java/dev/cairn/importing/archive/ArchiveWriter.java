package dev.cairn.importing.archive;

import dev.cairn.files.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files of an archive, one after the other: in a folder, or in a zip if the name ends so.
sealed interface ArchiveWriter extends AutoCloseable {

    /// Begins a file; the one before must be closed.
    OutputStream file(String name) throws IOException;

    /// Whether another file can be begun after one was refused.
    boolean takesMore();

    @Override
    void close() throws IOException;

    /// Begins an archive in a folder that is there.
    ///
    /// @param isZip whether a zip is made, or a folder
    /// @throws java.nio.file.FileAlreadyExistsException if there is something at that place
    static ArchiveWriter at(Path place, boolean isZip) throws IOException {
        if (!isZip) {
            OwnerOnly.newFolder(place);
            return new Folder(place);
        }
        OwnerOnly.newFile(place);
        ZipOutputStream zip = new ZipOutputStream(
                new BufferedOutputStream(Files.newOutputStream(place, StandardOpenOption.WRITE), 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
        return new Zip(zip);
    }

    record Folder(Path root) implements ArchiveWriter {
        @Override
        public OutputStream file(String name) throws IOException {
            Path file = root.resolve(name);
            OwnerOnly.file(file);
            return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), 1 << 16);
        }

        @Override
        public boolean takesMore() {
            try {
                Files.delete(Files.createTempFile(root, "room", ""));
                return true;
            } catch (IOException full) {
                return false;
            }
        }

        @Override
        public void close() {}
    }

    record Zip(ZipOutputStream zip) implements ArchiveWriter {
        @Override
        public OutputStream file(String name) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            return new FilterOutputStream(zip) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    zip.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    zip.closeEntry();
                }
            };
        }

        @Override
        public boolean takesMore() {
            return false;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
