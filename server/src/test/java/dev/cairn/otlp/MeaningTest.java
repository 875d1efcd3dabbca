package dev.cairn.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the vocabularies of others mean.
class MeaningTest {
    private static Map<String, AnyValue> read(List<Span.Event> events, Object... pairs) {
        Map<String, AnyValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            attributes.put(
                    (String) pairs[i],
                    value instanceof Integer number ? new AnyValue.Int(number) : new AnyValue.Text((String) value));
        }
        return Meaning.of(new Span(
                        "00000000000000000000000000000001",
                        1,
                        0,
                        "",
                        "s",
                        0,
                        1,
                        2,
                        attributes,
                        events,
                        List.of(),
                        Span.Dropped.NONE,
                        Span.Status.UNSET,
                        0))
                .attributes();
    }

    private static @Nullable String json(Map<String, AnyValue> attributes, String key) {
        AnyValue value = attributes.get(key);
        return value == null ? null : Values.json(value);
    }

    @ParameterizedTest
    @CsvSource({
        "openinference.span.kind, RETRIEVER, RETRIEVER",
        "gen_ai.operation.name, chat, CHAT_MODEL",
        "gen_ai.operation.name, execute_tool, TOOL",
        "traceloop.span.kind, workflow, WORKFLOW",
        "ai.operationId, ai.embed, EMBEDDING",
        "entity.type, agent, AGENT",
        "span.type, claude_code.tool, TOOL",
        "lmnr.span.type, PIPELINE, CHAIN",
        "langfuse.observation.type, generation, LLM"
    })
    void theTypeIsTranslated(String key, String kind, String type) {
        assertThat(json(read(List.of(), key, kind), Meaning.TYPE)).isEqualTo('"' + type + '"');
    }

    @Test
    void whatASpanSaysItselfStays() {
        Map<String, AnyValue> read = read(
                List.of(),
                "mlflow.spanType",
                "\"TOOL\"",
                "gen_ai.operation.name",
                "chat",
                "mlflow.spanInputs",
                "\"own\"",
                "input.value",
                "other");

        assertThat(json(read, Meaning.TYPE)).isEqualTo("\"TOOL\"");
        assertThat(json(read, Meaning.INPUTS)).isEqualTo("\"own\"");
        assertThat(json(read("UNKNOWN"), Meaning.TYPE)).isEqualTo("\"CHAT_MODEL\"");
    }

    private static Map<String, AnyValue> read(String type) {
        return read(List.of(), "mlflow.spanType", "\"" + type + "\"", "gen_ai.operation.name", "chat");
    }

    @Test
    void tokensAreCountedWhoeverNamesThem() {
        assertThat(json(
                        read(List.of(), "gen_ai.usage.input_tokens", 3, "gen_ai.usage.output_tokens", "4"),
                        Meaning.USAGE))
                .isEqualTo("{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":7}");
        assertThat(json(read(List.of(), "llm.token_count.prompt", 0, "llm.token_count.total", 9), Meaning.USAGE))
                .isEqualTo("{\"input_tokens\":0,\"total_tokens\":9}");
        assertThat(json(read(List.of(), "gen_ai.usage.prompt_tokens", 5), Meaning.USAGE))
                .isEqualTo("{\"input_tokens\":5}");
        assertThat(json(read(List.of(), "unrelated", 5), Meaning.USAGE)).isNull();
    }

    @Test
    void inputsOutputsAndModelsAreFound() {
        Map<String, AnyValue> read = read(
                List.of(),
                "gen_ai.input.messages",
                "[{\"role\": \"user\", \"content\": \"hi\"}]",
                "gen_ai.output.messages",
                "plain",
                "gen_ai.request.model",
                "m1",
                "gen_ai.provider.name",
                "p1");
        assertThat(json(read, Meaning.INPUTS)).isEqualTo("[{\"role\":\"user\",\"content\":\"hi\"}]");
        assertThat(json(read, Meaning.OUTPUTS)).isEqualTo("\"plain\"");
        assertThat(json(read, Meaning.MODEL)).isEqualTo("\"m1\"");
        assertThat(json(read, Meaning.PROVIDER)).isEqualTo("\"p1\"");
        assertThat(json(read(List.of(), "mlflow.spanInputs", "{\"model\": \"m2\"}"), Meaning.MODEL))
                .isEqualTo("\"m2\"");
        assertThat(json(read(List.of(), "gen_ai.prompt.0.content", "first"), Meaning.INPUTS))
                .isEqualTo("\"first\"");
    }

    @Test
    void messagesMayBeEvents() {
        List<Span.Event> events = List.of(
                new Span.Event(1, "gen_ai.user.message", Map.of("content", new AnyValue.Text("hi")), 0),
                new Span.Event(2, "gen_ai.choice", Map.of("content", new AnyValue.Text("ho")), 0));

        assertThat(json(read(events), Meaning.INPUTS)).isEqualTo("[{\"role\":\"user\",\"content\":\"hi\"}]");
        assertThat(json(read(events), Meaning.OUTPUTS)).isEqualTo("[{\"role\":\"assistant\",\"content\":\"ho\"}]");
    }

    @Test
    void ofAChatTheLastMessageIsThePreview() {
        AnyValue chat = Values.decoded(new AnyValue.Text("""
                {"messages": [{"role": "user", "content": "one"}, {"role": "assistant", "content": "two"},
                {"role": "user", "content": [{"type": "text", "text": "three"}]}]}
                """));
        assertThat(Preview.of(chat, "user")).isEqualTo("three");
        assertThat(Preview.of(chat, "assistant")).isEqualTo("two");
        assertThat(Preview.of(new AnyValue.Text("x".repeat(2_000)), "user"))
                .hasSize(1_000)
                .endsWith("...");
        assertThat(Preview.of(Values.decoded(new AnyValue.Text("{\"a\": 1}")), "user"))
                .isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123 | \"123\"",
                "true | \"true\"",
                "{\"a\": | \"{\\\"a\\\":\"",
                "{\"a\": NaN} | {\"a\":\"NaN\"}",
                "\"text\" | \"text\"",
                "[1, 12345678901234567890123] | [1,\"12345678901234567890123\"]",
                "[1] x] | \"[1] x]\""
            })
    void aTextThatIsJsonIsTakenApart(String text, String value) {
        assertThat(Values.json(Values.decoded(new AnyValue.Text(text)))).isEqualTo(value);
    }
}
