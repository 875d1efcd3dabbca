package dev.cairn.serving.shadows;

/// A request with what it was answered.
///
/// @param requestId as its sender was told
/// @param nanos     that the answer took
/// @param isSecret  whether neither it nor what it is answered is to be kept as an example
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record CopiedRequest(
        String requestId, byte[] body, String contentType, int status, byte[] answer, long nanos, boolean isSecret) {
    long bytes() {
        return (long) body.length + answer.length;
    }
}
