package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST traces/link-prompts`.
public record LinkPromptsToTrace(String traceId, List<PromptVersionRef> promptVersions) {
    public LinkPromptsToTrace {
        Require.text("trace_id", traceId);
        Require.present("prompt_versions", promptVersions);
    }

    /// One version of a prompt.
    public record PromptVersionRef(String name, String version) {
        public PromptVersionRef {
            Require.text("name", name);
            Require.text("version", version);
        }
    }
}
