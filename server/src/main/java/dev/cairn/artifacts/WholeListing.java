package dev.cairn.artifacts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.protocol.artifacts.FileInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// All that lies directly in a folder, however much it is. The stock clients do not ask for pages of the proxy, and
/// would take a page for the whole; so it is read and sent page by page.
final class WholeListing {
    private static final int PAGE = 10_000;
    private static final int BUFFER = 64 * 1024;

    private final ArtifactStore store;

    WholeListing(ArtifactStore store) {
        this.store = store;
    }

    void send(ArtifactPath folder, Exchange exchange) throws IOException {
        if (exchange.isHead()) {
            exchange.responseHeader("Content-Type", "application/json").stream(200, -1)
                    .close();
            return;
        }
        Listing page = store.list(folder, "", PAGE);
        if (page.files().isEmpty() && page.isLast()) {
            exchange.send(200, "application/json", "{}".getBytes(US_ASCII));
            return;
        }
        exchange.responseHeader("Content-Type", "application/json");
        OutputStream out = new BufferedOutputStream(exchange.stream(200, -1), BUFFER);
        String separator = "{\"files\":[";
        for (; ; page = store.list(folder, page.next(), PAGE)) {
            for (FileInfo file : page.infos(ArtifactPath.ROOT)) {
                out.write(separator.getBytes(US_ASCII));
                out.write(Json.write(file));
                separator = ",";
            }
            if (page.isLast()) {
                break;
            }
        }
        out.write((separator.equals(",") ? "]}" : "{}").getBytes(US_ASCII));
        out.close(); // and not after a failure, which the client must see
    }
}
