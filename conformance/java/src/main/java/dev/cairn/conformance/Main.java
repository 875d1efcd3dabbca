package dev.cairn.conformance;

import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

/** Runs all checks against the server at {@code CAIRN_URL}; exits with 1 when one failed and with 2 when none could run. */
public final class Main {

    private Main() {}

    private static void requireServer(MlflowClient client, String url) {
        try {
            client.getExperiment("0");
        } catch (MlflowClientException problem) {
            System.err.println("No tracking server answers at CAIRN_URL=%s: %s".formatted(url, problem.getMessage()));
            System.exit(2);
        }
    }

    public static void main(String[] arguments) {
        String url = System.getenv("CAIRN_URL");
        if (url == null || url.isBlank()) {
            System.err.println("CAIRN_URL is not set: set it to the address of the tracking server under test.");
            System.exit(2);
        }
        Report report = new Report();
        try (MlflowClient client = SignedIn.client(url);
                TraceChecks traces = new TraceChecks(client, url)) {
            requireServer(client, url);
            new ExperimentChecks(client).run(report);
            new RunChecks(client).run(report);
            new MetricChecks(client).run(report);
            new SearchChecks(client).run(report);
            new RegistryChecks(client).run(report);
            new ContextChecks(client).run(report);
            traces.run(report);
            new DatabricksChecks(url).run(report);
            new DatabricksCatalogChecks(url).run(report);
        }
        System.out.println(report.summary());
        System.exit(report.failed() == 0 ? 0 : 1);
    }
}
