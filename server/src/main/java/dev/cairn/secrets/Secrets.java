package dev.cairn.secrets;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.encryption.Keys;
import dev.cairn.http.Routes;
import dev.cairn.http.Witness;
import dev.cairn.permissions.Permissions;
import java.time.InstantSource;
import java.util.List;

/// The one public door of secrets.
public final class Secrets {
    private final Database database;
    private final Seals seals;
    private final Witness witness;
    private final Scopes scopes;
    private final Acls acls;
    private final Values values;

    /// @param witness who hears which secret the server itself reads
    public Secrets(Database database, Keys keys, Witness witness, InstantSource clock) {
        this.database = database;
        this.witness = witness;
        seals = new Seals(keys);
        scopes = new Scopes(database);
        acls = new Acls(database);
        values = new Values(database, seals, clock);
    }

    public void register(Routes routes) {
        SecretsApi.register(routes, scopes, acls, values);
    }

    /// Refuses a caller who may not read a secret, be it that there is none.
    public void requireReadable(Caller caller, String scope, String key) {
        values.require(caller, scope, key);
    }

    /// What a secret says, to something that works in somebody's name. The audit log knows of it first. Never from
    /// within a transaction.
    ///
    /// @param user who may read it now
    /// @param via  what works for them, such as `endpoint=flowers`
    /// @throws dev.cairn.http.ApiException if there is none that they may read
    public byte[] read(String user, Workspace workspace, String scope, String key, String via) {
        Values.Found found = database.read(tx -> {
            Caller caller = new Caller(
                    user, false, workspace, Permissions.rightsOf(tx, user, workspace), Permission.signedIn());
            return Values.find(tx, caller, scope, key);
        });
        Act act = new Act("secret of an endpoint", new Act.By(user, via, workspace.name()), "", "", true);
        act.about("secret_scope", List.of(scope));
        act.about("secret_key", List.of(key));
        witness.tell(act);
        return seals.open(found.scope(), found.secret());
    }
}
