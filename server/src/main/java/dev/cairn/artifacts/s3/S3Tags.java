package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.UploadedPart;
import dev.cairn.text.Digests;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The ETags of objects that were sent in parts: the MD5 of the MD5s of the parts, and how many these are.
final class S3Tags {
    private S3Tags() {}

    /// The tag of what parts become; empty where theirs are no MD5s, as of some that the store encrypts.
    static Optional<String> ofParts(List<UploadedPart> parts) {
        MessageDigest md5 = Digests.md5();
        for (UploadedPart part : parts) {
            String tag = part.etag().replace("\"", "");
            if (!tag.matches("[0-9a-f]{32}")) {
                return Optional.empty();
            }
            md5.update(HexFormat.of().parseHex(tag));
        }
        return Optional.of("\"%s-%d\"".formatted(HexFormat.of().formatHex(md5.digest()), parts.size()));
    }
}
