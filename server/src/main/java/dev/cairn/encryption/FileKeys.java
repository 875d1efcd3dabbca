package dev.cairn.encryption;

import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys in a file, which is read each time, so that a server sees what others put there.
final class FileKeys implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private final Path file;
    private final boolean managed;

    /// @param managed whether this server makes and renews it
    FileKeys(Path file, boolean managed) {
        this.file = file.toAbsolutePath().normalize();
        this.managed = managed;
        warnOfReaders();
    }

    private void warnOfReaders() {
        try {
            if (Files.exists(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                LOG.warn("Other users of this machine can read or change the key in {}: chmod 600 it.", file);
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            // which the reader of the file tells of
        }
    }

    @Override
    public String id() {
        return ring().first().id();
    }

    @Override
    public String wrap(byte[] dataKey, byte[] context) {
        return ring().first().wrap(dataKey, context);
    }

    @Override
    public byte[] unwrap(String id, String wrapped, byte[] context) {
        KeyRing ring = found().orElseThrow(() -> WrongKey.of(id, file + ", which is not there"));
        return ring.find(id)
                .orElseThrow(() -> WrongKey.of(id, file + ", which has " + ring.ids()))
                .unwrap(wrapped, context);
    }

    @Override
    public void make() {
        if (managed && found().isEmpty()) {
            write(KeyRing.fresh());
        }
    }

    @Override
    public void renew() {
        if (managed) {
            write(ring().renewed());
        }
    }

    @Override
    public void keep(Set<String> used) {
        if (managed) {
            write(ring().keeping(used));
        }
    }

    @Override
    public String place() {
        return file + (managed ? " (managed by the server)" : "");
    }

    private KeyRing ring() {
        return found().orElseThrow(() -> new KeyException("There is no key file %s.".formatted(file)));
    }

    private Optional<KeyRing> found() {
        try {
            return Optional.of(KeyRing.parse(Files.readString(file), file.toString()));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new KeyException("The key file %s cannot be read: %s".formatted(file, failure), failure);
        }
    }

    /// Whole, and on the disk, before it has its name.
    private void write(KeyRing ring) {
        Path made = file.resolveSibling(UUID.randomUUID().toString());
        try {
            OwnerOnly.file(made);
            Files.writeString(made, ring.text(), StandardOpenOption.DSYNC);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder =
                    FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException failure) {
            throw new KeyException("The key file %s cannot be written: %s".formatted(file, failure), failure);
        }
    }
}
