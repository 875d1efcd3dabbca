package dev.cairn.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Files of one purpose, encrypted as they are written and decrypted as they are read, from any byte
/// on. Safe for use by any number of threads.
public final class SealedFiles {
    /// Of what a file begins with, to be asked whether it is encrypted.
    public static final int HEAD_BYTES = SealedHead.BYTES;

    private final Keys keys;
    private final String purpose;

    SealedFiles(Keys keys, String purpose) {
        this.keys = keys;
        this.purpose = purpose;
    }

    /// Whether there may be an encrypted file.
    public boolean mayExist() {
        return keys.hasKeys(purpose);
    }

    /// A content, encrypted.
    ///
    /// @param context what it belongs to, such as its path, without which it is not decrypted
    public InputStream seal(InputStream content, String context) {
        DataKey key = keys.inUse(purpose, true);
        SealedHead head = SealedHead.of(key.stored().id());
        return new SealingStream(content, head, new Segments(key.secret(), head.salt(), purpose + "\n" + context));
    }

    /// How many bytes a content has when it is encrypted.
    public long sealedSize(long size) {
        return Segments.sealedSize(size);
    }

    /// Whether a content would be taken for an encrypted file.
    public boolean looksSealed(byte[] beginning, int length) {
        return SealedHead.begins(beginning, length);
    }

    /// An encrypted file, known by its head; empty for another one.
    ///
    /// @param sealedSize all of its bytes
    public Optional<Sealed> of(byte[] beginning, long sealedSize) {
        long size = Segments.size(sealedSize);
        return SealedHead.parse(beginning).map(head -> new Sealed(head, size));
    }

    /// A file that is encrypted.
    public final class Sealed {
        private final SealedHead head;
        private final long size;

        private Sealed(SealedHead head, long size) {
            this.head = head;
            this.size = size;
        }

        /// Bytes of its content; 0 where it was cut off so that it has none.
        public long size() {
            return Math.max(0, size);
        }

        /// Whether it is encrypted with the key that new ones are.
        public boolean isCurrent() {
            return keys.inUse(purpose, true).stored().id().equals(head.key());
        }

        /// The first byte that has to be read of it for a part of its content.
        ///
        /// @throws KeyException if the file was cut off where no encrypted file ends
        public long sealedFirst(long first) {
            if (size < 0) {
                throw KeyException.changed();
            }
            return SealedHead.BYTES + first / Segments.BYTES * Segments.SEALED_BYTES;
        }

        /// The byte behind the last one for that, which may be behind the file.
        public long sealedEnd(long last) {
            return sealedFirst(last) + Segments.SEALED_BYTES;
        }

        /// Its content from a byte on, of which the first segment is read.
        ///
        /// @param encrypted from `sealedFirst` on
        /// @throws KeyException if that was changed, or is another context's; what comes later is refused then
        public InputStream open(InputStream encrypted, long first, String context) throws IOException {
            Segments segments = new Segments(keys.key(head.key()).secret(), head.salt(), purpose + "\n" + context);
            return new OpeningStream(encrypted, segments, size, first);
        }
    }
}
