package dev.cairn.client;

import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.artifacts.ListArtifacts;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place in the artifact store that the server leads to.
///
/// @param path without slashes at its ends
record ProxyPath(String path) {
    private static final String SCHEME = "mlflow-artifacts:";
    private static final String API = "/api/2.0/mlflow-artifacts/";
    private static final int PAGE = 1000;

    /// The place of a URI, which may name the server that a client asks anyway.
    static ProxyPath of(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new CairnException("The artifacts at '" + uri + "' are kept outside the server: read them there.");
        }
        String rest = uri.substring(SCHEME.length());
        return new ProxyPath(trimmed(rest.startsWith("//") ? rest.replaceFirst("^//[^/]*", "") : rest));
    }

    ProxyPath at(String below) {
        String more = trimmed(below);
        return more.isEmpty() ? this : new ProxyPath(path.isEmpty() ? more : path + "/" + more);
    }

    String uri() {
        return SCHEME + "/" + path;
    }

    /// Of the file.
    String route() {
        return API + "artifacts/" + Address.path(path);
    }

    /// Of what is done to the folder that the file lies in.
    String multipart(String what) {
        int slash = path.lastIndexOf('/');
        return API + "mpu/" + what + "/" + Address.path(slash < 0 ? "" : path.substring(0, slash));
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Stream<FileInfo> list(Transport transport) {
        return Pages.stream(
                token -> transport.get(API + "artifacts", new Folder(path, PAGE, token), ListArtifacts.Response.class),
                ListArtifacts.Response::files,
                ListArtifacts.Response::nextPageToken);
    }

    private static String trimmed(String path) {
        return path.replaceFirst("^/+", "").replaceFirst("/+$", "");
    }

    /// Asks for a page of a listing.
    private record Folder(
            String path, int maxResults, @Nullable String pageToken) {}
}
