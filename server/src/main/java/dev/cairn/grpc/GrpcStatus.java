package dev.cairn.grpc;

import dev.cairn.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The statuses of gRPC that are sent here, with their numbers on the wire.
enum GrpcStatus {
    OK(0),
    INVALID_ARGUMENT(3),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    ALREADY_EXISTS(6),
    PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8),
    FAILED_PRECONDITION(9),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14),
    UNAUTHENTICATED(16);

    /// So that all trailers fit into what clients take of them, which is 8 KiB.
    private static final int MAX_MESSAGE_BYTES = 4_000;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final int number;

    GrpcStatus(int number) {
        this.number = number;
    }

    /// As it stands in a trailer.
    String text() {
        return Integer.toString(number);
    }

    static GrpcStatus of(ApiException refusal) {
        return switch (refusal.code()) {
            case BAD_REQUEST, INVALID_PARAMETER_VALUE -> INVALID_ARGUMENT;
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case PERMISSION_DENIED -> PERMISSION_DENIED;
            case ENDPOINT_NOT_FOUND, NOT_FOUND, RESOURCE_DOES_NOT_EXIST -> NOT_FOUND;
            case RESOURCE_ALREADY_EXISTS, ALREADY_EXISTS -> ALREADY_EXISTS;
            case RESOURCE_LIMIT_EXCEEDED, QUOTA_EXCEEDED, REQUEST_LIMIT_EXCEEDED -> RESOURCE_EXHAUSTED;
            case FEATURE_DISABLED, INVALID_STATE, RESOURCE_CONFLICT -> FAILED_PRECONDITION;
            case NOT_IMPLEMENTED -> UNIMPLEMENTED;
            case TEMPORARILY_UNAVAILABLE -> UNAVAILABLE;
            case DEADLINE_EXCEEDED -> DEADLINE_EXCEEDED;
            case INTERNAL_ERROR -> INTERNAL;
        };
    }

    /// A text as it stands in a trailer: what is not printable ASCII, and `%`, by the digits of its bytes.
    static String message(String text) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length && encoded.length() < MAX_MESSAGE_BYTES; i++) {
            if (bytes[i] >= ' ' && bytes[i] <= '~' && bytes[i] != '%') {
                encoded.append((char) bytes[i]);
            } else {
                encoded.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return encoded.toString();
    }
}
