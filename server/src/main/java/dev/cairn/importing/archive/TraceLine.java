package dev.cairn.importing.archive;

import dev.cairn.protocol.traces.LinkPromptsToTrace.PromptVersionRef;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.traces.TraceCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A line of the file of traces: a trace without its spans, or some of the spans of the trace before it.
///
/// @param spans       texts of spans
/// @param isContinued whether the last of them goes on in the next line
record TraceLine(
        @Nullable TraceInfo info,
        List<String> runs,
        List<PromptVersionRef> prompts,
        List<String> spans,
        boolean isContinued) {
    /// Characters in a line; a span that is longer is cut.
    private static final int LONGEST = 1_000_000;

    TraceLine {
        runs = runs == null ? List.of() : runs;
        prompts = prompts == null ? List.of() : prompts;
        spans = spans == null ? List.of() : spans;
    }

    /// Gives the lines of a trace.
    static void each(TraceCopy copy, Consumer<TraceLine> lines) {
        lines.accept(new TraceLine(copy.info(), copy.runs(), copy.prompts(), List.of(), false));
        List<String> some = new ArrayList<>();
        int length = 0;
        for (String span : copy.spans()) {
            if (length + span.length() > LONGEST && !some.isEmpty()) {
                lines.accept(ofSpans(some, false));
                some = new ArrayList<>();
                length = 0;
            }
            int from = 0;
            for (; span.length() - from > LONGEST; from += LONGEST) {
                lines.accept(ofSpans(List.of(span.substring(from, from + LONGEST)), true));
            }
            some.add(span.substring(from));
            length += span.length() - from;
        }
        if (!some.isEmpty()) {
            lines.accept(ofSpans(some, false));
        }
    }

    private static TraceLine ofSpans(List<String> spans, boolean isContinued) {
        return new TraceLine(null, List.of(), List.of(), List.copyOf(spans), isContinued);
    }
}
