package dev.cairn.protocol.serving;

/// The last lines about a served entity, as the server that is asked has them.
public record ServedModelLogs(String logs) {}
