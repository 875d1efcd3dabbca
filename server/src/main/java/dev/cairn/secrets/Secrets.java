package dev.cairn.secrets;

import dev.cairn.db.Database;
import dev.cairn.encryption.Keys;
import dev.cairn.http.Routes;
import java.time.InstantSource;

/// The one public door of secrets.
public final class Secrets {
    private final Scopes scopes;
    private final Acls acls;
    private final Values values;

    public Secrets(Database database, Keys keys, InstantSource clock) {
        scopes = new Scopes(database);
        acls = new Acls(database);
        values = new Values(database, new Seals(keys), clock);
    }

    public void register(Routes routes) {
        SecretsApi.register(routes, scopes, acls, values);
    }
}
