package dev.cairn;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.config.ServerConfig;
import dev.cairn.config.ServerOptions;
import dev.cairn.db.Database;
import dev.cairn.encryption.Keys;
import dev.cairn.importing.Importing;
import dev.cairn.live.Live;
import java.io.IOException;
import java.time.InstantSource;

/// What a server keeps, opened for a command that works on it without serving anything.
record OpenStores(Database database, Artifacts artifacts, Live live, Importing importing) implements AutoCloseable {

    /// @param options what the stores are, and how object stores are reached
    static OpenStores of(ServerOptions options) throws IOException {
        ServerConfig config = options.config();
        Database plain = Database.open(config.database());
        Keys keys = Server.keys(config, plain);
        Artifacts artifacts = Server.artifacts(config, keys, Server.quotas(config, plain));
        Database database = Server.audit(config, plain, keys).database();
        Live live = new Live(database, InstantSource.system());
        return new OpenStores(
                database,
                artifacts,
                live,
                new Importing(
                        Server.stores(config, database, artifacts, live),
                        Caller.LOCAL_OWNER,
                        uri -> Server.artifacts(options.artifacts(uri))));
    }

    @Override
    public void close() {
        live.close();
        database.close();
        artifacts.close();
    }
}
