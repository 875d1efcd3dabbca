package dev.cairn.lineage;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.lineage.GetLineage;

/// The routes of lineage. Whoever is signed in may ask; each thing tells whether they may see it.
final class LineageApi {
    private LineageApi() {}

    static void register(Routes routes, Graphs graphs) {
        routes.api("3.0/cairn").get("lineage", Permission.signedIn(), GetLineage.class, graphs::get);
    }
}
