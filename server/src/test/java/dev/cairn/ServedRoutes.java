package dev.cairn;

import dev.cairn.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The route table of a server, for tests that walk over it.
public final class ServedRoutes {
    /// They are the same for all, and it takes a whole server to know them.
    private static final List<Route> ALL = ownRoutes();

    private ServedRoutes() {}

    public static List<Route> all() {
        return ALL;
    }

    private static List<Route> ownRoutes() {
        try {
            return List.copyOf(Coverage.ownRoutes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
