import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/// A PostgreSQL that waits for no disk: prints the address of its database and ends with this process.
final class Postgres {
    private Postgres() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        System.out.printf("postgresql://postgres@localhost:%d/postgres%n", server.getPort());
        Thread.currentThread().join();
    }
}
