package dev.cairn.artifacts;

import dev.cairn.access.Workspace;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.PercentEncoding;
import dev.cairn.protocol.artifacts.UrlHeader;
import java.util.List;

/// Where a client reads or sends a file.
///
/// @param headers that go with it
public record FileAddress(String url, List<UrlHeader> headers) {
    /// An address of this server's own, as the client knows it, with what it showed of who it is and the workspace that
    /// its request is about.
    ///
    /// @param path of the route, encoded, such as `/get-artifact?run_id=…`
    public static FileAddress own(Exchange exchange, String path) {
        return new FileAddress(
                exchange.origin() + path + workspace(exchange.caller().workspace(), path.indexOf('?') >= 0 ? '&' : '?'),
                exchange.header("Authorization")
                        .map(shown -> List.of(new UrlHeader("Authorization", shown)))
                        .orElse(List.of()));
    }

    private static String workspace(Workspace workspace, char before) {
        return workspace.equals(Workspace.DEFAULT)
                ? ""
                : before + "x_mlflow_workspace=" + PercentEncoding.of(workspace.name());
    }
}
