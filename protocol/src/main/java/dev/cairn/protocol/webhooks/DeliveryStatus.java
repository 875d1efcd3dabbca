package dev.cairn.protocol.webhooks;

/// What became of a delivery; one that is pending is tried again.
public enum DeliveryStatus {
    PENDING,
    DELIVERED,
    FAILED
}
