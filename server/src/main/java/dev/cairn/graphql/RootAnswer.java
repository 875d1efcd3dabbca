package dev.cairn.graphql;

import dev.cairn.access.Caller;
import dev.cairn.protocol.tracking.GetRun;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.SearchRuns;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Answers a root field by its twin; below the runs of the answer [RunLinks] are at hand.
record RootAnswer(Twins twins, Twin twin) implements DataFetcher<DataFetcherResult<Object>> {
    /// The key of the caller in the context of an execution.
    static final String CALLER = "caller";

    /// The key of the [AnswerSize] of an execution.
    static final String SIZE = "size";

    @Override
    public DataFetcherResult<Object> get(DataFetchingEnvironment environment) {
        Caller caller = Objects.requireNonNull(environment.getGraphQlContext().<Caller>get(CALLER));
        Map<String, Object> input = environment.getArgumentOrDefault("input", Map.of());
        AnswerSize size = Objects.requireNonNull(environment.getGraphQlContext().<AnswerSize>get(SIZE));
        Object answer = twin.answer(caller, input);
        size.add(answer);
        return DataFetcherResult.newResult()
                .data(answer)
                .localContext(new RunLinks(twins, caller, size, runs(answer)))
                .build();
    }

    private static List<Run> runs(Object answer) {
        return switch (answer) {
            case GetRun.Response found -> List.of(found.run());
            case SearchRuns.Response found -> found.runs();
            default -> List.of();
        };
    }
}
