package dev.cairn.artifacts;

import dev.cairn.http.Exchange;
import dev.cairn.http.Routes;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one public door to the server's artifact store.
public final class Artifacts implements AutoCloseable {
    /// The scheme of URIs whose files lie in this server's store.
    public static final String SCHEME = "mlflow-artifacts:";

    private final ArtifactStore store;
    private final Download download;

    public Artifacts(ArtifactStore store) {
        this.store = store;
        this.download = new Download(store);
    }

    public void register(Routes routes) {
        new ArtifactsApi(this, new WholeListing(store)).register(routes);
    }

    /// Where an artifact URI lies in this server's store; empty for a URI that lies elsewhere.
    public Optional<ArtifactPath> resolve(String uri) {
        if (!uri.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return Optional.of(pathOf(uri));
    }

    /// The path that a URI of this server's scheme names.
    public static ArtifactPath pathOf(String uri) {
        String rest = uri.substring(SCHEME.length());
        if (rest.startsWith("//")) {
            int path = rest.indexOf('/', 2);
            rest = path < 0 ? "" : rest.substring(path);
        }
        return ArtifactPath.of(rest.replaceFirst("^/+", ""));
    }

    /// What is known of a file or folder.
    public Optional<ArtifactFile> find(ArtifactPath path) throws IOException {
        return store.find(path);
    }

    /// Opens a file that was found.
    public InputStream open(ArtifactFile file) throws IOException {
        return file.size() == 0 ? InputStream.nullInputStream() : store.open(file, new ByteRange(0, file.size() - 1));
    }

    /// A page of what lies directly in a folder, each path behind a prefix.
    ///
    /// @param token the `next` of the page before
    public Page<FileInfo> list(
            ArtifactPath folder, ArtifactPath prefix, @Nullable String token, @Nullable Number maxResults)
            throws IOException {
        Listing listing = store.list(folder, ListingToken.decoded(token), PageSize.ARTIFACTS.of(maxResults));
        return new Page<>(listing.infos(prefix), listing.isLast() ? null : ListingToken.of(listing.next()));
    }

    /// Answers with a file.
    public void send(ArtifactPath path, Exchange exchange) throws IOException {
        download.send(path, exchange);
    }

    public void write(ArtifactPath path, Upload upload) throws IOException {
        store.write(path, upload);
    }

    /// Removes a file, or a folder with all below it.
    public void delete(ArtifactPath path) throws IOException {
        store.delete(path);
    }

    @Override
    public void close() {
        store.close();
    }
}
