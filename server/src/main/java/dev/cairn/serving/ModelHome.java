package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.catalog.Catalog;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.Permissions;
import dev.cairn.registry.Registry;

/// A registry of models that endpoints can serve. What a caller may not do there, or what is not there, is an
/// `ApiException`.
sealed interface ModelHome {
    /// The folder of a version's files, to who may read them.
    ArtifactPath files(Caller caller, String model, String version);

    /// The number of the version that an alias means.
    String aliased(Caller caller, String model, String alias);

    /// When a model was made, in milliseconds since 1970.
    long made(Caller caller, String model);

    /// Whether an account may read the versions of a model now.
    boolean isReader(Transaction tx, String user, Workspace workspace, String model);

    /// The server itself at work there, for an endpoint of a workspace.
    Caller itself(Workspace workspace);

    /// The registry of each workspace.
    record OfWorkspace(Registry registry) implements ModelHome {
        @Override
        public ArtifactPath files(Caller caller, String model, String version) {
            return registry.filesOf(caller, model, version);
        }

        @Override
        public String aliased(Caller caller, String model, String alias) {
            return registry.aliased(caller, model, alias).version();
        }

        @Override
        public long made(Caller caller, String model) {
            return registry.made(caller, model);
        }

        @Override
        public boolean isReader(Transaction tx, String user, Workspace workspace, String model) {
            return Permissions.rightsOf(tx, user, workspace)
                    .level(Resource.REGISTERED_MODEL, model)
                    .includes(Level.READ);
        }

        @Override
        public Caller itself(Workspace workspace) {
            return Caller.itself(workspace);
        }
    }

    /// The governed registry of all workspaces.
    record OfCatalogue(Catalog catalog) implements ModelHome {
        @Override
        public ArtifactPath files(Caller caller, String model, String version) {
            return catalog.filesOf(caller, model, version);
        }

        @Override
        public String aliased(Caller caller, String model, String alias) {
            return catalog.aliased(caller, model, alias);
        }

        @Override
        public long made(Caller caller, String model) {
            return catalog.made(caller, model);
        }

        @Override
        public boolean isReader(Transaction tx, String user, Workspace workspace, String model) {
            Rights rights = Permissions.rightsOf(tx, user, workspace);
            boolean isAnybody = !rights.equals(Rights.NONE);
            Caller caller = new Caller(user, rights.equals(Rights.ALL), workspace, rights, Permission.signedIn());
            return isAnybody && Catalog.mayUse(tx, caller, model);
        }

        @Override
        public Caller itself(Workspace workspace) {
            return Catalog.itself(workspace);
        }
    }
}
