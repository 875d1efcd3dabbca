package dev.cairn.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A piece of an image: a layer, a list of layers, or what is said of it.
///
/// @param mediaType what it is
/// @param digest    `sha256:` and 64 hexadecimal digits
/// @param size      in bytes
record Blob(String mediaType, String digest, long size, Content content) {
    static final String ALGORITHM = "sha256:";

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    Blob {
        path(digest);
    }

    /// Reads the content once, to know what it is.
    static Blob of(String mediaType, Content content) throws IOException {
        Meter meter = new Meter(OutputStream.nullOutputStream());
        content.writeTo(meter);
        return new Blob(mediaType, meter.digest(), meter.size(), content);
    }

    /// Where a layout has it.
    String path() {
        return path(digest);
    }

    static String path(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new BadImageException("It names a piece '%s', which is no sha256.".formatted(digest));
        }
        return "blobs/sha256/" + digest.substring(ALGORITHM.length());
    }

    /// What manifests say of it.
    ObjectNode descriptor() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", mediaType)
                .put("digest", digest)
                .put("size", size);
    }

    /// Writes it where it is to be, unless it is not what its digest says.
    void copyTo(TarWriter tar) throws IOException {
        tar.file(path(), TarWriter.READABLE, size, this::checked);
    }

    /// Fails if it is not what its digest says.
    void check() throws IOException {
        checked(OutputStream.nullOutputStream());
    }

    private void checked(OutputStream out) throws IOException {
        Meter meter = new Meter(out);
        content.writeTo(meter);
        if (meter.size() != size || !meter.digest().equals(digest)) {
            throw new BadImageException(
                    "The piece %s is not what its digest says: it is damaged, or was changed meanwhile."
                            .formatted(digest));
        }
    }
}
