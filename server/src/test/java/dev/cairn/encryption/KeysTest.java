package dev.cairn.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.KeyPlace;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data keys, each test on a database of its own.
@OnEachDatabase
class KeysTest {
    private static final byte[] TEXT = "a secret".getBytes(UTF_8);
    private static final byte[] HERE = "here".getBytes(UTF_8);

    private final DatabaseUrl url;

    @TempDir
    private Path folder;

    private Database database;
    private Path file;

    KeysTest(TestDatabase kind) {
        url = kind.current();
    }

    @BeforeEach
    void open() {
        database = Database.open(url);
        file = folder.resolve("keys").resolve("cairn.key");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsSealedIsOpenedByEveryServerOfTheDatabase() {
        byte[] sealed = keys().seal("secrets", TEXT, HERE);

        assertThat(keys().unseal("secrets", sealed, HERE)).isEqualTo(TEXT);
        assertThat(new String(sealed, UTF_8)).doesNotContain("a secret");
    }

    @Test
    void whatIsSealedForAnotherPurposeOrContextIsRefused() {
        Keys keys = keys();
        byte[] sealed = keys.seal("secrets", TEXT, HERE);

        assertThatThrownBy(() -> keys.unseal("texts", sealed, HERE)).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> keys.unseal("secrets", sealed, TEXT)).isInstanceOf(KeyException.class);
        assertThatThrownBy(() -> keys.unseal("secrets", new byte[3], HERE)).isInstanceOf(KeyException.class);
    }

    @Test
    void nothingIsMadeBeforeItIsNeeded() {
        assertThat(keys().states()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void theKeyFileIsItsOwnersAlone() throws IOException {
        keys().dataKey("audit");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(others()).isEmpty();
    }

    @Test
    void rotatingRenewsAllButStableKeysAndKeepsEverythingReadable() throws IOException {
        Keys running = keys();
        byte[] audit = running.dataKey("audit").getEncoded();
        byte[] before = running.seal("secrets", TEXT, HERE);
        String key = Files.readString(file);

        keys().rotate();

        assertThat(Files.readString(file)).isNotEqualTo(key).hasLineCount(1);
        assertThat(others()).isEmpty();
        for (Keys keys : List.of(running, keys())) {
            assertThat(keys.unseal("secrets", before, HERE)).isEqualTo(TEXT);
            assertThat(keys.dataKey("audit").getEncoded()).isEqualTo(audit);
        }
        byte[] after = keys().seal("secrets", TEXT, HERE);
        assertThat(running.unseal("secrets", after, HERE)).isEqualTo(TEXT);
        assertThat(keys().states()).extracting(KeyState::purpose).containsExactly("audit", "secrets", "secrets");
        assertThat(keys().states())
                .extracting(KeyState::kek)
                .containsOnly(KeyRing.parse(Files.readString(file), "").first().id());
    }

    @Test
    void rotatingWithAKeyFileTakesTheFirstKeyOfIt() throws IOException {
        Path own = Files.writeString(folder.resolve("own.key"), KeyRing.fresh().text());
        KeySource source = KeySource.of(new KeyPlace.File(own));
        byte[] sealed = keys(source).seal("secrets", TEXT, HERE);
        String old = Files.readString(own);
        String fresh = KeyRing.fresh().text();
        Files.writeString(own, "# the new one\n" + fresh + old);

        keys(source).rotate();
        Files.writeString(own, fresh);

        assertThat(keys(source).unseal("secrets", sealed, HERE)).isEqualTo(TEXT);
    }

    @Test
    void aLostKeyIsRefusedAndNothingIsTouched() throws IOException {
        keys().seal("secrets", TEXT, HERE);
        Files.delete(file);

        assertThatThrownBy(this::keys)
                .isInstanceOf(KeyException.class)
                .hasMessageContainingAll(
                        "is needed", file + ", which is not there", "--key-file", "Nothing was changed");
        assertThat(file).doesNotExist();
    }

    @Test
    void aWrongKeyIsRefusedWithTheNamesOfBoth() throws IOException {
        keys().dataKey("audit");
        String right = keys().states().getFirst().kek();
        KeyRing wrong = KeyRing.fresh();
        Files.writeString(file, wrong.text());

        assertThatThrownBy(this::keys)
                .isInstanceOf(KeyException.class)
                .hasMessageContainingAll(right, file + ", which has " + wrong.ids());
        assertThat(Files.readString(file)).isEqualTo(wrong.text());
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> KeySource.of(new KeyPlace.Text("hunter2")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("CAIRN_KEY")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> KeySource.of(new KeyPlace.Text("# nothing\n")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("There is no key in the variable CAIRN_KEY");
        assertThat(new KeyPlace.Text("hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void serversThatStartAtOnceMakeOneSetOfKeys() throws Exception {
        List<Future<byte[]>> made;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            made = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> keys().dataKey("audit").getEncoded()))
                    .toList();
        }
        byte[] first = made.getFirst().get();
        for (Future<byte[]> other : made) {
            assertThat(other.get()).isEqualTo(first);
        }
        assertThat(keys().states()).hasSize(1);
    }

    @Test
    void aServerWithAnotherKeyMakesNoneOfItsOwn() {
        Keys other = keys(KeySource.of(new KeyPlace.Managed(folder.resolve("other.key"))));
        keys().dataKey("audit");

        assertThatThrownBy(() -> other.dataKey("secrets")).isInstanceOf(KeyException.class);
        assertThat(folder.resolve("other.key")).doesNotExist();
        assertThat(keys().states()).hasSize(1);
    }

    @Test
    void whenAKeyIsAbandonedThereAreNewOnes() throws IOException {
        byte[] sealed = keys().seal("secrets", TEXT, HERE);
        Files.delete(file);

        Keys.abandon(database);

        Keys keys = keys();
        assertThat(keys.unseal("secrets", keys.seal("secrets", TEXT, HERE), HERE))
                .isEqualTo(TEXT);
        assertThatThrownBy(() -> keys.unseal("secrets", sealed, HERE)).isInstanceOf(KeyException.class);
    }

    private Keys keys() {
        return keys(KeySource.of(new KeyPlace.Managed(file)));
    }

    private Keys keys(KeySource source) {
        return Keys.open(database, source, InstantSource.system());
    }

    private List<Path> others() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(other -> !other.equals(file)).toList();
        }
    }
}
