package dev.cairn.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.db.Contents;
import dev.cairn.http.ApiException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Texts of the database of which some are encrypted, as base64 behind a mark, each for the place
/// where it stands.
final class SealedContents implements Contents {
    /// The data key of texts, and what data keys are for that digests are made with.
    static final String TEXTS = "contents";

    private static final Logger LOG = LoggerFactory.getLogger(SealedContents.class);
    private static final String DIGESTS = "contents-digests";
    private static final String SEALED = MARK + "1:";

    private final Keys keys;
    private final boolean seals;

    /// Makes the keys, so that none has to be made within a transaction.
    ///
    /// @param seals whether new texts are encrypted
    SealedContents(Keys keys, boolean seals) {
        this.keys = keys;
        this.seals = seals;
        if (seals) {
            keys.dataKey(DIGESTS);
            keys.inUse(TEXTS, true);
        }
    }

    @Override
    public @Nullable String stored(@Nullable String text, Object... place) {
        if (!seals || text == null) {
            return Contents.plain().stored(text, place);
        }
        DataKey key = keys.find(TEXTS).orElseThrow(SealedContents::forgotten);
        return SEALED + Base64.getEncoder().encodeToString(Keys.seal(key, TEXTS, text.getBytes(UTF_8), context(place)));
    }

    @Override
    public @Nullable String read(@Nullable String stored, Object... place) {
        if (stored == null || !stored.startsWith(SEALED)) {
            return Contents.plain().read(stored, place);
        }
        try {
            return new String(keys.unseal(TEXTS, bytes(stored), context(place)), UTF_8);
        } catch (KeyException changed) {
            LOG.error("A text of {} cannot be decrypted: {}", Arrays.toString(place), changed.getMessage());
            throw ApiException.invalidState("What is stored here is not as this server stored it, or its key is gone:"
                    + " restore the database or the key from a backup.");
        }
    }

    private static byte[] bytes(String stored) {
        try {
            return Base64.getDecoder().decode(stored.substring(SEALED.length()));
        } catch (IllegalArgumentException noBase64) {
            throw KeyException.changed();
        }
    }

    /// Numbers and ids hold no line ends.
    private static byte[] context(Object... place) {
        return Arrays.stream(place)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
    }

    /// Keyed, so that nobody who guesses a content can see that it is the one.
    @Override
    public List<String> digests(String digest) {
        if (!mayBeSealed()) {
            return List.of(digest);
        }
        String keyed =
                keyed(keys.find(DIGESTS).orElseThrow(SealedContents::forgotten).secret(), digest);
        return seals ? List.of(keyed, digest) : List.of(digest, keyed);
    }

    private static String keyed(SecretKey key, String digest) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(digest.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean seals() {
        return seals;
    }

    @Override
    public boolean mayBeSealed() {
        return seals || keys.hasKeys(TEXTS);
    }

    private static KeyException forgotten() {
        return new KeyException("The data keys were forgotten. Start the server again.");
    }
}
