package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.ModelVersionTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.ModelVersionsPage;

/** The registry, which this client reads; models are made with its raw requests. */
final class RegistryChecks {

    private final MlflowClient client;

    RegistryChecks(MlflowClient client) {
        this.client = client;
    }

    void run(Report report) {
        report.check("a registered model and its versions are read", this::aModelIsRead);
        report.check("model versions are searched page by page", this::versionsAreSearchedPageByPage);
        report.check("a version is patched", this::aVersionIsPatched);
        report.check("an unknown model is a 404", this::anUnknownModelIsNotFound);
    }

    private String newModel(int versions) {
        String name = Names.unique("model");
        client.sendPost("registered-models/create", "{\"name\": \"%s\"}".formatted(name));
        for (int number = 1; number <= versions; number++) {
            String body =
                    """
                    {"name": "%s", "source": "s3://bucket/%d", "tags": [{"key": "n", "value": "%d"}]}
                    """;
            client.sendPost("model-versions/create", body.formatted(name, number, number));
        }
        return name;
    }

    private void aModelIsRead() {
        String name = newModel(2);
        assertThat(client.getRegisteredModel(name).getName()).isEqualTo(name);
        ModelVersion version = client.getModelVersion(name, "2");
        assertThat(version.getVersion()).isEqualTo("2");
        assertThat(version.getSource()).isEqualTo("s3://bucket/2");
        assertThat(version.getTagsList()).extracting(ModelVersionTag::getValue).containsExactly("2");
        assertThat(client.getModelVersionDownloadUri(name, "2")).isEqualTo("s3://bucket/2");
        assertThat(client.getLatestVersions(name)).extracting(ModelVersion::getVersion).containsExactly("2");
        assertThat(client.getLatestVersions(name, List.of("None", "Production")))
                .extracting(ModelVersion::getVersion)
                .containsExactly("2");
    }

    private void versionsAreSearchedPageByPage() {
        String name = newModel(3);
        ModelVersionsPage first =
                client.searchModelVersions("name = '%s'".formatted(name), 2, List.of("version_number ASC"));
        assertThat(first.getItems()).extracting(ModelVersion::getVersion).containsExactly("1", "2");
        assertThat(first.getNextPage().getItems())
                .extracting(ModelVersion::getVersion)
                .containsExactly("3");
        assertThat(first.getNextPage().hasNextPage()).isFalse();
    }

    private void aVersionIsPatched() {
        String name = newModel(1);
        client.sendPatch(
                "model-versions/update",
                "{\"name\": \"%s\", \"version\": \"1\", \"description\": \"text\"}".formatted(name));
        assertThat(client.getModelVersion(name, "1").getDescription()).isEqualTo("text");
    }

    private void anUnknownModelIsNotFound() {
        var refusal = catchThrowableOfType(
                MlflowHttpException.class, () -> client.getRegisteredModel(Names.unique("absent")));
        assertThat(refusal.getStatusCode()).isEqualTo(404);
    }
}
