package dev.cairn.protocol.artifacts;

import java.util.Map;

/// Where a file is read without this server, for some minutes.
///
/// @param headers what must be sent with the request
public record DownloadUrl(String url, Map<String, String> headers, long fileSize) {}
