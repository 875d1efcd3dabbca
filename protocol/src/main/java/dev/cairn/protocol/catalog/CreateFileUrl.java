package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.artifacts.UrlHeader;
import java.util.List;

/// `POST fs/create-upload-url` and `POST fs/create-download-url`.
public record CreateFileUrl(String path) {
    public CreateFileUrl {
        Require.text("path", path);
    }

    public record Response(String url, List<UrlHeader> headers) {
        public Response {
            headers = Require.listOrEmpty(headers);
        }
    }
}
