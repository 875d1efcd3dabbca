package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file on its way in, with what the client said of it beforehand.
///
/// @param length its announced length in bytes, or -1
/// @param sha256 its announced SHA-256 in base64, from `Content-Digest` or `Repr-Digest` (RFC 9530)
public record Upload(InputStream content, long length, Optional<String> sha256) {
    private static final Pattern SHA256 = Pattern.compile("sha-256=:([A-Za-z0-9+/=]+):");

    /// As much as a connection gives at once.
    private static final int BUFFER = 64 * 1024;

    /// The SHA-256 that a digest header names.
    public static Optional<String> sha256(Optional<String> digestHeader) {
        return digestHeader.map(SHA256::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    /// Copies the content, and refuses it if it is not what was announced.
    void copyTo(OutputStream target) throws IOException {
        MessageDigest digest = sha256.isPresent() ? digest() : null;
        byte[] buffer = new byte[length < 0 ? BUFFER : Math.clamp(length, 1, BUFFER)];
        long copied = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            target.write(buffer, 0, read);
            copied += read;
            if (digest != null) {
                digest.update(buffer, 0, read);
            }
        }
        if (length >= 0 && copied != length) {
            throw ApiException.badRequest("The upload ended after %d of %d bytes.".formatted(copied, length));
        }
        if (digest != null
                && !Base64.getEncoder().encodeToString(digest.digest()).equals(sha256.get())) {
            throw ApiException.badRequest("The upload does not have the SHA-256 that its digest header announced.");
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
