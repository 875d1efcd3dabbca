package dev.cairn.conformance;

import java.util.Map;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** Who the checks are to the server: the owner of {@code MLFLOW_TRACKING_TOKEN}, or nobody in particular. */
final class SignedIn {
    private static final String TOKEN = System.getenv("MLFLOW_TRACKING_TOKEN");

    private SignedIn() {}

    static MlflowClient client(String url) {
        return TOKEN == null ? new MlflowClient(url) : new MlflowClient(new BasicMlflowHostCreds(url, TOKEN));
    }

    /** What a request without the client shows. */
    static Map<String, String> headers() {
        return TOKEN == null ? Map.of() : Map.of("Authorization", "Bearer " + TOKEN);
    }
}
