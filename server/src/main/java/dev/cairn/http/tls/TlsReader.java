package dev.cairn.http.tls;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Makes TLS of files, and refuses those that do not belong together.
final class TlsReader {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final char[] NO_PASSWORD = {};

    private TlsReader() {}

    /// @throws IllegalArgumentException with a sentence for the operator
    static TlsContext.Shown read(TlsFiles files) {
        for (Path file : files.all()) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        "The file %s of TLS is not there, or cannot be read.".formatted(file));
            }
        }
        try {
            return shown(files);
        } catch (GeneralSecurityException | IOException | RuntimeException unusable) {
            throw new IllegalArgumentException(
                    "The files %s cannot be used for TLS: %s".formatted(files.all(), reason(unusable)), unusable);
        }
    }

    private static String reason(Throwable unusable) {
        Throwable cause = unusable;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static TlsContext.Shown shown(TlsFiles files) throws GeneralSecurityException, IOException {
        Own own = switch (files.identity()) {
            case TlsFiles.Pem(Path certificate, Path key) -> pem(certificate, key);
            case TlsFiles.Keystore(Path file, String password) -> keystore(file, password.toCharArray());
        };
        requireMatch(own.key(), own.chain().getFirst());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keys(own),
                files.clientCa().isPresent() ? trusts(files.clientCa().get()) : null,
                null);
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setUseCipherSuitesOrder(true);
        if (files.clientCa().isPresent()) {
            if (files.clientsShow()) {
                parameters.setNeedClientAuth(true);
            } else {
                parameters.setWantClientAuth(true);
            }
        }
        return new TlsContext.Shown(context, parameters);
    }

    private static KeyManager[] keys(Own own) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("own", own.key(), NO_PASSWORD, own.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private static TrustManager[] trusts(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (X509Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca" + store.size(), certificate);
        }
        TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(store);
        return trusts.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Own pem(Path certificate, Path key) {
        Keys keys = Keys.builder()
                .pem(pem -> pem.key(Resource.create(key)).certChain(Resource.create(certificate)))
                .build();
        return keys.privateKey()
                .filter(found -> !keys.certChain().isEmpty())
                .map(found -> new Own(found, keys.certChain()))
                .orElseThrow(() -> new IllegalArgumentException("there is no private key, or no certificate"));
    }

    /// The first key of a file, whatever its name there is.
    private static Own keystore(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey key) {
                return new Own(
                        key,
                        Stream.of(store.getCertificateChain(alias))
                                .map(X509Certificate.class::cast)
                                .toList());
            }
        }
        throw new IllegalArgumentException("there is no private key");
    }

    private static List<X509Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> all = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (all.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate in " + file);
            }
            return all;
        }
    }

    /// That what the key signs is what the certificate's key says, as each connection will find out.
    private static void requireMatch(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        byte[] text = {1, 2, 3};
        boolean matches = key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm());
        if (matches) {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            Signature reading = Signature.getInstance(algorithm);
            reading.initVerify(certificate.getPublicKey());
            reading.update(text);
            matches = reading.verify(signing.sign());
        }
        if (!matches) {
            throw new IllegalArgumentException("the key is not that of the certificate");
        }
    }

    /// What a server shows of itself, its own certificate first.
    private record Own(PrivateKey key, List<X509Certificate> chain) {}
}
