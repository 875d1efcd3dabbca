package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which URIs are of the server's own store.
final class StoreUrisTest {
    private final StoreUris uris = new StoreUris(List.of("s3://bucket/some/prefix", "wasbs://box@acct.blob.cloud"));

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/some/prefix/1/run/artifacts, 1/run/artifacts",
        "s3://bucket/some/prefix/1/a b/ü+%,       1/a b/ü+%",
        "S3://bucket/some/prefix/1/,              1",
        "s3://bucket/some/prefix/,                ''",
        "s3://bucket/some/prefix,                 ''",
        "wasbs://box@acct.blob.cloud/1,           1",
        "mlflow-artifacts:/1/run,                 1/run",
        "mlflow-artifacts://host:5000/1/run,      1/run"
    })
    void aUriBelowTheStoreIsItsPath(String uri, String path) {
        assertThat(uris.resolve(uri)).contains(ArtifactPath.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/some/prefix2/1",
                "s3://bucket/some",
                "s3://bucket/some/prefix/../other",
                "s3://bucket/some/prefix/%2e%2e/other",
                "s3://bucket/some/prefix//1",
                "s3://bucket/some/prefix/1?versionId=2",
                "s3://bucket/some/prefix/1#2",
                "s3://bucket/some/./prefix/1",
                "s3://Bucket/some/prefix/1",
                "s3://other/some/prefix/1",
                "s3a://bucket/some/prefix/1",
                "wasbs://box@other.blob.cloud/1",
                "/some/prefix/1",
                "file:///some/prefix/1",
                ""
            })
    void aUriBesideTheStoreIsNot(String uri) {
        assertThat(uris.resolve(uri)).isEmpty();
    }

    @Test
    void aFolderIsKnownByTheServersOwnSchemeAlone() {
        assertThat(new StoreUris(List.of()).resolve("s3://bucket/some/prefix/1"))
                .isEmpty();
    }
}
