package dev.cairn.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.encryption.KeyException;
import dev.cairn.outgoing.Answer;
import dev.cairn.outgoing.Destinations;
import dev.cairn.outgoing.Outgoing;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sends something to a webhook, signed as its dialect does it. The signature is of the moment, so that receivers may
/// refuse what is old. Safe for use by any number of threads.
final class Sending implements AutoCloseable {
    private static final long MILLIS = 1000;

    private final Destinations destinations;
    private final Outgoing outgoing;
    private final WebhookSecrets secrets;
    private final InstantSource clock;

    Sending(Destinations destinations, Outgoing outgoing, WebhookSecrets secrets, InstantSource clock) {
        this.destinations = destinations;
        this.outgoing = outgoing;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// @param deliveryId the same for each attempt at the same thing
    /// @throws IOException with a sentence, if there was no answer
    Answer send(StoredWebhook webhook, String deliveryId, String body) throws IOException {
        return outgoing.post(
                destinations.find(webhook.url()),
                webhook.verifiesTls(),
                webhook.isManaged() ? managed(webhook, body) : mlflow(webhook, deliveryId, body),
                body.getBytes(UTF_8));
    }

    /// Cuts off what is under way.
    @Override
    public void close() {
        outgoing.close();
    }

    private Map<String, String> mlflow(StoredWebhook webhook, String deliveryId, String body) throws IOException {
        String time = Long.toString(clock.millis() / MILLIS);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-MLflow-Delivery-Id", deliveryId);
        headers.put("X-MLflow-Timestamp", time);
        try {
            secrets.secret(webhook)
                    .map(secret -> hmac(secret, deliveryId + "." + time + "." + body))
                    .ifPresent(signature -> headers.put(
                            "X-MLflow-Signature", "v1," + Base64.getEncoder().encodeToString(signature)));
        } catch (KeyException lost) {
            throw unreadable(lost);
        }
        return headers;
    }

    private Map<String, String> managed(StoredWebhook webhook, String body) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        try {
            secrets.authorization(webhook).ifPresent(value -> headers.put("Authorization", value));
            secrets.secret(webhook)
                    .map(secret -> hmac(secret, body))
                    .ifPresent(signature ->
                            headers.put("X-Databricks-Signature", HexFormat.of().formatHex(signature)));
        } catch (KeyException lost) {
            throw unreadable(lost);
        }
        return headers;
    }

    private static IOException unreadable(KeyException lost) {
        return new IOException("The key of the webhook's secret is lost: give it a new secret.", lost);
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
