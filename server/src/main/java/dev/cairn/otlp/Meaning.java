package dev.cairn.otlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of a span: values that came as JSON text are taken apart, and what the vocabularies of others
/// say of its type, inputs, outputs, tokens and model is said in MLflow's as well. What a span says itself stays.
public final class Meaning {
    public static final String TYPE = "mlflow.spanType";
    public static final String INPUTS = "mlflow.spanInputs";
    public static final String OUTPUTS = "mlflow.spanOutputs";
    public static final String USAGE = "mlflow.chat.tokenUsage";
    public static final String COST = "mlflow.llm.cost";
    public static final String MODEL = "mlflow.llm.model";
    public static final String PROVIDER = "mlflow.llm.provider";
    public static final String REQUEST_ID = "mlflow.traceRequestId";
    public static final String UNKNOWN = "UNKNOWN";
    static final String FORMAT = "mlflow.message.format";
    static final String TOOLS = "mlflow.chat.tools";

    private static final String OWN = "mlflow.";
    private static final String TOOL_DEFINITIONS = "gen_ai.tool.definitions";

    /// Events that are messages of a chat, by the role that speaks.
    private static final Map<String, String> SPEAKERS = Map.of(
            "gen_ai.system.message", "system",
            "gen_ai.user.message", "user",
            "gen_ai.assistant.message", "assistant");

    private final Span span;
    private final Map<String, AnyValue> attributes = new LinkedHashMap<>();

    private Meaning(Span span) {
        this.span = span;
        span.attributes().forEach((key, value) -> attributes.put(key, Values.decoded(value)));
    }

    /// The span with what it means.
    public static Span of(Span span) {
        return new Meaning(span).translated();
    }

    private Span translated() {
        if (!span.events().isEmpty() || usesOtherWords()) {
            AnyValue type = attributes.get(TYPE);
            if (type == null || type.equals(new AnyValue.Text(UNKNOWN))) {
                set(TYPE, first(this::type));
            }
            add(INPUTS, () -> orElse(first(words -> value(words.inputs())), this::inputsOfEvents));
            add(OUTPUTS, () -> orElse(first(words -> value(words.outputs())), this::outputsOfEvents));
            add(USAGE, () -> first(this::usage));
            add(FORMAT, () -> first(this::format));
            add(TOOLS, () -> value(List.of(TOOL_DEFINITIONS)));
            add(PROVIDER, () -> first(words -> value(words.providers())));
            add(MODEL, () -> orElse(first(words -> value(words.models())), this::modelOfValues));
        } else {
            add(MODEL, this::modelOfValues);
        }
        attributes.put(REQUEST_ID, new AnyValue.Text("tr-" + span.traceId()));
        return span.with(attributes);
    }

    private boolean usesOtherWords() {
        for (String key : attributes.keySet()) {
            if (!key.startsWith(OWN) && (key.equals(TOOL_DEFINITIONS) || Vocabulary.isKnown(key))) {
                return true;
            }
        }
        return false;
    }

    private void add(String key, java.util.function.Supplier<@Nullable AnyValue> value) {
        if (!attributes.containsKey(key)) {
            set(key, value.get());
        }
    }

    private void set(String key, @Nullable AnyValue value) {
        if (value != null) {
            attributes.put(key, value);
        }
    }

    private static @Nullable AnyValue first(Function<Vocabulary, @Nullable AnyValue> question) {
        for (Vocabulary words : Vocabulary.ALL) {
            AnyValue answer = question.apply(words);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    private static @Nullable AnyValue orElse(
            @Nullable AnyValue value, java.util.function.Supplier<@Nullable AnyValue> other) {
        return value == null ? other.get() : value;
    }

    private @Nullable AnyValue type(Vocabulary words) {
        for (String key : words.kindKeys()) {
            if (attributes.get(key) instanceof AnyValue.Text(String kind)) {
                String type = words.kinds().get(kind);
                if (type != null) {
                    return new AnyValue.Text(type);
                }
            }
        }
        return null;
    }

    private @Nullable AnyValue usage(Vocabulary words) {
        List<@Nullable Long> counts = new ArrayList<>();
        for (List<String> keys : words.tokens()) {
            AnyValue value = value(keys);
            counts.add(value == null ? zero(keys) : TokenCounts.count(value));
        }
        Long input = counts.get(0);
        Long output = counts.get(1);
        Long total = counts.get(2);
        if (input == null && output == null && total == null) {
            return null;
        }
        return new TokenCounts(
                        input,
                        output,
                        total == null && input != null && output != null ? TokenCounts.sum(input, output) : total,
                        counts.get(3),
                        counts.get(4))
                .value();
    }

    private @Nullable Long zero(List<String> keys) {
        return keys.stream().map(attributes::get).anyMatch(new AnyValue.Int(0)::equals) ? Long.valueOf(0) : null;
    }

    private @Nullable AnyValue format(Vocabulary words) {
        boolean shown = attributes.keySet().stream()
                .anyMatch(key -> words.signs().stream().anyMatch(sign -> matches(sign, key)));
        return shown ? new AnyValue.Text(words.format()) : null;
    }

    /// The first of some attributes that has a value worth the name.
    private @Nullable AnyValue value(List<String> keys) {
        for (String key : keys) {
            if (key.endsWith("*")) {
                for (Map.Entry<String, AnyValue> attribute : attributes.entrySet()) {
                    if (matches(key, attribute.getKey()) && attribute.getKey().endsWith(".content")) {
                        return attribute.getValue();
                    }
                }
            } else {
                AnyValue value = attributes.get(key);
                if (value != null && !isEmpty(value)) {
                    return value;
                }
            }
        }
        return null;
    }

    private static boolean matches(String pattern, String key) {
        return pattern.endsWith("*") ? key.startsWith(pattern.substring(0, pattern.length() - 1)) : key.equals(pattern);
    }

    private static boolean isEmpty(AnyValue value) {
        return switch (value) {
            case AnyValue.Text(String text) -> text.isEmpty();
            case AnyValue.Bool(boolean is) -> !is;
            case AnyValue.Int(long number) -> number == 0;
            case AnyValue.Real(double number) -> number == 0;
            case AnyValue.Bytes(byte[] bytes) -> bytes.length == 0;
            case AnyValue.Listed(List<AnyValue> values) -> values.isEmpty();
            case AnyValue.Mapped(Map<String, AnyValue> values) -> values.isEmpty();
            case AnyValue.Unset unset -> true;
        };
    }

    private @Nullable AnyValue modelOfValues() {
        for (String key : List.of(INPUTS, OUTPUTS)) {
            if (attributes.get(key) instanceof AnyValue.Mapped(Map<String, AnyValue> fields)
                    && fields.get("model") instanceof AnyValue.Text model
                    && !isEmpty(model)) {
                return model;
            }
        }
        return null;
    }

    private @Nullable AnyValue inputsOfEvents() {
        AnyValue prompt = ofEvent("gen_ai.content.prompt", "gen_ai.prompt");
        return prompt == null ? messages(event -> SPEAKERS.get(event.name())) : prompt;
    }

    private @Nullable AnyValue outputsOfEvents() {
        AnyValue completion = ofEvent("gen_ai.content.completion", "gen_ai.completion");
        return completion == null
                ? messages(event -> event.name().equals("gen_ai.choice") ? role(event) : null)
                : completion;
    }

    private static String role(Span.Event event) {
        return event.attributes().get("role") instanceof AnyValue.Text(String role) ? role : "assistant";
    }

    private @Nullable AnyValue ofEvent(String name, String key) {
        for (Span.Event event : span.events()) {
            AnyValue value = event.attributes().get(key);
            if (event.name().equals(name) && value != null && !isEmpty(value)) {
                return Values.decoded(value);
            }
        }
        return null;
    }

    private @Nullable AnyValue messages(Function<Span.Event, @Nullable String> roles) {
        List<AnyValue> messages = new ArrayList<>();
        for (Span.Event event : span.events()) {
            String role = roles.apply(event);
            AnyValue content = event.attributes().get("content");
            if (role != null && content != null && !isEmpty(content)) {
                Map<String, AnyValue> message = new LinkedHashMap<>();
                message.put("role", new AnyValue.Text(role));
                message.put("content", Values.decoded(content));
                messages.add(new AnyValue.Mapped(message));
            }
        }
        return messages.isEmpty() ? null : new AnyValue.Listed(messages);
    }
}
