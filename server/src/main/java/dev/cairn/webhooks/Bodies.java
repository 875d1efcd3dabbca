package dev.cairn.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The JSON that a webhook is sent, in the shape of its dialect.
final class Bodies {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private Bodies() {}

    static String of(StoredWebhook webhook, Told told, long now) {
        return json(webhook.isManaged() ? managed(webhook, told, now) : mlflow(webhook, told, now));
    }

    private static Map<String, @Nullable Object> mlflow(StoredWebhook webhook, Told told, long now) {
        SequencedMap<String, @Nullable Object> body = new LinkedHashMap<>();
        int dot = told.event().indexOf('.');
        body.put("entity", told.event().substring(0, dot));
        body.put("action", told.event().substring(dot + 1));
        body.put("timestamp", TIME.format(Instant.ofEpochMilli(now)));
        body.put("data", told.data());
        body.put("workspace", webhook.workspaceName());
        return body;
    }

    private static Map<String, @Nullable Object> managed(StoredWebhook webhook, Told told, long now) {
        SequencedMap<String, @Nullable Object> body = new LinkedHashMap<>(told.data());
        body.put("webhook_id", webhook.id());
        body.put("event_timestamp", now);
        return body;
    }

    private static String json(Map<String, @Nullable Object> body) {
        return new String(Json.write(body), UTF_8);
    }
}
