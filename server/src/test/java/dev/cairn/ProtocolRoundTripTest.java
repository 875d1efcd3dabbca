package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cairn.http.ApiException;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Json;
import dev.cairn.http.Route;
import dev.cairn.protocol.NothingLost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every record of the protocol through the one JSON codec.
final class ProtocolRoundTripTest {
    private static final JsonMapper PLAIN = new JsonMapper();

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .importPackages("dev.cairn.protocol").stream()
                        .filter(type -> type.isRecord() && !type.getFullName().endsWith(".Empty"))
                        .map(JavaClass::reflect);
    }

    static Stream<Class<?>> requests() {
        return ServedRoutes.all().stream()
                .map(Route::endpoint)
                .filter(Endpoint.Rpc.class::isInstance)
                .<Class<?>>map(endpoint -> ((Endpoint.Rpc<?>) endpoint).request())
                .distinct();
    }

    @Test
    void thereAreRecordsAndRequestsToTry() throws IOException {
        assertThat(records()).hasSizeGreaterThan(60);
        assertThat(requests()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsReadAsItWasWritten(Class<?> type) {
        Object sample = RecordSamples.of(type);

        assertThat(Json.read(Json.write(sample), type)).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("records")
    void fieldsAreWrittenInSnakeCase(Class<?> type) {
        JsonNode written = PLAIN.readTree(Json.write(RecordSamples.of(type)));

        assertThat(written.propertyNames())
                .hasSize(type.getRecordComponents().length)
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestMayBeWrittenInLowerCamelCase(Class<?> type) {
        Object sample = RecordSamples.of(type);
        JsonNode snake = PLAIN.readTree(Json.write(sample));

        assertThat(Json.read(PLAIN.writeValueAsBytes(inCamelCase(snake)), type)).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void wholeNumbersMayComeAsStrings(Class<?> type) {
        Object sample = RecordSamples.of(type);
        String written = new String(Json.write(sample), StandardCharsets.UTF_8);
        String quoted = written.replaceAll(":(\\d+)([,}\\]])", ":\"$1\"$2");

        assertThat(Json.read(quoted.getBytes(StandardCharsets.UTF_8), type)).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void fieldsThatNobodyKnowsAreIgnoredUnlessARequestMayLoseNothing(Class<?> type) {
        Object sample = RecordSamples.of(type);
        ObjectNode written = (ObjectNode) PLAIN.readTree(Json.write(sample));
        written.putObject("a_field_of_tomorrow").put("x", 1);
        byte[] request = PLAIN.writeValueAsBytes(written);

        if (type.isAnnotationPresent(NothingLost.class)) {
            assertThatThrownBy(() -> Json.read(request, type))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("'a_field_of_tomorrow'");
        } else {
            assertThat(Json.read(request, type)).isEqualTo(sample);
        }
    }

    private static JsonNode inCamelCase(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode renamed = PLAIN.createObjectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                renamed.set(camelCase(field.getKey()), inCamelCase(field.getValue()));
            }
            return renamed;
        }
        if (node.isArray()) {
            return PLAIN.createArrayNode()
                    .addAll(node.valueStream()
                            .map(ProtocolRoundTripTest::inCamelCase)
                            .toList());
        }
        return node;
    }

    private static String camelCase(String snake) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < snake.length(); i++) {
            boolean up = i > 0 && snake.charAt(i - 1) == '_';
            if (snake.charAt(i) != '_') {
                camel.append(up ? Character.toUpperCase(snake.charAt(i)) : snake.charAt(i));
            }
        }
        return camel.toString();
    }
}
