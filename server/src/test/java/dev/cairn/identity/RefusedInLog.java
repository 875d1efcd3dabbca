package dev.cairn.identity;

import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the audit log tells an administrator of who was refused.
final class RefusedInLog {
    private RefusedInLog() {}

    /// Newest first, each as `ann {"reason":["disabled"]}`.
    static List<String> of(RunningServer server, String administrator) throws IOException {
        List<String> refused = new ArrayList<>();
        server.send(Request.of("GET", "/api/3.0/cairn/audit/search?outcome=UNAUTHENTICATED")
                        .with(administrator))
                .json()
                .at("/records")
                .forEach(record -> refused.add(record.at("/actor").asString("anyone") + " " + record.at("/about")));
        return refused;
    }
}
