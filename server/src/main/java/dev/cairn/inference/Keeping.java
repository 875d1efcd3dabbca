package dev.cairn.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.inference.Answered.Body;
import dev.cairn.protocol.inference.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes of an answered request what is kept of it.
///
/// @param errors why parts of it are not
record Keeping(Capture capture, Answered answered, Redaction redaction, List<String> errors) {
    private static final int REFUSED = 400;

    static Payload of(Capture capture, Answered answered) {
        Redaction redaction = Redaction.of(capture.table().settings().redacted());
        return new Keeping(capture, answered, redaction, new ArrayList<>()).payload();
    }

    /// The most bytes that are kept of a request's body.
    static long most(Capture capture, Answered answered) {
        long size = answered.request().bytes().length;
        return size > capture.table().maxBodyBytes() ? 0 : size;
    }

    private Payload payload() {
        @Nullable String request = text(answered.request(), "REQUEST", this::request);
        @Nullable Body answer = answered.answer();
        @Nullable String response = answer == null ? null : text(answer, "RESPONSE", this::response);
        Answered.Asked asked = answered.asked();
        return new Payload(
                capture.id(),
                asked.clientRequestId(),
                capture.time(),
                answered.status(),
                capture.table().fraction(),
                answered.took().whole(),
                answered.took().queue(),
                answered.took().model(),
                answered.took().overhead(),
                asked.entity(),
                asked.model(),
                asked.version(),
                asked.requester(),
                request,
                response,
                errors.isEmpty() ? null : String.join(",", errors));
    }

    private @Nullable String text(Body body, String side, Function<JsonNode, Optional<JsonNode>> redacted) {
        if (body.isUnread()) {
            errors.add(side + "_NOT_READ");
            return null;
        }
        if (body.bytes().length > capture.table().maxBodyBytes()) {
            errors.add(side + "_TOO_LARGE");
            return null;
        }
        String type = body.mediaType().toLowerCase(Locale.ROOT);
        if (!type.contains("json") && !type.startsWith("text/")) {
            errors.add(side + "_NOT_TEXT");
            return null;
        }
        if (redaction.isNothing()) {
            return new String(body.bytes(), UTF_8);
        }
        Optional<String> rest =
                Bodies.read(body.bytes()).flatMap(redacted).map(tree -> new String(Bodies.write(tree), UTF_8));
        if (rest.isEmpty()) {
            errors.add(side + "_NOT_REDACTABLE");
        }
        return rest.orElse(null);
    }

    private Optional<JsonNode> request(JsonNode body) {
        return redaction.request(body, answered.asked().inputs());
    }

    /// A refusal may repeat what it refuses.
    private Optional<JsonNode> response(JsonNode body) {
        return answered.status() >= REFUSED
                ? Optional.empty()
                : Optional.of(redaction.answer(body, answered.asked().outputs()));
    }
}
