package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.ServerConfig;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.http.HttpConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ServerStartTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    /// Its row among those that live would have every client read everything again once it is taken for dead.
    @Test
    void aServerThatCannotListenLeavesNothingBehind(@TempDir Path folder) {
        DatabaseUrl.Sqlite url = new DatabaseUrl.Sqlite(folder.resolve("cairn.db"));
        ServerConfig config = new ServerConfig(
                new HttpConfig("127.0.0.1", SERVER.port(), HttpConfig.LOOPBACK),
                folder,
                url,
                ArtifactConfig.folder(folder.resolve("artifacts")),
                "mlflow-artifacts:/");

        assertThatThrownBy(() -> Server.start(config)).hasMessageContaining("in use");

        try (Database database = Database.open(url)) {
            assertThat(database.<Long>read(tx -> tx.number("SELECT COUNT(*) FROM live_servers")))
                    .isZero();
        }
    }
}
