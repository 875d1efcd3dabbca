package dev.cairn.config;

import dev.cairn.http.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of TLS.
final class TlsOptions {
    /// No flag, since other users of the machine can read the flags of a process.
    static final String PASSWORD_VARIABLE = "CAIRN_TLS_KEYSTORE_PASSWORD";

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Speaks TLS with this certificate, PEM with those above it. Taken over when it changes.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The key of --tls-cert, PEM (PKCS#8 or PKCS#1).")
    private @Nullable Path key;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "Speaks TLS with the certificate and key of this PKCS#12 file, whose password is in the variable"
                            + " CAIRN_TLS_KEYSTORE_PASSWORD or in a file.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-keystore-password-file",
            paramLabel = "FILE",
            description = "A file with the password of --tls-keystore in its first line.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "Asks clients for a certificate that one of these signed (PEM).")
    private @Nullable Path clientCa;

    @Option(
            names = "--tls-client-auth",
            paramLabel = "required|wanted",
            defaultValue = "required",
            description = "Whether clients without a certificate are turned away. Default: ${DEFAULT-VALUE}.")
    private String clientAuth = "required";

    Optional<TlsFiles> files() {
        Optional<TlsFiles.Identity> identity = identity();
        if (identity.isEmpty() && clientCa != null) {
            throw new IllegalArgumentException("--tls-client-ca needs --tls-cert and --tls-key, or --tls-keystore.");
        }
        return identity.map(own -> new TlsFiles(own, Optional.ofNullable(clientCa), clientsShow()));
    }

    private boolean clientsShow() {
        return switch (clientAuth.toLowerCase(Locale.ROOT)) {
            case "required" -> true;
            case "wanted" -> false;
            default ->
                throw new IllegalArgumentException(
                        "--tls-client-auth must be required or wanted; got '%s'.".formatted(clientAuth));
        };
    }

    private Optional<TlsFiles.Identity> identity() {
        if (keystore != null) {
            if (certificate != null || key != null) {
                throw new IllegalArgumentException("Give --tls-keystore, or --tls-cert and --tls-key, but not both.");
            }
            return Optional.of(new TlsFiles.Keystore(keystore, password()));
        }
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("TLS needs both --tls-cert and --tls-key.");
        }
        return Optional.of(new TlsFiles.Pem(certificate, key));
    }

    private String password() {
        if (passwordFile == null) {
            String given = System.getenv(PASSWORD_VARIABLE);
            return given == null ? "" : given;
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "--tls-keystore-password-file %s cannot be read.".formatted(passwordFile), unreadable);
        }
    }
}
