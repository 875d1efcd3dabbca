package dev.cairn.http.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates that sign themselves, made by the JDK's keytool, in a folder.
public final class TestCertificates {
    public static final String PASSWORD = "a password";

    private final Path folder;

    public TestCertificates(Path folder) {
        this.folder = folder;
    }

    /// A PKCS#12 file with a certificate for this machine and its key.
    public Path keystore(String name, String algorithm) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-keyalg",
                        algorithm,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost,dns:cairn.example.org",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        return file;
    }

    /// The same as two PEM files.
    TlsFiles.Pem pem(String name, String algorithm) throws Exception {
        KeyStore store = open(keystore(name, algorithm));
        TlsFiles.Pem files = new TlsFiles.Pem(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
        write(files.certificate(), "CERTIFICATE", store.getCertificate(name).getEncoded());
        write(
                files.key(),
                "PRIVATE KEY",
                store.getKey(name, PASSWORD.toCharArray()).getEncoded());
        return files;
    }

    /// In one step, as certificates are renewed.
    static void replace(Path file, Path by) throws IOException {
        Path made = Files.copy(by, file.resolveSibling("renewed"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
    }

    private static KeyStore open(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /// What a client knows: whom it trusts, and who it is itself.
    ///
    /// @param own empty for nobody
    SSLContext client(List<String> trusted, String own) throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (String name : trusted) {
            trust.setCertificateEntry(name, open(folder.resolve(name + ".p12")).getCertificate(name));
        }
        TrustManagerFactory trusts = TrustManagerFactory.getInstance("PKIX");
        trusts.init(trust);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own.isEmpty() ? null : open(folder.resolve(own + ".p12")), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusts.getTrustManagers(), null);
        return context;
    }

    /// The names in a chain, without `CN=`.
    static List<String> names(java.security.cert.Certificate[] chain) {
        List<String> names = new ArrayList<>();
        for (java.security.cert.Certificate certificate : chain) {
            names.add(((X509Certificate) certificate)
                    .getSubjectX500Principal()
                    .getName()
                    .replace("CN=", ""));
        }
        return names;
    }
}
