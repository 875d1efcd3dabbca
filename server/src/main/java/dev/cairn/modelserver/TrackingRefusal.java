package dev.cairn.modelserver;

import dev.cairn.http.Json;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/// A tracking server did not do what it was asked for, and said why.
final class TrackingRefusal extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    TrackingRefusal(String server, String answer) {
        super("The tracking server %s refused: %s".formatted(server, answer));
        code = code(answer);
    }

    private static String code(String answer) {
        try {
            return Json.readAnswer(answer.getBytes(StandardCharsets.UTF_8))
                    .path("error_code")
                    .asString("");
        } catch (JacksonException _) {
            return ""; // a proxy between may answer in any words
        }
    }

    /// Whether it has one of MLflow's codes, such as `RESOURCE_DOES_NOT_EXIST`.
    boolean says(String errorCode) {
        return code.equals(errorCode);
    }
}
