package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettingsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer("--accounts", "on");

    private static String token = "";

    @BeforeAll
    static void letAnnIn() throws IOException {
        token = SERVER.tokenOf("ann", "--admin");
    }

    @Test
    void aTokenSignsIn() {
        assertThat(CairnClient.at(SERVER.url())
                        .token(token)
                        .build()
                        .experiments()
                        .get("0")
                        .name())
                .isEqualTo("Default");
    }

    @Test
    void aNameAndAPasswordSignIn() {
        ClientBuilder settings = ClientBuilder.of(Map.of(
                "MLFLOW_TRACKING_URI",
                SERVER.url() + "/",
                "MLFLOW_TRACKING_USERNAME",
                "ann",
                "MLFLOW_TRACKING_PASSWORD",
                TestServer.PASSWORD));

        assertThat(settings.build().experiments().get("0").name()).isEqualTo("Default");
    }

    @Test
    void theTokenOfTheEnvironmentIsPreferred() {
        ClientBuilder settings = ClientBuilder.of(Map.of(
                "MLFLOW_TRACKING_URI",
                SERVER.url(),
                "MLFLOW_TRACKING_USERNAME",
                "ann",
                "MLFLOW_TRACKING_PASSWORD",
                "an old password",
                "MLFLOW_TRACKING_TOKEN",
                token));

        assertThat(settings.build().experiments().get("0").name()).isEqualTo("Default");
    }

    @Test
    void whoDoesNotSignInIsRefused() {
        assertThatThrownBy(() -> SERVER.client().experiments().get("0"))
                .isInstanceOfSatisfying(NotAllowedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
                });
    }

    @Test
    void aWorkspaceHasExperimentsOfItsOwn() throws IOException {
        SERVER.createWorkspace("team", token);
        ClientBuilder settings = ClientBuilder.of(Map.of(
                "MLFLOW_TRACKING_URI", SERVER.url(), "MLFLOW_TRACKING_TOKEN", token, "MLFLOW_WORKSPACE", "team"));
        CairnClient team = settings.build();
        String experiment = team.experiments().create("ours");
        try (ActiveRun run = team.runs().start(experiment)) {
            run.artifacts().upload("hello", "a.txt");
            assertThat(run.artifacts().text("a.txt")).isEqualTo("hello");
            run.finish();
        }

        CairnClient others = CairnClient.at(SERVER.url()).token(token).build();
        assertThat(others.experiments().find("ours")).isEmpty();
        assertThat(team.experiments().find("ours")).isPresent();
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> ClientBuilder.of(Map.of()))
                .hasMessage("MLFLOW_TRACKING_URI is not set: set it to the address of the tracking server.");
        assertThatThrownBy(() -> CairnClient.connect("databricks"))
                .hasMessage("The address of a tracking server begins with http:// or https://, unlike 'databricks'.");
        assertThatThrownBy(() -> new Retries(0, Retries.DEFAULT.firstPause(), Retries.DEFAULT.longestPause()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of("models:/", "models:/a/b/c", "models:/@x", "models:/x@", "runs:/1"))
                .allSatisfy(uri -> assertThatThrownBy(() -> ModelUri.parse(uri))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(uri));
    }
}
