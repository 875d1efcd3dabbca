package dev.cairn.serving.openai;

import dev.cairn.http.ApiException;

/// A request as OpenAI's clients send it: the name of an endpoint as `model`, and what its model is asked.
///
/// @param endpoint its name
/// @param body     as it came, without `model`: what one sends who names the endpoint in the path
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record OpenAiRequest(String endpoint, byte[] body) {
    /// Reads one.
    ///
    /// @throws ApiException if it is none, or names no endpoint
    public static OpenAiRequest read(byte[] bytes) {
        TakenField model = TakenField.find("model", bytes)
                .orElseThrow(() -> ApiException.badRequest(
                        "The request is to be an object of JSON with `model`, the name of an endpoint."));
        return new OpenAiRequest(model.value(), model.rest());
    }
}
