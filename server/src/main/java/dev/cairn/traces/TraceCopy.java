package dev.cairn.traces;

import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.LinkPromptsToTrace.PromptVersionRef;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.traces.terms.TraceKeys;
import java.util.List;

/// A trace with all that it has, as it goes from one server to another.
///
/// @param info    with its tags, its metadata and its assessments; its id and its experiment are known
/// @param runs    the ids of the runs that it is linked to
/// @param prompts the versions of prompts that it is linked to
/// @param spans   the JSON text of each span, as `GET traces/get` answers with it
public record TraceCopy(TraceInfo info, List<String> runs, List<PromptVersionRef> prompts, List<String> spans) {

    /// A trace of another server, with its times and assessments in the form in which this one has them.
    ///
    /// @throws dev.cairn.http.ApiException if it could not be stored
    public static TraceCopy of(TraceInfo info, List<String> runs, List<PromptVersionRef> prompts, List<String> spans) {
        String id = TraceKeys.checkedId(String.valueOf(info.traceId()));
        List<Assessment> assessments = info.assessments().stream()
                .map(assessment -> AssessmentDraft.whole(assessment).on(id))
                .toList();
        return new TraceCopy(
                new TraceInfo(
                        id,
                        info.clientRequestId(),
                        info.traceLocation(),
                        info.requestPreview(),
                        info.responsePreview(),
                        info.requestTime(),
                        info.executionDuration(),
                        info.state(),
                        info.traceMetadata(),
                        assessments,
                        info.tags()),
                runs,
                prompts,
                spans);
    }

    /// The same trace in another experiment.
    public TraceCopy in(String experimentId) {
        return new TraceCopy(
                new TraceInfo(
                        info.traceId(),
                        info.clientRequestId(),
                        TraceLocation.of(experimentId),
                        info.requestPreview(),
                        info.responsePreview(),
                        info.requestTime(),
                        info.executionDuration(),
                        info.state(),
                        info.traceMetadata(),
                        info.assessments(),
                        info.tags()),
                runs,
                prompts,
                spans);
    }

    /// The experiment that it is in.
    public String experimentId() {
        return TraceStarts.experimentId(info.traceLocation());
    }

    public String traceId() {
        return String.valueOf(info.traceId());
    }

    /// About how much memory its spans need, in characters.
    public long size() {
        return spans.stream().mapToLong(String::length).sum();
    }
}
