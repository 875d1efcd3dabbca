package dev.cairn.importing.archive;

import dev.cairn.importing.transfer.Source;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.traces.TraceCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts traces together from their lines.
final class TraceLines {
    private final Source.Selection selection;
    private final Consumer<TraceCopy> traces;
    private @Nullable TraceLine trace;
    private List<String> spans = new ArrayList<>();
    private StringBuilder cut = new StringBuilder();

    TraceLines(Source.Selection selection, Consumer<TraceCopy> traces) {
        this.selection = selection;
        this.traces = traces;
    }

    void take(TraceLine line) {
        TraceInfo info = line.info();
        if (info != null) {
            end();
            trace = selection.among(Set.of(String.valueOf(info.traceId()))).isEmpty() ? null : line;
        } else if (trace != null) {
            line.spans().forEach(span -> add(span, line.isContinued()));
        }
    }

    private void add(String span, boolean isContinued) {
        if (isContinued) {
            cut.append(span);
        } else {
            spans.add(cut.isEmpty() ? span : cut.append(span).toString());
            cut = new StringBuilder();
        }
    }

    void end() {
        if (trace != null && trace.info() != null) {
            traces.accept(new TraceCopy(trace.info(), trace.runs(), trace.prompts(), spans));
        }
        trace = null;
        spans = new ArrayList<>();
    }
}
