package dev.cairn.serving.shadows;

/// A request with what it was answered.
///
/// @param requestId as its sender was told
/// @param nanos     that the answer took
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record CopiedRequest(String requestId, byte[] body, String contentType, int status, byte[] answer, long nanos) {
    long bytes() {
        return (long) body.length + answer.length;
    }
}
