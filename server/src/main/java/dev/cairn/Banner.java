package dev.cairn;

import dev.cairn.config.ServerConfig;
import dev.cairn.http.HttpConfig;
import java.util.Optional;

/// What a person reads when the server is ready.
final class Banner {
    private Banner() {}

    /// @param grpcPort   where it speaks gRPC
    /// @param setUpToken where there is no administrator and callers sign in
    static void print(ServerConfig config, int port, Optional<Integer> grpcPort, Optional<String> setUpToken) {
        String address = "%s://%s:%d".formatted(config.http().scheme(), host(config.http()), port);
        System.out.printf(
                """
                Cairn is ready on %1$s
                %5$sData in %2$s, database %3$s

                    import mlflow
                    mlflow.set_tracking_uri("%1$s")
                %4$s
                Stop with Ctrl-C.
                """,
                address,
                config.data().toAbsolutePath().normalize(),
                config.database(),
                setUp(address, setUpToken),
                grpcPort.map(grpc -> "Endpoints by gRPC on %s:%d%n".formatted(host(config.http()), grpc))
                        .orElse(""));
        System.out.flush();
    }

    /// By which a browser reaches the server and is answered: `HostCheck` knows no wildcard.
    private static String host(HttpConfig http) {
        String host = http.host();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return http.allowedHosts().stream()
                    .filter(name -> !HttpConfig.LOOPBACK.contains(name) && !name.equals("*"))
                    .sorted()
                    .findFirst()
                    .orElse("localhost");
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String setUp(String address, Optional<String> setUpToken) {
        return setUpToken.map(token -> """

            Nobody has an account yet. Make the first administrator's at

                %s/#/set-up?token=%s

            or on this machine with: ./cairn user add NAME --admin
            """.formatted(address, token)).orElse("");
    }
}
