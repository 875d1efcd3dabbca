package dev.cairn.encryption;

import dev.cairn.config.KeyPlace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Keys of AWS KMS, each under its ARN: data keys are sent there to be wrapped and unwrapped, when a
/// server starts or meets a new one, and when keys are rotated. What a data key is for is its encryption
/// context, which AWS logs.
///
/// Credentials come from where every AWS tool looks for them, and so does an endpoint that is not
/// Amazon's (`AWS_ENDPOINT_URL_KMS`).
final class KmsKeys implements KeySource {
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final String CONTEXT = "cairn";

    private final List<String> keys;
    private final KeySource local;

    /// @param keys ARNs; the local keys stand among them as `local`
    KmsKeys(List<String> keys, KeySource local) {
        this.keys = List.copyOf(keys);
        this.local = local;
    }

    @Override
    public String id() {
        return wrapsLocally() ? local.id() : keys.getFirst();
    }

    @Override
    public String wrap(byte[] dataKey, byte[] context) {
        if (wrapsLocally()) {
            return local.wrap(dataKey, context);
        }
        SdkBytes wrapped = ask(
                id(),
                kms -> kms.encrypt(request -> request.keyId(id())
                                .encryptionContext(context(context))
                                .plaintext(SdkBytes.fromByteArray(dataKey)))
                        .ciphertextBlob());
        return Base64.getEncoder().encodeToString(wrapped.asByteArray());
    }

    @Override
    public byte[] unwrap(String id, String wrapped, byte[] context) {
        if (!id.startsWith("arn:") && hasLocal()) {
            return local.unwrap(id, wrapped, context);
        }
        if (!keys.contains(id)) {
            throw WrongKey.of(id, place());
        }
        return ask(
                id,
                kms -> kms.decrypt(request -> request.keyId(id)
                                .encryptionContext(context(context))
                                .ciphertextBlob(SdkBytes.fromByteArray(
                                        Base64.getDecoder().decode(wrapped))))
                        .plaintext()
                        .asByteArray());
    }

    @Override
    public void make() {
        if (wrapsLocally()) {
            local.make();
        }
    }

    /// AWS renews its keys itself, under the same ARN.
    @Override
    public void renew() {
        if (wrapsLocally()) {
            local.renew();
        }
    }

    @Override
    public void keep(Set<String> used) {
        if (hasLocal()) {
            local.keep(used);
        }
    }

    @Override
    public String place() {
        return "AWS KMS, " + String.join(", ", keys) + (hasLocal() ? ", which is " + local.place() : "");
    }

    private boolean wrapsLocally() {
        return keys.getFirst().equals(KeyPlace.Kms.LOCAL);
    }

    private boolean hasLocal() {
        return keys.contains(KeyPlace.Kms.LOCAL);
    }

    private static Map<String, String> context(byte[] context) {
        return Map.of(CONTEXT, new String(context, StandardCharsets.UTF_8).replace('\n', ' '));
    }

    private static <T> T ask(String key, Function<KmsClient, T> call) {
        try (KmsClient kms = client(key)) {
            return call.apply(kms);
        } catch (KmsException refusal) {
            throw failed(
                    key,
                    "refuses",
                    refusal.awsErrorDetails().errorCode() + " "
                            + refusal.awsErrorDetails().errorMessage(),
                    refusal);
        } catch (SdkException unreachable) {
            throw failed(key, "cannot be asked", String.valueOf(unreachable.getMessage()), unreachable);
        }
    }

    private static KeyException failed(String key, String what, String why, SdkException cause) {
        return new KeyException("""
                AWS KMS %s to work with the key %s, which protects what is encrypted here: %s
                The credentials need kms:Encrypt and kms:Decrypt on it. Nothing was changed.""".formatted(what, key, why), cause);
    }

    private static KmsClient client(String key) {
        return KmsClient.builder()
                .region(Region.of(Arn.fromString(key).region().orElseThrow()))
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(calls -> calls.apiCallTimeout(CALL))
                .build();
    }
}
