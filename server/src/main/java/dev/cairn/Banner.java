package dev.cairn;

import dev.cairn.config.ServerConfig;
import java.util.Optional;

/// What a person reads when the server is ready.
final class Banner {
    private Banner() {}

    /// @param setUpToken where there is no administrator and callers sign in
    static void print(ServerConfig config, int port, Optional<String> setUpToken) {
        String host = config.http().host().contains(":")
                ? "[" + config.http().host() + "]"
                : config.http().host();
        String address = "http://%s:%d".formatted(host, port);
        System.out.printf(
                """
                Cairn is ready on %1$s
                Data in %2$s, database %3$s

                    import mlflow
                    mlflow.set_tracking_uri("%1$s")
                %4$s
                Stop with Ctrl-C.
                """,
                address, config.data().toAbsolutePath().normalize(), config.database(), setUp(address, setUpToken));
        System.out.flush();
    }

    private static String setUp(String address, Optional<String> setUpToken) {
        return setUpToken.map(token -> """

                        Nobody has an account yet. Make the first administrator's at

                            %s/#/set-up?token=%s

                        or on this machine with: ./cairn user add NAME --admin
                        """.formatted(address, token)).orElse("");
    }
}
