package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody asks of an endpoint that this server has not is refused, and not forgotten.
final class UnknownFieldsHttpTest {
    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.start();
        models.register("iris", "classifier");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private Reply create(String ofEntity, String ofConfig, String ofEndpoint) throws IOException {
        String entity = "{\"entity_name\": \"iris\", \"entity_version\": \"1\"%s}".formatted(ofEntity);
        return server.send(Request.json(
                "POST",
                ENDPOINTS,
                "{\"name\": \"flowers\", \"config\": {\"served_entities\": [%s]%s}%s}"
                        .formatted(entity, ofConfig, ofEndpoint)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    route_optimized | true
                    email_notifications | {"on_update_failure": ["ann@example.org"]}
                    telemetry_config | {"telemetry_profile_id": "a"}
                    emailNotifications | {"onUpdateFailure": ["ann@example.org"]}
                    """)
    void aFieldOfAnEndpoint(String field, String value) throws IOException {
        Reply refused = create("", "", ", \"%s\": %s".formatted(field, value));

        assertThat(refused.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(refused.message()).contains("'" + field + "'");
        assertThat(models.get("flowers").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    burst_scaling_enabled | true
                    instance_profile_arn | "arn:aws:iam::1:instance-profile/a"
                    min_provisioned_throughput | 10
                    max_provisioned_throughput | 10
                    provisioned_model_units | 50
                    workload_type | "GPU_SMALL"
                    workload_sise | "Small"
                    """)
    void aFieldOfAnEntity(String field, String value) throws IOException {
        Reply refused = create(", \"%s\": %s".formatted(field, value), "", "");

        assertThat(refused.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(refused.message()).contains("served_entities[0]." + field);
    }

    @Test
    void whatAsksForNothingIsTaken() throws IOException {
        Reply made = create(
                ", \"burst_scaling_enabled\": false, \"instance_profile_arn\": \"\", \"environment_vars\": {\"A\": \"b\"}",
                ", \"name\": \"flowers\"",
                ", \"route_optimized\": false, \"email_notifications\": {}, \"telemetry_config\": null, \"budget_policy_id\": \"b\"");

        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }

    @Test
    void whatIsToldOfAConfigurationMayBeAskedForAgain() throws IOException {
        create("", "", "");
        String config = models.settled("flowers").json().path("config").toString();
        Reply twice = models.update("flowers", config);
        assertThat(twice.message()).contains("not both");

        Reply again = models.update("flowers", config.replaceFirst("\"served_models\":\\[.*?\\}\\],", ""));

        assertThat(again.status()).as(again.text()).isEqualTo(200);
    }
}
