package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import java.util.List;

/// `POST unity-catalog/prompt-versions/links-to-traces`.
public record LinkPromptsToTraces(List<LinkPromptsToTrace.PromptVersionRef> promptVersions, List<String> traceIds) {
    public LinkPromptsToTraces {
        Require.present("prompt_versions", promptVersions);
        Require.present("trace_ids", traceIds);
    }
}
