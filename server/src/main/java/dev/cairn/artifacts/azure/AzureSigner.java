package dev.cairn.artifacts.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.config.AzureAccess;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as Azure's *Authorize with Shared Key* says, or adds the shared access signature to them.
final class AzureSigner {
    /// The version of the API that requests and signatures are of.
    static final String VERSION = "2021-12-02";

    private static final String ALGORITHM = "HmacSHA256";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final String account;
    private final AzureAccess access;
    private final InstantSource clock = InstantSource.system();

    AzureSigner(String account, AzureAccess access) {
        this.account = account;
        this.access = access;
    }

    void sign(RestRequest request) {
        request.header("x-ms-version", VERSION).header("x-ms-date", DATE.format(clock.instant()));
        switch (access) {
            case AzureAccess.SharedKey key ->
                request.header(
                        "authorization", "SharedKey %s:%s".formatted(account, signature(key.key(), text(request))));
            case AzureAccess.Signature signature -> signature.parameters().forEach(request::query);
        }
    }

    static String signature(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Of the standard headers this server sends only those that are named here.
    private String text(RestRequest request) {
        Map<String, String> headers = request.headers();
        String own = headers.entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-ms-"))
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String query = request.query().entrySet().stream()
                .map(parameter -> "\n" + parameter.getKey() + ":" + parameter.getValue())
                .collect(Collectors.joining());
        return String.join(
                        "\n",
                        request.method(),
                        "", // Content-Encoding
                        "", // Content-Language
                        request.length() == 0 ? "" : Integer.toString(request.length()),
                        headers.getOrDefault("content-md5", ""),
                        headers.getOrDefault("content-type", ""),
                        "", // Date, which x-ms-date stands for
                        "", // If-Modified-Since
                        headers.getOrDefault("if-match", ""),
                        "", // If-None-Match
                        "", // If-Unmodified-Since
                        "", // Range, which x-ms-range stands for
                        "")
                + own + "/" + account + request.path() + query;
    }
}
