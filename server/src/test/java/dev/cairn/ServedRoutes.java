package dev.cairn;

import dev.cairn.http.Route;
import java.io.IOException;
import java.util.List;

/// The route table of a server, for tests that walk over it.
public final class ServedRoutes {
    private ServedRoutes() {}

    public static List<Route> all() throws IOException {
        return Coverage.ownRoutes();
    }
}
