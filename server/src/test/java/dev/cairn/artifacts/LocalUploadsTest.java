package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder: uploads in parts that are completed more than once, or not to the end, and what gets in each other's way.
final class LocalUploadsTest {
    private static final ArtifactPath FILE = ArtifactPath.of("model/weights");

    @TempDir
    private Path folder;

    private LocalStore store;
    private final byte[] content = new byte[300_000];

    @BeforeEach
    void open() throws IOException {
        store = new LocalStore(folder);
        new Random(5).nextBytes(content);
    }

    @Test
    void whatIsCompletedMayBeCompletedAgain() throws IOException {
        String id = store.uploads().begin(FILE);
        List<UploadedPart> parts = send(id);
        complete(id, parts);
        complete(id, parts);
        assertThat(stored()).isEqualTo(content);
        assertThatThrownBy(() -> complete(id, parts.subList(0, 2)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("with other parts");
        assertThat(stored()).isEqualTo(content);
    }

    @Test
    void whoCompletesAtTheSameTimeGetsTheSameAnswer() throws Exception {
        String id = store.uploads().begin(FILE);
        List<UploadedPart> parts = send(id);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = Stream.generate(() -> clients.submit(() -> complete(id, parts)))
                    .limit(8)
                    .toList();
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(stored()).isEqualTo(content);
    }

    @Test
    void aCompletionThatWasKilledGoesOnWhereItWas() throws IOException {
        for (int killedAt : new int[] {100_000, 100_001, 150_000, 200_000, 250_000, 300_000}) {
            String id = store.uploads().begin(FILE);
            List<UploadedPart> parts = send(id);
            killedAfter(killedAt, folder.resolve(ArtifactPath.UPLOADS).resolve(id));

            complete(id, parts);

            assertThat(stored()).as("killed after %d bytes", killedAt).isEqualTo(content);
            store.delete(FILE);
        }
    }

    /// Leaves an upload as a kill does when so many bytes are in the file: parts that are in it whole are gone.
    private void killedAfter(int bytes, Path upload) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(upload)) {
            parts = files.filter(file -> file.getFileName().toString().matches("0.*"))
                    .sorted()
                    .toList();
        }
        Files.write(
                upload.resolve("manifest"),
                parts.stream().map(part -> part.getFileName() + " 100000").toList());
        Files.move(parts.getFirst(), upload.resolve("whole"));
        Files.write(
                upload.resolve("whole"),
                java.util.Arrays.copyOfRange(content, 100_000, bytes),
                StandardOpenOption.APPEND);
        if (bytes > 200_000) {
            Files.delete(parts.get(1));
        }
    }

    @Test
    void aPartOfWhatWasAbortedRevivesNothing() throws IOException {
        String id = store.uploads().begin(FILE);
        Path upload = folder.resolve(ArtifactPath.UPLOADS).resolve(id);
        InputStream abortsMeanwhile = new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                try {
                    store.uploads().abort(FILE, id);
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
                return super.read(target, from, length);
            }
        };
        assertThatThrownBy(() -> store.uploads()
                        .take(FILE, id, 1, new Upload(abortsMeanwhile, content.length, Optional.empty())))
                .hasMessageContaining("No such multipart upload");
        assertThat(upload).doesNotExist();
    }

    @Test
    void aSweepTakesWhatIsOldAlone() throws IOException {
        String id = store.uploads().begin(FILE);
        List<UploadedPart> parts = send(id);
        store.uploads().sweep(Instant.now().minus(Duration.ofHours(1)));
        complete(id, parts);
        assertThat(stored()).isEqualTo(content);
    }

    @Test
    void aPathThatLeadsThroughAFileIsRefusedBeforeAnythingArrives() throws IOException {
        write("a.txt", "x");
        InputStream unread = new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                throw new AssertionError("nothing of the body has to be read");
            }
        };
        for (String path : List.of("a.txt/b", "a.txt/b/c", "a.txt/b/c/d.txt", "d/".repeat(2_040) + "x")) {
            refused(() -> store.write(ArtifactPath.of(path), new Upload(unread, content.length, Optional.empty())));
            refused(() -> store.uploads().begin(ArtifactPath.of(path)));
        }
    }

    @Test
    void aFolderThatCameInTheWayOfAnUploadIsARefusal() throws IOException {
        String id = store.uploads().begin(FILE);
        List<UploadedPart> parts = send(id);
        write("model/weights/file", "x");
        refused(() -> complete(id, parts));
        store.delete(ArtifactPath.of("model"));
        complete(id, parts);
        assertThat(stored()).isEqualTo(content);
    }

    @Test
    void halfACharacterIsNoName() {
        for (String path : List.of("\ud800", "a/\udc00b", "\udc00\ud800")) {
            assertThatThrownBy(() -> ArtifactPath.of(path)).isInstanceOf(ApiException.class);
        }
        assertThat(ArtifactPath.of("😀").value()).isEqualTo("😀");
    }

    @Test
    void whatIsKeptOfUploadsIsNobodysInAnySpelling() {
        for (String path : List.of(".cairn-uploads", ".CAIRN-UPLOADS/signing-key", ".Cairn-uploads/x")) {
            refused(() -> store.find(ArtifactPath.of(path)));
            refused(() -> store.delete(ArtifactPath.of(path)));
        }
    }

    @Test
    void aFileThatTookThePlaceOfAnotherIsNotSentUnderItsName() throws IOException {
        write("replaced", "one");
        ArtifactFile found = store.find(ArtifactPath.of("replaced")).orElseThrow();
        write("replaced", "two");
        assertThat(store.find(ArtifactPath.of("replaced")).orElseThrow().etag()).isNotEqualTo(found.etag());
        assertThatThrownBy(() -> store.open(found, ByteRange.all(3)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    @Test
    void aKeyThatWasCutOffIsMadeAnew() throws IOException {
        UrlSigner signer = store.uploads().signer();
        Path key = folder.resolve(ArtifactPath.UPLOADS).resolve("signing-key");
        String signature = signer.signature("text");
        assertThat(signer.isRight(signature, "text")).isTrue();
        Files.write(key, new byte[0]);
        assertThat(signer.isRight(signature, "text")).isFalse();
        assertThat(signer.isRight(signer.signature("text"), "text")).isTrue();
    }

    private boolean complete(String id, List<UploadedPart> parts) throws IOException {
        store.uploads().complete(FILE, id, parts, Admission.ANY);
        return true;
    }

    private List<UploadedPart> send(String id) throws IOException {
        List<UploadedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            InputStream part = new ByteArrayInputStream(content, (number - 1) * 100_000, 100_000);
            parts.add(new UploadedPart(
                    number, store.uploads().take(FILE, id, number, new Upload(part, 100_000, Optional.empty()))));
        }
        return parts;
    }

    private byte[] stored() throws IOException {
        return Files.readAllBytes(folder.resolve(FILE.value()));
    }

    private void write(String path, String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        store.write(ArtifactPath.of(path), new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty()));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
    }
}
