package dev.cairn.graphql;

import dev.cairn.http.ApiException;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.concurrent.CompletableFuture;

/// Turns what a rule refuses into an error of the response. What is no fault of the client fails the request whole, as
/// it does elsewhere.
final class Refusals implements DataFetcherExceptionHandler {
    private static final int SERVER_FAULT = 500;

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        Throwable thrown = parameters.getException();
        if (thrown instanceof ApiException refusal && refusal.code().status() < SERVER_FAULT) {
            String message = refusal.getMessage() == null ? "" : refusal.getMessage();
            return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult()
                    .error(GraphqlErrorBuilder.newError()
                            .message("%s", message)
                            .path(parameters.getPath())
                            .build())
                    .build());
        }
        return CompletableFuture.failedFuture(thrown);
    }
}
