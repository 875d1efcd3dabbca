package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every store promises.
@ParameterizedClass
@EnumSource(AnyStore.class)
final class ArtifactStoreTest {
    /// More than any store sends or lists at once.
    private static final int LARGE = 21 << 20;

    private static final int MANY = 2_345;

    private final AnyStore kind;

    @TempDir
    private Path folder;

    private ArtifactStore store;

    ArtifactStoreTest(AnyStore kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        store = kind.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFileIsFoundAndReadAsItWasWritten() throws IOException {
        write("a/b/notes.txt", "some\nbytes\0ü");

        ArtifactFile file = found("a/b/notes.txt");
        assertThat(file.isDirectory()).isFalse();
        assertThat(file.size()).isEqualTo(13);
        assertThat(file.etag()).matches("\"[^\"]+\"");
        assertThat(read("a/b/notes.txt")).isEqualTo("some\nbytes\0ü");
    }

    @Test
    void anyPartOfAFileIsReadAlone() throws IOException {
        write("digits", "0123456789");

        assertThat(read("digits", new ByteRange(0, 0))).isEqualTo("0");
        assertThat(read("digits", new ByteRange(3, 6))).isEqualTo("3456");
        assertThat(read("digits", new ByteRange(9, 9))).isEqualTo("9");
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        write("empty", "");

        assertThat(found("empty").size()).isZero();
        assertThat(found("empty").isDirectory()).isFalse();
        assertThat(names("")).containsExactly("empty");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        write("ab/c", "x");

        assertThat(store.find(path("a"))).isEmpty();
        assertThat(store.find(path("ab/c/d"))).isEmpty();
        assertThat(store.find(path("ab/d"))).isEmpty();
        assertThat(names("a")).isEmpty();
        assertThat(names("ab/c")).isEmpty();
        store.delete(path("a"));
        assertThat(read("ab/c")).isEqualTo("x");
    }

    @Test
    void aFolderIsThereWithItsFirstFile() throws IOException {
        write("a/b/c.txt", "x");

        assertThat(found("a").isDirectory()).isTrue();
        assertThat(found("a/b").isDirectory()).isTrue();
        assertThat(names("a")).containsExactly("b/");
        assertThat(names("a/b")).containsExactly("c.txt");
    }

    @Test
    void writingAgainReplacesTheWholeFile() throws IOException {
        write("file", "a longer first version");
        String first = found("file").etag();
        write("file", "second");

        assertThat(read("file")).isEqualTo("second");
        assertThat(found("file").etag()).isNotEqualTo(first);
        assertThat(names("")).containsExactly("file");
    }

    @Test
    void aLargeFileComesBackBitByBit() throws IOException {
        byte[] content = new byte[LARGE];
        new Random(7).nextBytes(content);
        for (long announced : new long[] {LARGE, -1}) {
            store.write(
                    path("large/" + announced),
                    new Upload(new ByteArrayInputStream(content), announced, Optional.empty()));

            ArtifactFile file = found("large/" + announced);
            assertThat(file.size()).isEqualTo(LARGE);
            try (InputStream in = store.open(file, ByteRange.all(LARGE))) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
        }
    }

    @Test
    void anUploadThatBreaksLeavesWhatWasThere() throws IOException {
        write("kept", "old");
        for (int length : new int[] {10, LARGE}) {
            for (String name : List.of("kept", "new")) {
                assertThatThrownBy(() ->
                                store.write(path(name), new Upload(new Broken(length - 5), length, Optional.empty())))
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> store.write(
                                path(name),
                                new Upload(new ByteArrayInputStream(new byte[length - 5]), length, Optional.empty())))
                        .isInstanceOf(ApiException.class)
                        .hasMessageContaining("ended after");
                assertThatThrownBy(() -> store.write(
                                path(name),
                                new Upload(
                                        new ByteArrayInputStream(new byte[length]), length, Optional.of("bm9wZQ=="))))
                        .isInstanceOf(ApiException.class)
                        .hasMessageContaining("SHA-256");
            }
        }

        assertThat(names("")).containsExactly("kept");
        assertThat(read("kept")).isEqualTo("old");
    }

    @Test
    void deletingAFolderTakesAllBelowItAndNothingBesideIt() throws IOException {
        for (String name : List.of("a/1", "a/b/2", "a/b/c/3", "a.txt", "ab", "ab2/x", "z/a/b/2")) {
            write(name, name);
        }

        store.delete(path("a"));

        assertThat(store.find(path("a"))).isEmpty();
        assertThat(names("")).containsExactlyInAnyOrder("a.txt", "ab", "ab2/", "z/");
        assertThat(read("z/a/b/2")).isEqualTo("z/a/b/2");
    }

    @Test
    void deletingAFileLeavesTheOthers() throws IOException {
        write("a/1", "1");
        write("a/2", "2");

        store.delete(path("a/1"));

        assertThat(names("a")).containsExactly("2");
    }

    @Test
    void theRootIsNotDeleted() throws IOException {
        write("a", "1");

        assertThatThrownBy(() -> store.delete(ArtifactPath.ROOT)).isInstanceOf(ApiException.class);
        assertThat(read("a")).isEqualTo("1");
    }

    @Test
    void pagesTogetherAreTheFolder() throws IOException {
        List<String> expected = new ArrayList<>(List.of("a/", "a.txt", "a0", "b/", "b-/", "ü 日本 😀", "z+ &=%41"));
        for (String name : expected) {
            write("in/" + (name.endsWith("/") ? name + "deep/file" : name), "x");
        }
        write("inner/other", "x");

        for (int limit : new int[] {1, 2, 3, 100}) {
            assertThat(names("in", limit)).as("pages of %d", limit).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aLargeFolderIsListedWholeAndDeletedWhole() throws IOException {
        for (int i = 0; i < MANY; i++) {
            write("many/f%04d".formatted(i), "x");
        }

        assertThat(names("many", 10_000)).hasSize(MANY);
        assertThat(new HashSet<>(names("many", 700)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, MANY).mapToObj("f%04d"::formatted).toList());
        store.delete(path("many"));
        assertThat(names("many")).isEmpty();
    }

    @Test
    void aMadeUpPlaceInAListingShowsNoMoreThanTheFolder() throws IOException {
        write("mine/file", "x");
        write("other/file", "x");

        for (String from : List.of("other/file", "../other", "zzz", "\u0000", "mine/")) {
            try {
                assertThat(store.list(path("mine"), from, 10).files())
                        .allMatch(file -> file.path().value().equals("mine/file"));
            } catch (ApiException refusal) {
                assertThat(refusal.code().status()).isEqualTo(400);
            }
        }
    }

    @Test
    void anUploadThatNobodyCompletedIsSweptUpWhenItIsOld() throws IOException {
        DirectTransfer direct = store.direct().orElseThrow();
        String old = direct.begin(path("old"));
        write("kept", "x");

        List<UploadedPart> unsent = List.of(new UploadedPart(1, "\"d41d8cd98f00b204e9800998ecf8427e\""));
        direct.sweep(Instant.now().minus(Duration.ofHours(1)));
        direct.abort(path("another"), "nothing"); // is no matter
        assertThatThrownBy(() -> direct.complete(path("old"), old, unsent, Admission.ANY))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
        direct.sweep(Instant.now().plus(Duration.ofHours(1)));

        assertThatThrownBy(() -> direct.complete(path("old"), old, unsent, Admission.ANY))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("No such multipart upload");
        assertThat(names("")).containsExactly("kept");
    }

    @Test
    void whatIsKeptOfUploadsUnderWayIsNobodysFile() throws IOException {
        store.direct().orElseThrow().begin(path("large"));
        write("a", "x");

        assertThat(names("")).containsExactly("a");
        for (String kept : List.of(ArtifactPath.UPLOADS, ArtifactPath.UPLOADS + "/x")) {
            assertThatThrownBy(() -> store.find(path(kept))).isInstanceOf(ApiException.class);
            assertThatThrownBy(() -> store.list(path(kept), "", 10)).isInstanceOf(ApiException.class);
            assertThatThrownBy(() -> write(kept, "x")).isInstanceOf(ApiException.class);
            assertThatThrownBy(() -> store.delete(path(kept))).isInstanceOf(ApiException.class);
        }
    }

    private void write(String path, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        store.write(path(path), new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty()));
    }

    private ArtifactFile found(String path) throws IOException {
        return store.find(path(path)).orElseThrow();
    }

    private String read(String path) throws IOException {
        return read(path, ByteRange.all(found(path).size()));
    }

    private String read(String path, ByteRange range) throws IOException {
        try (InputStream in = store.open(found(path), range)) {
            return new String(in.readNBytes((int) range.length()), StandardCharsets.UTF_8);
        }
    }

    private List<String> names(String folder) throws IOException {
        return names(folder, 1_000);
    }

    /// The names of all pages, those of folders with a slash behind.
    private List<String> names(String folder, int limit) throws IOException {
        List<String> names = new ArrayList<>();
        Listing page = Listing.NOTHING;
        do {
            page = store.list(ArtifactPath.of(folder), page.next(), limit);
            assertThat(page.files().size()).isLessThanOrEqualTo(limit);
            page.files().forEach(file -> names.add(file.path().name() + (file.isDirectory() ? "/" : "")));
        } while (!page.isLast());
        return names;
    }

    private static ArtifactPath path(String text) {
        return ArtifactPath.of(text);
    }

    /// A client that goes away after so many bytes.
    private static final class Broken extends FilterInputStream {
        Broken(int bytes) {
            super(new ByteArrayInputStream(new byte[bytes]));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read < 0) {
                throw new IOException("The client went away");
            }
            return read;
        }
    }
}
