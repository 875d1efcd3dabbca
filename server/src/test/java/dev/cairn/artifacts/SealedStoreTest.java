package dev.cairn.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.EncryptionConfig;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.Keys;
import dev.cairn.encryption.TestKeys;
import dev.cairn.http.ApiException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Encrypted files in a folder, as their owner sees them and as somebody who has the folder.
final class SealedStoreTest {
    private static final int SEGMENT = 128 * 1024;
    private static final int HEAD = 56;
    private static final int TAG = 16;

    @TempDir
    private Path folder;

    private final Database database = TestDatabase.SQLITE.fresh();
    private final Keys keys = TestKeys.of(database);
    private LocalStore plain;
    private SealedStore store;

    @BeforeEach
    void open() throws IOException {
        plain = new LocalStore(folder);
        store = store(true);
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 2 * SEGMENT + 1, 5 * SEGMENT - 7})
    void aFileOfAnySizeComesBackWithItsSize(int size) throws IOException {
        byte[] content = random(size);
        write("a/file", content);

        assertThat(found("a/file").size()).isEqualTo(size);
        assertThat(sizes("a")).containsExactlyEntriesOf(Map.of("a/file", (long) size));
        assertThat(read("a/file")).isEqualTo(content);
    }

    @Test
    void anyPartOfAFileIsReadAlone() throws IOException {
        byte[] content = random(3 * SEGMENT + 5);
        write("file", content);
        int[] places = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 3 * SEGMENT - 1, 3 * SEGMENT + 4};
        for (int first : places) {
            for (int last : places) {
                if (first <= last) {
                    assertThat(read("file", new ByteRange(first, last)))
                            .as("%d to %d", first, last)
                            .isEqualTo(Arrays.copyOfRange(content, first, last + 1));
                }
            }
        }
    }

    @Test
    void nothingOfAFileStandsInTheFolder() throws IOException {
        write("file", "a known text".repeat(20_000).getBytes(UTF_8));

        assertThat(new String(Files.readAllBytes(folder.resolve("file")), UTF_8))
                .doesNotContain("known");
    }

    @Test
    void anyChangedByteIsNoticed() throws IOException {
        write("file", "content".getBytes(UTF_8));
        byte[] stored = Files.readAllBytes(folder.resolve("file"));
        for (int i = 8; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 1;
            assertNoticed("byte " + i, changed);
        }
    }

    @Test
    void aFileThatIsCutOffIsNoticed() throws IOException {
        write("file", random(2 * SEGMENT + 9));
        byte[] stored = Files.readAllBytes(folder.resolve("file"));
        int each = SEGMENT + TAG;
        for (int length : new int[] {
            HEAD + 1, HEAD + TAG - 1, HEAD + TAG, HEAD + each, HEAD + each + 5, HEAD + 2 * each, stored.length - 1
        }) {
            assertNoticed("cut to " + length, Arrays.copyOf(stored, length));
        }
    }

    @Test
    void whatIsAddedSwappedOrRepeatedIsNoticed() throws IOException {
        write("file", random(3 * SEGMENT));
        byte[] stored = Files.readAllBytes(folder.resolve("file"));
        int each = SEGMENT + TAG;
        byte[] swapped = stored.clone();
        System.arraycopy(stored, HEAD, swapped, HEAD + each, each);
        System.arraycopy(stored, HEAD + each, swapped, HEAD, each);

        assertNoticed("swapped", swapped);
        assertNoticed("longer", Arrays.copyOf(stored, stored.length + 100));
        byte[] twice = Arrays.copyOf(stored, stored.length + each);
        System.arraycopy(stored, HEAD + 2 * each, twice, HEAD + 3 * each, each);
        assertNoticed("its last segment twice", twice);
    }

    @Test
    void aFileThatWasMovedToAnotherPathIsNoticed() throws IOException {
        write("mine", "content".getBytes(UTF_8));
        Files.copy(folder.resolve("mine"), folder.resolve("yours"));

        assertRefused(() -> read("yours"));
        assertThat(read("mine")).isEqualTo("content".getBytes(UTF_8));
    }

    @Test
    void whatWasThereBeforeIsReadAsItIs() throws IOException {
        write(plain, "old", "an old text, long enough to be looked at: it could be encrypted".repeat(3));
        write("new", "a new text".getBytes(UTF_8));

        assertThat(new String(read("old"), UTF_8)).startsWith("an old text");
        assertThat(sizes("")).containsExactlyInAnyOrderEntriesOf(Map.of("old", 189L, "new", 10L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "a text that is longer than the head of an encrypted file, which has 56 bytes"})
    void whereAllIsEncryptedAFileThatIsNotIsRefusedAndNotTakenOver(String content) throws IOException {
        write("a/file", "what was stored".getBytes(UTF_8));
        write(plain, "a/file", content);
        store = store(EncryptionConfig.Files.ONLY_ENCRYPTED);

        assertThatThrownBy(() -> read("a/file"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("is not encrypted, so that this server did not store it");
        assertThat(new Artifacts(store).reseal()).isEqualTo(new Artifacts.Resealed(0, 1));
        write("a/file", "another".getBytes(UTF_8));
        assertThat(read("a/file")).isEqualTo("another".getBytes(UTF_8));
    }

    @Test
    void whatIsEncryptedStaysReadableWhereNewFilesAreNot() throws IOException {
        write("sealed", "content".getBytes(UTF_8));
        SealedStore off = store(false);
        write(off, "plain", "content");

        assertThat(Files.readString(folder.resolve("plain"))).isEqualTo("content");
        try (InputStream in = off.open(off.find(path("sealed")).orElseThrow(), new ByteRange(0, 6))) {
            assertThat(in.readNBytes(7)).isEqualTo("content".getBytes(UTF_8));
        }
    }

    @Test
    void aFileThatOnlyLooksEncryptedComesBackAsItWasSent() throws IOException {
        write("sealed", "content".getBytes(UTF_8));
        byte[] looksSealed = Files.readAllBytes(folder.resolve("sealed"));
        SealedStore off = store(false);
        off.write(path("other"), upload(looksSealed));
        write("another", looksSealed);

        assertThat(read("other")).isEqualTo(looksSealed);
        assertThat(read("another")).isEqualTo(looksSealed);
    }

    @Test
    void aServerThatNeverEncryptedLooksAtNoFile() throws IOException {
        SealedStore off = store(false);
        off.write(path("file"), upload(random(1_000)));

        assertThat(keys.states()).isEmpty();
        assertThat(off.find(path("file")).orElseThrow())
                .isEqualTo(plain.find(path("file")).orElseThrow());
    }

    @Test
    void resealingEncryptsWhatIsNotAndWhatHasAnOldKey() throws IOException {
        byte[] large = random(2 * SEGMENT + 1);
        write(plain, "a/plain", "a known text");
        plain.write(path("large"), upload(large));
        plain.write(path("empty"), upload(new byte[0]));
        write("a/b/old", "old".getBytes(UTF_8));
        keys.rotate();
        write("new", "new".getBytes(UTF_8));
        byte[] current = Files.readAllBytes(folder.resolve("new"));

        Artifacts artifacts = new Artifacts(store);
        assertThat(artifacts.reseal()).isEqualTo(new Artifacts.Resealed(4, 0));

        assertThat(Files.readString(folder.resolve("a/plain"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("known");
        assertThat(Files.readAllBytes(folder.resolve("new"))).isEqualTo(current);
        assertThat(read("a/plain")).isEqualTo("a known text".getBytes(UTF_8));
        assertThat(read("large")).isEqualTo(large);
        assertThat(found("empty").size()).isZero();
        assertThat(read("a/b/old")).isEqualTo("old".getBytes(UTF_8));
        assertThat(artifacts.reseal()).isEqualTo(new Artifacts.Resealed(0, 0));
    }

    @Test
    void aFileThatIsReplacedWhileItIsEncryptedStaysWhatItBecame() throws IOException {
        write(plain, "file", "old");
        SealedStore slow = new SealedStore(
                new PassingStore(plain) {
                    @Override
                    public void write(ArtifactPath path, Upload upload) throws IOException {
                        InputStream first = new FilterInputStream(upload.content()) {
                            @Override
                            public int read(byte[] target, int offset, int count) throws IOException {
                                SealedStoreTest.write(plain, "file", "newer");
                                return super.read(target, offset, count);
                            }
                        };
                        plain.write(path, new Upload(first, upload.length(), upload.sha256()));
                    }
                },
                keys.files("artifacts"),
                EncryptionConfig.Files.ENCRYPTED);

        assertThat(new Artifacts(slow).reseal()).isEqualTo(new Artifacts.Resealed(0, 1));
        assertThat(read("file")).isEqualTo("newer".getBytes(UTF_8));
    }

    /// That nobody is given a byte that was not stored under that path.
    private void assertNoticed(String what, byte[] changed) throws IOException {
        Path file = folder.resolve("file");
        Path beside = Files.write(folder.resolve(".cairn-uploads").resolve("changed"), changed);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> read("file")).as(what).isInstanceOfAny(ApiException.class, IOException.class);
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("is not as this server stored it");
    }

    private SealedStore store(boolean seals) {
        return store(seals ? EncryptionConfig.Files.ENCRYPTED : EncryptionConfig.Files.PLAIN);
    }

    private SealedStore store(EncryptionConfig.Files which) {
        return new SealedStore(plain, keys.files("artifacts"), which);
    }

    private void write(String path, byte[] content) throws IOException {
        store.write(path(path), upload(content));
    }

    private static void write(ArtifactStore store, String path, String content) throws IOException {
        store.write(path(path), upload(content.getBytes(UTF_8)));
    }

    private ArtifactFile found(String path) throws IOException {
        return store.find(path(path)).orElseThrow();
    }

    private byte[] read(String path) throws IOException {
        ArtifactFile file = found(path);
        return file.size() == 0 ? new byte[0] : read(path, ByteRange.all(file.size()));
    }

    private byte[] read(String path, ByteRange range) throws IOException {
        try (InputStream in = store.open(found(path), range)) {
            return in.readNBytes((int) range.length());
        }
    }

    private Map<String, Long> sizes(String of) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        List<ArtifactFile> files = store.list(ArtifactPath.of(of), "", 100).files();
        files.forEach(file -> sizes.put(file.path().value(), file.size()));
        return sizes;
    }

    private static Upload upload(byte[] content) {
        return new Upload(new ByteArrayInputStream(content), content.length, Optional.empty());
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static ArtifactPath path(String text) {
        return ArtifactPath.of(text);
    }
}
