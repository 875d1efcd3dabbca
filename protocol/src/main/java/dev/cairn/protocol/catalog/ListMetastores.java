package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET metastores`.
public record ListMetastores() {
    public record Response(
            List<MetastoreInfo> metastores, @Nullable String nextPageToken) {
        public Response {
            metastores = Require.listOrEmpty(metastores);
        }
    }
}
