package dev.cairn.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.encryption.KeyException;
import dev.cairn.encryption.Keys;
import dev.cairn.http.ApiException;
import java.util.Base64;

/// Seals secrets, each for the scope and the key under which it is kept.
record Seals(Keys keys) {
    private static final String PURPOSE = "secrets";

    /// Never from within a transaction.
    String seal(byte[] value, String scope, String key) {
        return Base64.getEncoder().encodeToString(keys.seal(PURPOSE, value, context(scope, key)));
    }

    byte[] open(String scope, SecretStore.Stored secret) {
        try {
            return keys.unseal(PURPOSE, Base64.getDecoder().decode(secret.sealed()), context(scope, secret.key()));
        } catch (KeyException lost) {
            throw ApiException.invalidState(
                    "The secret '%s' cannot be read, since the key that it was sealed with is lost: put it again."
                            .formatted(secret.key()));
        }
    }

    private static byte[] context(String scope, String key) {
        return (scope + "\n" + Names.key(key)).getBytes(UTF_8);
    }
}
