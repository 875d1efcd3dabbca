package dev.cairn.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cairn.config.KeyPlace;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data keys that a real server with the interface of AWS KMS wraps.
final class KmsKeysTest {
    private static final byte[] TEXT = "a secret".getBytes(UTF_8);
    private static final byte[] HERE = "here".getBytes(UTF_8);
    private static final String LOCAL = KeyPlace.Kms.LOCAL;

    @TempDir
    private Path folder;

    private final Database database = TestDatabase.SQLITE.fresh();
    private TestKms kms;

    @BeforeEach
    void start() throws IOException {
        kms = new TestKms(folder);
    }

    @AfterEach
    void close() {
        kms.close();
        database.close();
    }

    @Test
    void whatIsSealedIsOpenedByEveryServerThatMayUseTheKey() {
        byte[] sealed = keys(TestKms.KEY).seal("secrets", TEXT, HERE);

        assertThat(keys(TestKms.KEY).unseal("secrets", sealed, HERE)).isEqualTo(TEXT);
        assertThat(keys(TestKms.KEY).states()).extracting(KeyState::kek).containsExactly(TestKms.KEY);
        assertThat(file()).doesNotExist();
    }

    @Test
    void rotatingWrapsAnewAndKeepsEverythingReadable() {
        Keys keys = keys(TestKms.KEY);
        byte[] sealed = keys.seal("secrets", TEXT, HERE);

        keys.rotate();

        assertThat(keys(TestKms.KEY).states())
                .hasSize(2)
                .extracting(KeyState::kek)
                .containsOnly(TestKms.KEY);
        assertThat(keys(TestKms.KEY).unseal("secrets", sealed, HERE)).isEqualTo(TEXT);
    }

    @Test
    void oneMovesFromALocalKeyToTheServiceAndToAnotherKeyAndBack() {
        byte[] sealed = keys(LOCAL, TestKms.KEY).seal("secrets", TEXT, HERE);
        assertThat(file()).exists();

        for (List<String> step : List.of(
                List.of(TestKms.KEY, LOCAL), List.of(TestKms.OTHER, TestKms.KEY), List.of(LOCAL, TestKms.OTHER))) {
            keys(step.toArray(String[]::new)).rotate();
        }

        Keys local = Keys.open(database, KeySource.of(new KeyPlace.Managed(file())), InstantSource.system());
        assertThat(local.unseal("secrets", sealed, HERE)).isEqualTo(TEXT);
    }

    @Test
    void anotherKeyIsRefusedWithTheNamesOfBoth() {
        keys(TestKms.KEY).dataKey("audit");

        assertRefused("The key " + TestKms.KEY + " is needed", TestKms.OTHER);
        assertThatThrownBy(
                        () -> Keys.open(database, KeySource.of(new KeyPlace.Managed(file())), InstantSource.system()))
                .isInstanceOf(KeyException.class)
                .hasMessageContainingAll(TestKms.KEY, "--kms-key ARN");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aDataKeyThatWasPutInThePlaceOfAnotherIsRefused() {
        Keys keys = keys(TestKms.KEY);
        keys.dataKey("audit");
        keys.dataKey("texts");
        database.write(
                tx -> tx.update(
                        "UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE purpose = 'texts') WHERE purpose = 'audit'"));

        assertRefused("AWS KMS refuses", TestKms.KEY);
    }

    @Test
    void aServiceThatIsAwayIsASentenceAndNothingIsTouched() throws InterruptedException {
        keys(TestKms.KEY).dataKey("audit");
        List<KeyState> before = keys(TestKms.KEY).states();
        kms.kill();

        assertRefused("AWS KMS cannot be asked", TestKms.KEY);
        assertThat(stored())
                .extracting(StoredKey::id)
                .containsExactly(before.getFirst().id());
    }

    @Test
    void noKeyIsMadeWhereTheServiceIsAway() throws InterruptedException {
        kms.kill();

        assertThatThrownBy(() -> keys(TestKms.KEY).dataKey("audit"))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("Nothing was changed");
        assertThat(stored()).isEmpty();
    }

    @Test
    void whoMayNotUseTheKeyIsToldWhatIsNeeded() throws IOException {
        keys(TestKms.KEY).dataKey("audit");
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            byte[] refusal = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}".getBytes(UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(400, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        refusing.start();
        try {
            TestKms.at("http://127.0.0.1:" + refusing.getAddress().getPort());
            assertRefused("AccessDeniedException", "not authorized", "kms:Decrypt", TestKms.KEY);
        } finally {
            refusing.stop(0);
        }
    }

    private void assertRefused(String... sentences) {
        assertThatThrownBy(() -> keys(sentences[sentences.length - 1]))
                .isInstanceOf(KeyException.class)
                .hasMessageContainingAll(sentences)
                .hasMessageContaining("Nothing was changed");
    }

    private List<StoredKey> stored() {
        return database.read(tx -> new DataKeyStore(tx).list());
    }

    private Keys keys(String... all) {
        KeyPlace place = new KeyPlace.Kms(List.of(all), new KeyPlace.Managed(file()));
        return Keys.open(database, KeySource.of(place), InstantSource.system());
    }

    private Path file() {
        return folder.resolve("keys").resolve("cairn.key");
    }
}
