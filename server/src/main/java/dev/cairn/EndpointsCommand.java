package dev.cairn;

import dev.cairn.http.OpenApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cairn endpoints`: how much of the reference's API there is, and of the managed platform's, area by area.
@Command(
        name = "endpoints",
        description = "Prints the coverage of the MLflow API and of the managed platform's registries by area.")
final class EndpointsCommand implements Callable<Integer> {
    @Option(names = "--openapi", description = "Print all endpoints as an OpenAPI document instead.")
    private boolean asOpenApi;

    @Override
    public Integer call() throws IOException {
        Logs.warnOnly();
        System.out.print(
                asOpenApi
                        ? new String(
                                OpenApi.document(StatusApi.API_VERSION, Coverage.ownRoutes()), StandardCharsets.UTF_8)
                        : Coverage.report());
        return 0;
    }
}
