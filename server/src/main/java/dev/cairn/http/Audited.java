package dev.cairn.http;

/// When the audit log tells of a request.
public enum Audited {
    /// Of each that changes something.
    CHANGES,

    /// Of each that changes something, once a minute for the same person and thing: they come by the thousand.
    OFTEN,

    /// Of each, though it only reads: it takes much out of the server at once, or hands on a right.
    READS
}
