package dev.cairn.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.encryption.Keys;
import dev.cairn.webhooks.StoredWebhook.Sealed;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What only webhooks' receivers are told, sealed for the webhook that it belongs to.
final class WebhookSecrets {
    private static final String PURPOSE = "webhooks";

    private final Keys keys;

    WebhookSecrets(Keys keys) {
        this.keys = keys;
    }

    /// Never from within a transaction.
    ///
    /// @param text  empty or null for none
    /// @param field what it is, `secret` or `authorization`
    @Nullable
    String seal(@Nullable String text, String webhook, String field) {
        return text == null || text.isEmpty()
                ? null
                : Base64.getEncoder().encodeToString(keys.seal(PURPOSE, text.getBytes(UTF_8), context(webhook, field)));
    }

    /// The same of a secret that a request may set; null for one that it does not.
    @Nullable
    Sealed change(@Nullable String text, String webhook, String field) {
        return text == null ? null : new Sealed(seal(text, webhook, field));
    }

    Optional<String> secret(StoredWebhook webhook) {
        return open(webhook.secret(), webhook.id(), "secret");
    }

    Optional<String> authorization(StoredWebhook webhook) {
        return open(webhook.authorization(), webhook.id(), "authorization");
    }

    private Optional<String> open(@Nullable String sealed, String webhook, String field) {
        return Optional.ofNullable(sealed)
                .map(text -> keys.unseal(PURPOSE, Base64.getDecoder().decode(text), context(webhook, field)))
                .map(bytes -> new String(bytes, UTF_8));
    }

    private static byte[] context(String webhook, String field) {
        return (webhook + "\n" + field).getBytes(UTF_8);
    }
}
