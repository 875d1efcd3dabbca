package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An object store that goes away and comes back.
@ParameterizedClass
@EnumSource(names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
final class StoreAwayTest {
    private static final ArtifactPath FILE = ArtifactPath.of("a/file");

    private final TestStore kind;

    StoreAwayTest(TestStore kind) {
        this.kind = kind;
    }

    @Test
    void callsAreRefusedForNowWhileItIsAwayAndNothingIsLost() throws IOException, InterruptedException {
        TestObjectServer server = kind.start();
        try (ArtifactStore store = TestStore.opened(server.bucket())) {
            store.write(FILE, upload("kept"));
            ArtifactFile found = store.find(FILE).orElseThrow();
            server.end();

            refusedForNow(() -> store.write(ArtifactPath.of("new"), upload("x")));
            refusedForNow(() -> store.write(FILE, upload("other")));
            refusedForNow(() -> store.find(FILE));
            refusedForNow(() -> store.list(ArtifactPath.ROOT, "", 10));
            refusedForNow(() -> store.open(found, ByteRange.all(4)).close());
            refusedForNow(() -> store.delete(FILE));

            server = server.again();
            try (InputStream in = store.open(store.find(FILE).orElseThrow(), ByteRange.all(4))) {
                assertThat(in.readAllBytes()).asString().isEqualTo("kept");
            }
            assertThat(store.list(ArtifactPath.ROOT, "", 10).files()).hasSize(1);
            store.write(ArtifactPath.of("new"), upload("x"));
        } finally {
            server.close();
        }
    }

    @Test
    void clientsAreToldToComeAgainAndFindAllAsItWas() throws IOException, InterruptedException {
        TestObjectServer store = kind.start();
        ArtifactDestination bucket = store.bucket();
        RunningServer server = new RunningServer(folder -> new ArtifactConfig(bucket, true));
        server.start();
        try {
            String run = server.createRun();
            String file = "0/%s/artifacts/a.txt".formatted(run);
            server.put(file, "kept");
            String upload = "{\"path\": \"b.txt\", \"num_parts\": 1}";
            store.end();

            for (Request request : List.of(
                    Request.of("GET", FILES + "/" + file),
                    Request.of("GET", FILES + "?path=0"),
                    Request.of("PUT", FILES + "/" + file).body("other"),
                    Request.of("DELETE", FILES + "/" + file),
                    Request.of("GET", "/get-artifact?path=a.txt&run_id=" + run),
                    Request.of("GET", API + "artifacts/list?run_id=" + run),
                    Request.json("POST", "/api/2.0/mlflow-artifacts/mpu/create/0", upload))) {
                Reply reply = server.send(request);
                assertThat(reply.status()).as(request.target()).isEqualTo(503);
                assertThat(reply.header("Retry-After")).isPresent();
                assertThat(reply.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
            }
            server.assertAnswers();
            assertThat(server.createRun()).isNotEmpty();

            store = store.again();
            assertThat(server.get("/get-artifact?path=a.txt&run_id=" + run).text())
                    .isEqualTo("kept");
            assertThat(server.put(file, "new").status()).isEqualTo(200);
        } finally {
            server.stop();
            store.close();
        }
    }

    @Test
    void aStoreThatIsAwayAtTheStartIsOpenedAllTheSame() throws IOException, InterruptedException {
        TestObjectServer server = kind.start();
        ArtifactDestination bucket = server.bucket();
        server.end();
        try (ArtifactStore store = TestStore.opened(bucket)) {
            refusedForNow(() -> store.find(FILE));
            server = server.again();

            store.write(FILE, upload("x"));
            assertThat(store.find(FILE)).isPresent();
        } finally {
            server.close();
        }
    }

    @Test
    void aBucketThatDoesNotExistIsAMistakeInTheSettings() throws IOException, InterruptedException {
        try (TestObjectServer server = kind.start()) {
            assertThatThrownBy(() -> TestStore.opened(server.missing("nowhere")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'nowhere'");
        }
    }

    private static void refusedForNow(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    private static Upload upload(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty());
    }
}
