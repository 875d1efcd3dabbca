package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.scoring.MlModel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrainedInJavaTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void aModelTrainedInJavaIsFoundByItsAlias() throws IOException {
        CairnClient client = SERVER.client();
        ModelVersion version = TrainedInJava.log(client, "animals");
        ArtifactFolder champion = client.artifacts("models:/animals@" + TrainedInJava.ALIAS);

        assertThat(champion.walk().map(FileInfo::path)).containsExactlyInAnyOrder("MLmodel", "model.onnx");
        MlModel described = MlModel.parse(champion.text("MLmodel"));
        assertThat(described.modelId()).isEqualTo(version.modelId());
        assertThat(described.runId()).isEqualTo(version.runId());
        assertThat(described.findFlavor("onnx")).isPresent();
    }
}
