package dev.cairn.lineage;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.lineage.GetLineage;
import dev.cairn.protocol.lineage.LineageDirection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Graphs of lineage: what is stored of runs, logged models, data sets and versions, and what is
/// told of versions.
final class Graphs {
    private static final int NODES = 200;
    private static final int MAX_NODES = 1_000;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Database database;
    private final CatalogueSight catalogue;

    Graphs(Database database, CatalogueSight catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    GetLineage.Response get(Caller caller, GetLineage request) {
        int most = most(request.maxNodes());
        boolean isUp = request.direction() != LineageDirection.DOWNSTREAM;
        boolean isDown = request.direction() != LineageDirection.UPSTREAM;
        return database.read(tx -> {
            Sight sight = new Sight(tx, caller, catalogue);
            Thing root = root(tx, caller, request, sight);
            Walk walk = new Walk(root, sight, most);
            if (isUp) {
                walk.go(root, new UpstreamReader(tx, 2 * most), true);
            }
            if (isDown) {
                walk.go(root, new DownstreamReader(tx, 2 * most), false);
            }
            return Drawing.of(walk, sight);
        });
    }

    private static int most(@Nullable Long asked) {
        long most = asked == null ? NODES : asked;
        if (most < 1 || most > MAX_NODES) {
            throw ApiException.invalid("`max_nodes` is between 1 and %d.".formatted(MAX_NODES));
        }
        return (int) most;
    }

    private static Thing root(Transaction tx, Caller caller, GetLineage request, Sight sight) {
        ThingReader reader = new ThingReader(tx);
        Optional<Thing> found = switch (request.kind()) {
            case RUN -> reader.run(request.id());
            case LOGGED_MODEL -> reader.model(request.id());
            case DATASET ->
                reader.datasets(caller.workspace(), request.name(), request.id()).stream()
                        .filter(sight::sees)
                        .findFirst();
            case MODEL_VERSION, PROMPT_VERSION ->
                version(request).flatMap(number -> reader.version(caller.workspace(), request.name(), number));
            case CATALOG_VERSION ->
                version(request).flatMap(number -> reader.version(Workspace.CATALOGUE, request.name(), number));
            case ENDPOINT -> reader.endpoint(caller.workspace(), request.id()).or(() -> told(tx, request, sight));
            case TABLE, NOTEBOOK, JOB, PIPELINE, FUNCTION, CONNECTION, INDEX -> told(tx, request, sight);
        };
        return found.filter(thing -> isAsked(caller, thing)).filter(sight::sees).orElseThrow(() -> missing(request));
    }

    /// One begins with what is in the workspace that one asks about, or in none.
    private static boolean isAsked(Caller caller, Thing thing) {
        Workspace workspace = thing.workspace();
        return workspace == null
                || workspace.isHidden()
                || workspace.id() == caller.workspace().id();
    }

    /// Known to who sees a version of which it was told.
    private static Optional<Thing> told(Transaction tx, GetLineage request, Sight sight) {
        Thing thing = Thing.told(request.kind(), request.id());
        ToldReader reader = new ToldReader(tx, MAX_NODES);
        return List.of(LineageDirection.UPSTREAM, LineageDirection.DOWNSTREAM).stream()
                .flatMap(direction -> reader.toVersions(direction, thing).stream())
                .filter(step -> sight.sees(step.found()))
                .findFirst()
                .map(step -> thing);
    }

    private static Optional<Long> version(GetLineage request) {
        return Optional.of(request.id())
                .filter(id -> NUMBER.matcher(id).matches())
                .map(Long::valueOf);
    }

    private static ApiException missing(GetLineage request) {
        return ApiException.missing("There is nothing of the kind %s with the name '%s' and the id '%s'."
                .formatted(request.kind(), request.name() == null ? "" : request.name(), request.id()));
    }
}
