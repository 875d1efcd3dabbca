package dev.cairn.artifacts.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.TestAzure;
import dev.cairn.artifacts.Upload;
import dev.cairn.artifacts.bucket.BucketStore;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.AzureAccess;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A server that has a shared access signature instead of the account's key.
final class SignatureAccessTest {
    private static final ArtifactPath FILE = ArtifactPath.of("a/file");

    private final ArtifactDestination.Azure container = TestAzure.shared().bucket();

    @Test
    void filesAreKeptButClientsMoveNoneByThemselves() throws IOException {
        try (ArtifactStore store = opened("racwdl", "2999-01-01T00:00:00Z")) {
            store.write(FILE, upload());
            assertThat(store.find(FILE)).isPresent();
            assertThat(store.list(ArtifactPath.of("a"), "", 10).files()).hasSize(1);
            assertThat(store.direct()).isEmpty();

            store.delete(FILE);
            assertThat(store.find(FILE)).isEmpty();
        }
    }

    @Test
    void whatTheSignatureDoesNotAllowIsTheOperatorsToMend() {
        for (ArtifactStore store :
                new ArtifactStore[] {opened("rl", "2999-01-01T00:00:00Z"), opened("racwdl", "2020-01-01T00:00:00Z")}) {
            try (store) {
                assertThatThrownBy(() -> store.write(FILE, upload()))
                        .isInstanceOfSatisfying(ApiException.class, refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
                            assertThat(refusal).hasMessageContaining("operator").hasMessageNotContaining("sig");
                        });
            }
        }
    }

    /// With a signature for all of the container.
    private ArtifactStore opened(String permissions, String end) {
        String text = String.join(
                "\n",
                permissions,
                "",
                end,
                "/blob/%s/%s".formatted(container.account().name(), container.container()),
                "",
                "",
                "https,http",
                AzureSigner.VERSION,
                "c",
                "",
                "",
                "",
                "",
                "",
                "",
                "");
        AzureAccess.SharedKey key = (AzureAccess.SharedKey) container.access();
        AzureAccess access = new AzureAccess.Signature(Map.of(
                "sv",
                AzureSigner.VERSION,
                "sr",
                "c",
                "sp",
                permissions,
                "se",
                end,
                "spr",
                "https,http",
                "sig",
                AzureSigner.signature(key.key(), text)));
        return new BucketStore(
                AzureContainer.open(new ArtifactDestination.Azure(
                        container.account(), container.container(), container.prefix(), container.endpoint(), access)),
                container.prefix());
    }

    private static Upload upload() {
        return new Upload(new ByteArrayInputStream(new byte[3]), 3, Optional.empty());
    }
}
