package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.Json;
import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.TrafficConfig.Route;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigDraftTest {
    @Test
    void theOnlyEntityGetsAllRequestsAndAName() {
        EndpointConfig whole = whole("{'served_entities': [{'entity_name': 'my.model', 'entity_version': '3'}]}");
        assertThat(whole.servedEntities().getFirst().name()).isEqualTo("my-model-3");
        assertThat(whole.servedEntities().getFirst().creator()).isEqualTo("ann");
        assertThat(Objects.requireNonNull(whole.trafficConfig()).routes()).containsExactly(Route.to("my-model-3", 100));
    }

    @Test
    void theWordsOfOlderClientsMeanTheSame() {
        EndpointConfig whole = whole("""
                {'served_models': [{'model_name': 'm', 'model_version': '3', 'scale_to_zero_enabled': true}],
                 'traffic_config': {'routes': [{'served_model_name': 'm-3', 'traffic_percentage': 100}]}}
                """);
        assertThat(whole.servedEntities().getFirst().entityName()).isEqualTo("m");
        assertThat(whole.servedEntities().getFirst().scaleToZeroEnabled()).isTrue();
        assertThat(whole.servedModels()).isEmpty();
    }

    @Test
    void anAliasIsAVersionToo() {
        EndpointConfig whole = whole("{'served_entities': [{'entity_name': 'm', 'entity_version': '@Champion'}]}");
        assertThat(whole.servedEntities().getFirst().name()).isEqualTo("m-Champion");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                    | 1 to 20 entities
            {'served_entities': [{'entity_version': '1'}]}                        | served_entities[0].entity_name
            {'served_entities': [{'entity_name': 'm'}]}                           | served_entities[0].entity_version
            {'served_entities': [{'entity_name': 'm', 'entity_version': 'x'}]}    | a version is a number
            {'served_entities': [{'entity_name': 'm', 'entity_version': '0'}]}    | a version is a number
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'name': 'a b'}]}               | letters
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'workload_size': 'Huge'}]}     | Large
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'workload_type': 'GPU_SMALL'}]}| CPU
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'max_provisioned_concurrency': 0}]} | 1024
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'environment_vars': {'A-B': 'b'}}]}| letters
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'environment_vars': {'1A': 'b'}}]}| begins with no digit
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'environment_vars': {'LD_PRELOAD': 'b'}}]}| the server itself
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'environment_vars': {'PYTHONPATH': 'b'}}]}| the server itself
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'environment_vars': {'HOME': 'b'}}]}| the server itself
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'environment_vars': {'A': 'x {{secrets/a/b}}'}}]}| {{secrets/SCOPE/KEY}}
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1', 'environment_vars': {'A': '{{secrets/a}}'}}]}| {{secrets/SCOPE/KEY}}
            {'served_entities': [{'name': 'x', 'external_model': {'provider': 'openai'}}]}                  | gateway
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1'}, {'entity_name': 'm', 'entity_version': '1'}]} | Two served entities
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1'}, {'entity_name': 'm', 'entity_version': '2'}]} | traffic_config
            {'served_entities': [{'entity_name': 'm', 'entity_version': '1'}], 'served_models': [{'model_name': 'm', 'model_version': '1'}]} | not both
            """)
    void whatNobodyCouldServeIsRefused(String json, String why) {
        assertThatThrownBy(() -> whole(json)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{'served_entity_name': 'a', 'traffic_percentage': 99}]    | 100 together, not 99
            [{'served_entity_name': 'b', 'traffic_percentage': 100}]   | none of the served entities
            [{'traffic_percentage': 100}]                              | routes[0].served_entity_name
            [{'served_entity_name': 'a'}]                              | between 0 and 100
            [{'served_entity_name': 'a', 'traffic_percentage': 101}]   | between 0 and 100
            [{'served_entity_name': 'a', 'traffic_percentage': 50}, {'served_entity_name': 'a', 'traffic_percentage': 50}] | Two routes
            """)
    void sharesGoToEntitiesAndAre100Together(String routes, String why) {
        assertThatThrownBy(() -> whole(
                        "{'served_entities': [{'name': 'a', 'entity_name': 'm', 'entity_version': '1'}], 'traffic_config': {'routes': %s}}"
                                .formatted(routes)))
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "header:, a key is",
        "header:a b, a key is",
        "field:, a key is",
        "field:a..b, a key is",
        "user, a key is"
    })
    void whatIsNoKeyIsRefused(String key, String why) {
        assertThatThrownBy(() -> whole(
                        "{'served_entities': [{'entity_name': 'm', 'entity_version': '1'}], 'traffic_config': {'cairn_key': '%s'}}"
                                .formatted(key)))
                .hasMessageContaining(why);
    }

    private static EndpointConfig whole(String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ConfigDraft.whole(
                Json.read(body, EndpointConfig.class), "ann", 1, (entity, _) -> entity.cairnPlacement());
    }
}
