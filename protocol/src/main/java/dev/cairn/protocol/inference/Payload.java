package dev.cairn.protocol.inference;

import org.jspecify.annotations.Nullable;

/// One request to an endpoint and its answer, as they were kept.
///
/// @param databricksRequestId by which the answer named it, in the header `databricks-request-id`; later ones sort
///                            behind earlier ones
/// @param clientRequestId     by which the client named it, in its header or body of that name
/// @param timestampMs         when it came, in milliseconds since 1970
/// @param samplingFraction    how many requests were kept then
/// @param executionTimeMs     from the first byte to the answer; of it `queueMs` waiting for the model, `modelMs` in
/// it,
///                            `overheadMs` all else; null where the model was not asked
/// @param servedEntityName    of the endpoint
/// @param entityName          the registered model
/// @param requester           who asked
/// @param request             null where it is not kept, for which `loggingErrors` has a reason; never in lists
/// @param response            likewise
/// @param loggingErrors       reasons by commas: `REQUEST_TOO_LARGE`, `RESPONSE_TOO_LARGE`, `REQUEST_NOT_TEXT`,
///                            `RESPONSE_NOT_TEXT`, `REQUEST_NOT_READ` (it was refused before its body was read),
///                            `REQUEST_NOT_REDACTABLE`, `RESPONSE_NOT_REDACTABLE`
public record Payload(
        String databricksRequestId,
        @Nullable String clientRequestId,
        long timestampMs,
        int statusCode,
        double samplingFraction,
        double executionTimeMs,
        @Nullable Double queueMs,
        @Nullable Double modelMs,
        @Nullable Double overheadMs,
        String servedEntityName,
        String entityName,
        String entityVersion,
        String requester,
        @Nullable String request,
        @Nullable String response,
        @Nullable String loggingErrors) {}
