package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.text.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file on its way in, with what the client said of it beforehand.
///
/// @param length its announced length in bytes, or -1
/// @param sha256 its announced SHA-256 in base64, from `Content-Digest` or `Repr-Digest` (RFC 9530)
public record Upload(InputStream content, long length, Optional<String> sha256) {
    private static final Pattern SHA256 = Pattern.compile("sha-256=:([A-Za-z0-9+/=]+):");

    /// As much as a connection gives at once.
    private static final int BUFFER = 64 * 1024;

    /// What a request brings.
    public static Upload of(Exchange exchange) {
        Optional<String> digest = exchange.header("Content-Digest").or(() -> exchange.header("Repr-Digest"));
        return new Upload(
                exchange.body(),
                exchange.contentLength(),
                digest.map(SHA256::matcher).filter(Matcher::find).map(found -> found.group(1)));
    }

    /// The same, which is refused where it has more bytes.
    Upload atMost(long bytes) {
        if (length > bytes) {
            throw tooLarge(bytes);
        }
        return bytes == Long.MAX_VALUE ? this : new Upload(new Bounded(content, bytes), length, sha256);
    }

    static ApiException tooLarge(long most) {
        return ApiException.invalid(
                "The file has more than the %,d bytes that this server takes (--max-file-size).".formatted(most));
    }

    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long read;

        Bounded(InputStream content, long most) {
            super(content);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int got = super.read(target, offset, count);
            read += Math.max(got, 0);
            if (read > most) {
                throw tooLarge(most);
            }
            return got;
        }
    }

    /// The content, which refuses to end if it is not what was announced.
    public InputStream checked() {
        return new Checked(this);
    }

    /// Copies the content, and refuses it if it is not what was announced.
    void copyTo(OutputStream target) throws IOException {
        InputStream in = checked();
        byte[] buffer = new byte[length < 0 ? BUFFER : Math.clamp(length, 1, BUFFER)];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            target.write(buffer, 0, read);
        }
    }

    private static final class Checked extends FilterInputStream {
        private final Upload upload;
        private final @Nullable MessageDigest digest;
        private long read;
        private boolean ended;

        Checked(Upload upload) {
            super(upload.content);
            this.upload = upload;
            this.digest = upload.sha256.isPresent() ? Digests.sha256() : null;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int got = super.read(target, offset, count);
            if (got < 0) {
                if (!ended) {
                    requireAsAnnounced();
                    ended = true;
                }
                return -1;
            }
            read += got;
            if (digest != null) {
                digest.update(target, offset, got);
            }
            return got;
        }

        private void requireAsAnnounced() {
            if (upload.length >= 0 && read != upload.length) {
                throw ApiException.badRequest("The upload ended after %d of %d bytes.".formatted(read, upload.length));
            }
            if (digest != null
                    && !Base64.getEncoder().encodeToString(digest.digest()).equals(upload.sha256.orElse(""))) {
                throw ApiException.badRequest("The upload does not have the SHA-256 that its digest header announced.");
            }
        }
    }
}
