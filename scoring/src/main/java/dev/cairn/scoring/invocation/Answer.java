package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a request to a model is answered over HTTP.
///
/// @param jsonLength how many bytes of the body are JSON, where others follow; else `ALL_JSON`
@SuppressWarnings("ArrayRecordComponent") // made once, sent once
public record Answer(int status, String mediaType, byte[] body, int jsonLength) {
    /// The length of one without bytes behind its JSON.
    public static final int ALL_JSON = -1;

    public static final String JSON = "application/json";

    /// The type of an answer in parts.
    public static final String EVENTS = "text/event-stream";

    /// The type of a message of gRPC.
    public static final String PROTOBUF = "application/x-protobuf";

    public static final String BYTES = "application/octet-stream";
    public static final int OK = 200;
    static final int BAD_REQUEST = 400;
    private static final String TEXT = "text/plain";

    /// What scoring servers answer with.
    private static final Set<String> TYPES = Set.of(JSON, TEXT);

    static final int FAILED = 500;
    private static final int ABOVE_ALL = 600;
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    Answer(int status, String mediaType, byte[] body) {
        this(status, mediaType, body, ALL_JSON);
    }

    /// An answer that was taken in parts.
    ///
    /// @param status 200, or what it would have had if it had been known before the first of them
    public static Answer inParts(int status) {
        return new Answer(status, EVENTS, new byte[0]);
    }

    public boolean isInParts() {
        return mediaType.equals(EVENTS);
    }

    /// What a model answered elsewhere, as it is; [#none] where no scoring server answers so.
    public static Answer given(int status, String mediaType, byte[] body) {
        boolean isOdd = status < OK || status >= ABOVE_ALL || !TYPES.contains(mediaType);
        return isOdd ? none() : new Answer(status, mediaType, body);
    }

    /// A model answered with something else than an answer.
    public static Answer none() {
        return text(FAILED, "The model's answer is none.");
    }

    /// A model would answer in parts, which nobody takes.
    public static Answer onlyWhole() {
        return text(BAD_REQUEST, "Answers do not come in parts here: leave `stream` out.");
    }

    /// One that would have been larger, as a model in a process of Python says it.
    static Answer tooLarge(AnswerTooLargeException refused) {
        return new Answer(FAILED, JSON, InferenceProtocol.written(json -> {
            json.writeStringProperty("error_code", "INTERNAL_ERROR");
            json.writeStringProperty("message", refused.getMessage());
        }));
    }

    private static Answer text(int status, String text) {
        return new Answer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(byte[] json) {
        return new Answer(OK, JSON, json);
    }

    static Answer unsupported(String text) {
        return text(UNSUPPORTED_MEDIA_TYPE, text);
    }

    /// The fields that MLflow's scoring server gives an error, in its order.
    static Answer refusal(InvalidInput refused) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("error_code", refused.errorCode());
            json.writeStringProperty("message", refused.getMessage());
            json.writeStringProperty("sqlstate", refused.sqlState());
            json.writeStringProperty("error_class", refused.errorClass());
            json.writeEndObject();
        }
        return new Answer(BAD_REQUEST, JSON, bytes.toByteArray());
    }
}
