package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.config.ArtifactDestination;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
