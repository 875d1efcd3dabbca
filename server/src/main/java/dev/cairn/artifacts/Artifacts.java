package dev.cairn.artifacts;

import dev.cairn.http.Exchange;
import dev.cairn.http.Routes;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.artifacts.ListArtifacts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The one public door to the server's artifact store.
public final class Artifacts {
    /// The scheme of URIs whose files lie in this server's store.
    public static final String SCHEME = "mlflow-artifacts:";

    private final ArtifactStore store;
    private final Download download;

    public Artifacts(ArtifactStore store) {
        this.store = store;
        this.download = new Download(store);
    }

    public void register(Routes routes) {
        new ArtifactsApi(this).register(routes);
    }

    /// Where an artifact URI lies in this server's store; empty for a URI that lies elsewhere.
    public Optional<ArtifactPath> resolve(String uri) {
        if (!uri.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        String rest = uri.substring(SCHEME.length());
        if (rest.startsWith("//")) {
            int path = rest.indexOf('/', 2);
            rest = path < 0 ? "" : rest.substring(path);
        }
        return Optional.of(ArtifactPath.of(rest.replaceFirst("^/+", "")));
    }

    /// What lies directly in a folder, the paths relative to it.
    ListArtifacts.Response listing(ArtifactPath folder) throws IOException {
        return new ListArtifacts.Response(null, list(folder, ArtifactPath.ROOT), null);
    }

    /// What lies directly in a folder, each path behind a prefix.
    public List<FileInfo> list(ArtifactPath folder, ArtifactPath prefix) throws IOException {
        String before = prefix.isRoot() ? "" : prefix.value() + "/";
        return store.list(folder).stream()
                .map(file -> new FileInfo(
                        before + file.path().name(), file.isDirectory(), file.isDirectory() ? null : file.size()))
                .toList();
    }

    /// Answers with a file.
    public void send(ArtifactPath path, Exchange exchange) throws IOException {
        download.send(path, exchange);
    }

    public void write(ArtifactPath path, Upload upload) throws IOException {
        store.write(path, upload);
    }

    void delete(ArtifactPath path) throws IOException {
        store.delete(path);
    }
}
