package dev.cairn.http.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of a server that speaks TLS.
///
/// @param identity     its certificate and the key of that
/// @param clientCa     the certificates whose clients are known; empty if clients need none
/// @param clientsShow  whether a client without one is turned away
public record TlsFiles(Identity identity, Optional<Path> clientCa, boolean clientsShow) {
    /// What the server shows of itself.
    public sealed interface Identity {}

    /// Two PEM files: the certificate with those above it, and its key.
    public record Pem(Path certificate, Path key) implements Identity {}

    /// A PKCS#12 file.
    public record Keystore(Path file, String password) implements Identity {
        @Override
        public String toString() {
            return "Keystore[file=" + file + "]";
        }
    }

    List<Path> all() {
        List<Path> files = new ArrayList<>(
                switch (identity) {
                    case Pem(Path certificate, Path key) -> List.of(certificate, key);
                    case Keystore keystore -> List.of(keystore.file());
                });
        clientCa.ifPresent(files::add);
        return files;
    }
}
