package dev.cairn.remote;

import dev.cairn.deploy.Placement;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// What releases are called: the same on every server of a database and after each start, and on no server of another
/// one, nor of a copy of it that pods reach elsewhere. Names tell nothing of what they are made of.
///
/// @param reachedAt how pods reach the servers of the database
/// @param key       one that the database has for good
record ReleaseNames(String namespace, String reachedAt, Supplier<SecretKey> key) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SERVER_BYTES = 8;
    private static final int NAME_BYTES = 6;
    private static final int LONGEST = 36;

    ReleaseNames {
        reachedAt = reachedAt.replaceFirst("/+$", "");
    }

    /// The id by which releases of this database are known.
    String server() {
        return digits("server", SERVER_BYTES);
    }

    Placement of(Wanted wanted) {
        String readable = Placement.nameOf(wanted.endpoint().name());
        String begin = readable.isEmpty() ? "endpoint" : readable;
        String name = begin.substring(0, Math.min(begin.length(), LONGEST)).replaceFirst("-+$", "");
        return new Placement(namespace, name + "-" + digits("release\n" + wanted.whole(), NAME_BYTES));
    }

    private String digits(String text, int bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.get());
            return HexFormat.of()
                    .formatHex(mac.doFinal((reachedAt + "\n" + text).getBytes(StandardCharsets.UTF_8)), 0, bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
