package dev.cairn.conformance;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
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

    static boolean isSomebody() {
        return TOKEN != null;
    }

    /** The managed platform's SDK in the same name. */
    static WorkspaceClient workspace(String url) {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(url)
                .setAuthType("pat")
                .setToken(TOKEN == null ? "none" : TOKEN));
    }

    /** The same in the name of a program. */
    static WorkspaceClient workspace(String url, String clientId, String clientSecret) {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(url)
                .setAuthType("oauth-m2m")
                .setClientId(clientId)
                .setClientSecret(clientSecret));
    }

    /** What a request without the client shows. */
    static Map<String, String> headers() {
        return TOKEN == null ? Map.of() : Map.of("Authorization", "Bearer " + TOKEN);
    }
}
