package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET fs/directories/{path}`.
public record ListDirectory(String path, @Nullable String pageToken) {
    public ListDirectory {
        Require.text("path", path);
    }

    public record Response(
            List<DirectoryEntry> contents, @Nullable String nextPageToken) {
        public Response {
            contents = Require.listOrEmpty(contents);
        }
    }
}
