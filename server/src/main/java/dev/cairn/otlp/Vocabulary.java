package dev.cairn.otlp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Under which attributes a family of libraries says what MLflow has names of its own for.
///
/// @param kindKeys attributes that say what kind of span it is, `kinds` what these mean
/// @param tokens   attributes of tokens in, out, in all, read from a cache and written to it
/// @param inputs   attributes of what went in; one that ends in `*` stands for all that begin so
/// @param format   how messages look, for whom shows them; empty if that is not known
/// @param signs    attributes, or beginnings of them that end in `*`, by which the family shows itself
record Vocabulary(
        List<String> kindKeys,
        Map<String, String> kinds,
        List<List<String>> tokens,
        List<String> inputs,
        List<String> outputs,
        List<String> models,
        List<String> providers,
        String format,
        List<String> signs) {

    private static final List<List<String>> NO_TOKENS = List.of(List.of(), List.of(), List.of(), List.of(), List.of());

    private static final List<String> GEN_AI_MODELS = List.of("gen_ai.response.model", "gen_ai.request.model");

    private static final Vocabulary OPEN_INFERENCE = new Vocabulary(
            List.of("openinference.span.kind"),
            Map.of(
                    "TOOL", "TOOL",
                    "CHAIN", "CHAIN",
                    "LLM", "LLM",
                    "RETRIEVER", "RETRIEVER",
                    "EMBEDDING", "EMBEDDING",
                    "AGENT", "AGENT",
                    "RERANKER", "RERANKER",
                    "UNKNOWN", "UNKNOWN",
                    "GUARDRAIL", "GUARDRAIL",
                    "EVALUATOR", "EVALUATOR"),
            List.of(
                    List.of("llm.token_count.prompt"),
                    List.of("llm.token_count.completion"),
                    List.of("llm.token_count.total"),
                    List.of("llm.token_count.prompt_details.cache_read"),
                    List.of("llm.token_count.prompt_details.cache_write")),
            List.of("input.value"),
            List.of("output.value"),
            List.of("llm.response.model_name", "llm.model_name", "llm.request.model_name", "embedding.model_name"),
            List.of("llm.provider"),
            "",
            List.of());

    private static final Vocabulary CLAUDE_CODE = new Vocabulary(
            List.of("span.type"),
            Map.of(
                    "claude_code.interaction", "AGENT",
                    "claude_code.llm_request", "LLM",
                    "claude_code.tool", "TOOL"),
            NO_TOKENS,
            List.of("user_prompt", "new_context", "tool_input"),
            List.of("response.model_output"),
            List.of(),
            List.of(),
            "",
            List.of());

    /// The conventions of OpenTelemetry itself, with the names that Gemini's command line gives its spans.
    private static final Vocabulary GEN_AI = new Vocabulary(
            List.of("gen_ai.operation.name"),
            Map.ofEntries(
                    Map.entry("chat", "CHAT_MODEL"),
                    Map.entry("create_agent", "AGENT"),
                    Map.entry("embeddings", "EMBEDDING"),
                    Map.entry("execute_tool", "TOOL"),
                    Map.entry("generate_content", "LLM"),
                    Map.entry("invoke_agent", "AGENT"),
                    Map.entry("text_completion", "LLM"),
                    Map.entry("response", "LLM"),
                    Map.entry("llm_call", "LLM"),
                    Map.entry("tool_call", "TOOL"),
                    Map.entry("agent_call", "AGENT")),
            List.of(
                    List.of("gen_ai.usage.input_tokens"),
                    List.of("gen_ai.usage.output_tokens"),
                    List.of(),
                    List.of("gen_ai.usage.cache_read.input_tokens"),
                    List.of("gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens")),
            List.of("gen_ai.input.messages", "gen_ai.tool.call.arguments"),
            List.of("gen_ai.output.messages", "gen_ai.tool.call.result"),
            GEN_AI_MODELS,
            List.of("gen_ai.provider.name"),
            "",
            List.of());

    private static final Vocabulary TRACELOOP = new Vocabulary(
            List.of("traceloop.span.kind"),
            Map.of("workflow", "WORKFLOW", "task", "TASK", "agent", "AGENT", "tool", "TOOL", "unknown", "UNKNOWN"),
            List.of(
                    List.of("gen_ai.usage.prompt_tokens"),
                    List.of("gen_ai.usage.completion_tokens"),
                    List.of("llm.usage.total_tokens"),
                    List.of(),
                    List.of()),
            List.of("traceloop.entity.input", "gen_ai.prompt.*"),
            List.of("traceloop.entity.output", "gen_ai.completion.*"),
            List.of(),
            List.of("gen_ai.system"),
            "",
            List.of());

    private static final Vocabulary GOOGLE_ADK = new Vocabulary(
            List.of(),
            Map.of(),
            NO_TOKENS,
            List.of("gcp.vertex.agent.llm_request", "gcp.vertex.agent.tool_call_args"),
            List.of("gcp.vertex.agent.llm_response", "gcp.vertex.agent.tool_response"),
            List.of(),
            List.of(),
            "",
            List.of());

    private static final Vocabulary VERCEL_AI = new Vocabulary(
            List.of("ai.operationId"),
            Map.ofEntries(
                    Map.entry("ai.generateText", "LLM"),
                    Map.entry("ai.generateText.doGenerate", "LLM"),
                    Map.entry("ai.toolCall", "TOOL"),
                    Map.entry("ai.streamText", "LLM"),
                    Map.entry("ai.streamText.doStream", "LLM"),
                    Map.entry("ai.generateObject", "LLM"),
                    Map.entry("ai.generateObject.doGenerate", "LLM"),
                    Map.entry("ai.streamObject", "LLM"),
                    Map.entry("ai.streamObject.doStream", "LLM"),
                    Map.entry("ai.embed", "EMBEDDING"),
                    Map.entry("ai.embed.doEmbed", "EMBEDDING"),
                    Map.entry("ai.embedMany", "EMBEDDING")),
            NO_TOKENS,
            List.of("ai.prompt", "ai.prompt.messages", "ai.toolCall.args", "ai.value", "ai.values"),
            List.of("ai.response.text", "ai.toolCall.result", "ai.response.object", "ai.embedding", "ai.embeddings"),
            List.of(),
            List.of(),
            "",
            List.of());

    private static final Vocabulary VOLT_AGENT = new Vocabulary(
            List.of("span.type", "entity.type"),
            Map.of("agent", "AGENT", "llm", "LLM", "tool", "TOOL", "memory", "MEMORY"),
            List.of(
                    List.of("usage.prompt_tokens", "llm.usage.prompt_tokens"),
                    List.of("usage.completion_tokens", "llm.usage.completion_tokens"),
                    List.of("usage.total_tokens", "llm.usage.total_tokens"),
                    List.of(),
                    List.of()),
            List.of("agent.messages", "llm.messages", "input"),
            List.of("output"),
            List.of(),
            List.of(),
            "voltagent",
            List.of("voltagent.operation_id", "voltagent.conversation_id"));

    private static final Vocabulary LIVE_KIT = new Vocabulary(
            List.of(),
            Map.of(),
            NO_TOKENS,
            List.of("lk.user_input", "lk.user_transcript", "lk.chat_ctx", "lk.input_text"),
            List.of("lk.response.text", "lk.response.function_calls"),
            GEN_AI_MODELS,
            List.of(),
            "livekit",
            List.of("lk.*"));

    private static final Vocabulary LAMINAR = new Vocabulary(
            List.of("lmnr.span.type"),
            Map.of(
                    "LLM", "LLM",
                    "TOOL", "TOOL",
                    "DEFAULT", "CHAIN",
                    "PIPELINE", "CHAIN",
                    "EXECUTOR", "AGENT",
                    "EVALUATOR", "EVALUATOR",
                    "HUMAN_EVALUATOR", "EVALUATOR",
                    "EVALUATION", "EVALUATOR",
                    "CACHED", "LLM"),
            NO_TOKENS,
            List.of("lmnr.span.input"),
            List.of("lmnr.span.output"),
            GEN_AI_MODELS,
            List.of("gen_ai.system"),
            "openai",
            List.of("lmnr.span.type"));

    private static final Vocabulary LANGFUSE = new Vocabulary(
            List.of("langfuse.observation.type"),
            Map.of(
                    "generation", "LLM",
                    "embedding", "EMBEDDING",
                    "tool", "TOOL",
                    "retriever", "RETRIEVER",
                    "agent", "AGENT",
                    "chain", "CHAIN",
                    "evaluator", "EVALUATOR",
                    "guardrail", "GUARDRAIL",
                    "span", "UNKNOWN"),
            NO_TOKENS,
            List.of("langfuse.observation.input"),
            List.of("langfuse.observation.output"),
            List.of(),
            List.of(),
            "",
            List.of());

    /// All that are known; of two that say something, the first counts.
    static final List<Vocabulary> ALL = List.of(
            OPEN_INFERENCE,
            CLAUDE_CODE,
            GEN_AI,
            TRACELOOP,
            GOOGLE_ADK,
            VERCEL_AI,
            VOLT_AGENT,
            LIVE_KIT,
            LAMINAR,
            LANGFUSE);

    private static final Set<String> WORDS = words(key -> !isPattern(key)).collect(Collectors.toUnmodifiableSet());

    private static final List<String> BEGINNINGS = words(Vocabulary::isPattern)
            .map(key -> key.substring(0, key.length() - 1))
            .distinct()
            .toList();

    /// Whether any vocabulary has the attribute. Most spans have none that is known, and need no second look.
    static boolean isKnown(String key) {
        return WORDS.contains(key) || BEGINNINGS.stream().anyMatch(key::startsWith);
    }

    private static Stream<String> words(Predicate<String> which) {
        return ALL.stream()
                .flatMap(words -> Stream.of(
                                List.of(words.kindKeys, words.inputs, words.outputs),
                                List.of(words.models, words.providers, words.signs),
                                words.tokens)
                        .flatMap(List::stream))
                .flatMap(List::stream)
                .filter(which);
    }

    private static boolean isPattern(String key) {
        return key.endsWith("*");
    }
}
