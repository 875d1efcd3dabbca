package dev.cairn.lineage;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.Permissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Which things somebody sees, in all workspaces and in the catalogue.
final class Sight {
    private final Transaction tx;
    private final Caller caller;
    private final CatalogueSight catalogue;
    private final Map<Long, Rights> inWorkspaces = new HashMap<>();
    private final Map<String, Boolean> inCatalogue = new HashMap<>();

    Sight(Transaction tx, Caller caller, CatalogueSight catalogue) {
        this.tx = tx;
        this.caller = caller;
        this.catalogue = catalogue;
    }

    boolean sees(Thing thing) {
        Workspace workspace = thing.workspace();
        if (workspace == null) {
            return true;
        }
        String name = Objects.requireNonNullElse(thing.name(), "");
        String home = thing.experiment() == null ? name : Long.toString(thing.experiment());
        return switch (thing.kind()) {
            case RUN, DATASET -> reads(workspace, Resource.RUN, home);
            case LOGGED_MODEL -> reads(workspace, Resource.LOGGED_MODEL, home);
            case MODEL_VERSION -> reads(workspace, Resource.MODEL_VERSION, name);
            case PROMPT_VERSION -> reads(workspace, Resource.PROMPT_VERSION, name);
            case CATALOG_VERSION -> inCatalogue.computeIfAbsent(name, model -> catalogue.sees(tx, caller, model));
            case ENDPOINT -> reads(workspace, Resource.SERVING_ENDPOINT, Long.toString(thing.row()));
            case TABLE, NOTEBOOK, JOB, PIPELINE, FUNCTION, CONNECTION, INDEX -> true;
        };
    }

    private boolean reads(Workspace workspace, Resource kind, String id) {
        return inWorkspaces
                        .computeIfAbsent(workspace.id(), any -> Permissions.rightsIn(tx, caller, workspace))
                        .level(kind, id)
                != Level.NONE;
    }
}
