package dev.cairn.protocol.identity;

/// `POST session/delete`: signs out the browser that asks. The answer takes its cookie away.
public record EndSession() {}
