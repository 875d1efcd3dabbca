package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.protocol.tracking.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RetriesTest {
    private static final Retries QUICK = new Retries(4, Duration.ofMillis(1), Duration.ofMillis(5));

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private Line line;
    private CairnClient client;

    @BeforeEach
    void connect() throws IOException {
        line = new Line(SERVER.url());
        client = CairnClient.at(line.url()).retries(QUICK).build();
    }

    @AfterEach
    void hangUp() throws IOException {
        line.close();
    }

    @Test
    void aWriteWhoseAnswerIsLostHappensOnce() {
        String experiment = client.experiments().create("lost answers");
        line.loseAnswers(2);
        ActiveRun run = client.runs().start(experiment);
        line.loseAnswers(1);
        run.metric("loss", 0.5, 1);
        line.loseAnswers(1);
        run.finish();

        assertThat(line.breaks).hasValue(4);
        assertThat(client.runs().search(List.of(experiment), Query.all())).hasSize(1);
        assertThat(client.runs().metricHistory(run.id(), "loss").map(Metric::value))
                .containsExactly(0.5);
    }

    @Test
    void aReadIsTriedAgain() {
        line.loseAnswers(3);

        assertThat(client.experiments().get("0").name()).isEqualTo("Default");
    }

    @Test
    void afterTheLastAttemptThereIsNoAnswer() {
        line.loseAnswers(100);

        assertThatThrownBy(() -> client.experiments().get("0"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("after 4 attempts")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // where it does not listen
            String nowhere = "http://127.0.0.1:" + nobody.getLocalPort();
            CairnClient away = CairnClient.at(nowhere).retries(QUICK).build();

            assertThatThrownBy(() -> away.runs().start("0"))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining(nowhere);
        }
    }

    @Test
    void aDownloadGoesOnWhereItBroke(@TempDir Path disk) throws IOException {
        byte[] content = new byte[6_000_000];
        new Random(2).nextBytes(content);
        ActiveRun run = client.runs().start("0");
        run.artifacts().upload(content, "weights");
        ArtifactFolder files = run.artifacts();
        line.breakAfter(4_000_000);
        Path file = files.download("weights", disk.resolve("weights"));

        assertThat(line.breaks).hasValue(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void anUploadWhoseAnswerIsLostIsSentAgain() {
        ArtifactFolder files = client.runs().start("0").artifacts();
        line.loseAnswers(1);
        files.upload("hello", "a.txt");

        assertThat(files.text("a.txt")).isEqualTo("hello");
    }
}
