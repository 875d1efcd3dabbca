package dev.cairn.http;

/// What answers the writes that carry an `Idempotency-Key`, each as if it came only once.
@FunctionalInterface
public interface KeyedCalls {
    /// The response as JSON.
    byte[] answer(KeyedCall call);
}
