package dev.cairn.image;

import dev.cairn.text.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Passes bytes on, counts them and digests them.
final class Meter extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = Digests.sha256();
    private long size;

    Meter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        size += length;
    }

    long size() {
        return size;
    }

    /// Of all so far, as images write it; once.
    String digest() {
        return Blob.ALGORITHM + HexFormat.of().formatHex(digest.digest());
    }
}
