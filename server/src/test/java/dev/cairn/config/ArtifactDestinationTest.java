package dev.cairn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.TestAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The places that a setting can name.
final class ArtifactDestinationTest {
    private static final String KEY = "bm8gc2VjcmV0";
    private static final Map<String, String> WITH_KEY = Map.of("AZURE_STORAGE_ACCESS_KEY", KEY);
    private static final String AZURE = "wasbs://box@acct.blob.core.windows.net/some/prefix";
    private static final String GOOGLE = "gs://box/some/prefix/";
    private static final TestAccount ACCOUNT = TestAccount.make();

    @TempDir
    private Path folder;

    @Test
    void aPlaceWithoutASchemeIsAFolder() {
        assertThat(parse("/srv/a", Map.of())).isInstanceOf(ArtifactDestination.Folder.class);
        assertThat(parse("file:///srv/a", Map.of())).isInstanceOf(ArtifactDestination.Folder.class);
    }

    @ParameterizedTest
    @CsvSource({
        "wasbs://box@acct.blob.core.windows.net/some/prefix/, https://acct.blob.core.windows.net, some/prefix",
        "abfss://box@acct.dfs.core.windows.net/p,             https://acct.blob.core.windows.net, p",
        "wasbs://box@acct.blob.core.chinacloudapi.cn,         https://acct.blob.core.chinacloudapi.cn, ''"
    })
    void aContainerOfAzureIsNamedAsMlflowDoes(String uri, URI endpoint, String prefix) {
        assertThat(parse(uri, WITH_KEY)).isInstanceOfSatisfying(ArtifactDestination.Azure.class, azure -> {
            assertThat(azure.account().name()).isEqualTo("acct");
            assertThat(azure.container()).isEqualTo("box");
            assertThat(azure.endpoint()).isEqualTo(endpoint);
            assertThat(azure.prefix()).isEqualTo(prefix);
            assertThat(azure.access()).isInstanceOf(AzureAccess.SharedKey.class);
        });
    }

    @Test
    void anObjectStoreKnowsTheUrisOfClients() {
        assertThat(parse("/srv/a", Map.of()).uris()).isEmpty();
        assertThat(parse("s3://bucket", Map.of()).uris()).containsExactly("s3://bucket");
        assertThat(parse("s3://bucket/p/q/", Map.of()).uris()).containsExactly("s3://bucket/p/q");
        assertThat(parse(AZURE, WITH_KEY).uris())
                .containsExactly(AZURE, "abfss://box@acct.dfs.core.windows.net/some/prefix");
    }

    @Test
    void aConnectionStringSaysWhereAnAccountIs() {
        String connection = "DefaultEndpointsProtocol=http;AccountName=acct;AccountKey=" + KEY
                + ";BlobEndpoint=http://127.0.0.1:10000/acct;";

        ArtifactDestination.Azure azure =
                (ArtifactDestination.Azure) parse(AZURE, Map.of("AZURE_STORAGE_CONNECTION_STRING", connection));

        assertThat(azure.endpoint()).isEqualTo(URI.create("http://127.0.0.1:10000/acct"));
        assertThat(azure.toString()).doesNotContain(KEY);
        refused(AZURE.replace("acct", "other"), Map.of("AZURE_STORAGE_CONNECTION_STRING", connection), "'acct'");
    }

    @Test
    void aSignatureIsTakenInsteadOfAKey() {
        ArtifactDestination.Azure azure = (ArtifactDestination.Azure)
                parse(AZURE, Map.of("AZURE_STORAGE_SAS_TOKEN", "?sv=2021-12-02&sp=rwdl&sig=a%2Bb%3D"));

        assertThat(azure.access())
                .isInstanceOfSatisfying(
                        AzureAccess.Signature.class,
                        signature -> assertThat(signature.parameters())
                                .containsEntry("sig", "a+b=")
                                .containsEntry("sp", "rwdl"));
        assertThat(azure.toString()).doesNotContain("a+b=");
    }

    @Test
    void whatIsMissingOrWrongInTheEnvironmentIsSaid() {
        refused(AZURE, Map.of(), "AZURE_STORAGE_ACCESS_KEY");
        refused(AZURE, Map.of("AZURE_STORAGE_ACCESS_KEY", "se cret!"), "not in base64");
        assertThatThrownBy(() -> parse(AZURE, Map.of("AZURE_STORAGE_ACCESS_KEY", "se cret!")))
                .hasMessageNotContaining("se cret!");
    }

    @Test
    void aBucketOfGoogleIsReachedAsItsOwnClientsDo() throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), account());

        ArtifactDestination.Gcs gcs = gcs(Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString()));

        assertThat(gcs.bucket()).isEqualTo("box");
        assertThat(gcs.prefix()).isEqualTo("some/prefix");
        assertThat(gcs.endpoint()).isEqualTo(URI.create("https://storage.googleapis.com"));
        assertThat(gcs.uris()).containsExactly("gs://box/some/prefix");
        assertThat(gcs.access()).isInstanceOfSatisfying(GcsAccess.ServiceAccount.class, account -> {
            assertThat(account.email()).isEqualTo(TestAccount.EMAIL);
            assertThat(account.tokens()).isEqualTo(URI.create("https://tokens.example/token"));
        });
        assertThat(gcs.toString()).doesNotContain(ACCOUNT.secret().substring(0, 20));
        assertThat(gcs(Map.of()).access())
                .isEqualTo(new GcsAccess.Metadata(URI.create("http://metadata.google.internal")));
        assertThat(gcs(Map.of("GCE_METADATA_HOST", "127.0.0.1:80")).access())
                .isEqualTo(new GcsAccess.Metadata(URI.create("http://127.0.0.1:80")));
    }

    @Test
    void anEmulatorIsSentNoTokens() throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), account());

        ArtifactDestination.Gcs alone = gcs(Map.of("STORAGE_EMULATOR_HOST", "localhost:4443"));
        ArtifactDestination.Gcs signing = gcs(Map.of(
                "STORAGE_EMULATOR_HOST", "http://localhost:4443", "GOOGLE_APPLICATION_CREDENTIALS", file.toString()));

        assertThat(alone.endpoint()).isEqualTo(URI.create("http://localhost:4443"));
        assertThat(alone.access()).isEqualTo(new GcsAccess.Emulator(Optional.empty()));
        assertThat(signing.access()).isInstanceOf(GcsAccess.Emulator.class);
        assertThat(signing.access().signer()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\": \"authorized_user\", \"refresh_token\": \"se cret\"}', authorized_user",
        "'{\"type\": \"service_account\", \"client_email\": \"a@b\", \"private_key\": \"se cret\"}', private_key",
        "'{\"type\": \"service_account\", \"private_key\": \"se cret\"}', client_email",
        "'{\"type\": \"service_account\", \"client_email\": \"a@b\", \"token_uri\": \"ftp://x\"}', token_uri",
        "'se cret', no JSON"
    })
    void aFileOfAnotherKindIsRefusedAndNotShown(String content, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), content);
        Map<String, String> environment = Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString());

        refused(GOOGLE, environment, why);
        assertThatThrownBy(() -> gcs(environment))
                .hasMessageNotContaining("se cret")
                .hasNoCause();
        refused(GOOGLE, Map.of("GOOGLE_APPLICATION_CREDENTIALS", folder + "/not there"), "cannot be read");
        refused(GOOGLE, Map.of("STORAGE_EMULATOR_HOST", "::"), "STORAGE_EMULATOR_HOST");
    }

    private static String account() {
        return """
                {"type": "service_account", "client_email": "%s", "private_key": "%s",
                 "token_uri": "https://tokens.example/token"}
                """.formatted(TestAccount.EMAIL, ACCOUNT.pem().replace("\n", "\\n"));
    }

    private static ArtifactDestination.Gcs gcs(Map<String, String> environment) {
        return (ArtifactDestination.Gcs) parse(GOOGLE, environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wasbs://box/p",
                "wasbs://acct.blob.core.windows.net/box",
                "wasbs://box@evil.example/p",
                "wasb://box@acct.blob.core.windows.net/p",
                "s3://box@host/p",
                "gs://box@host/p",
                "s3://box/../p",
                "s3://box/p?x=1",
                "s3://user:password@box/p",
                "https://box/p",
                "ftp://box/p"
            })
    void anotherPlaceIsRefusedAndNotShown(String uri) {
        refused(uri, WITH_KEY, "--artifacts-destination");
        assertThatThrownBy(() -> parse(uri, WITH_KEY)).hasMessageNotContaining("password");
    }

    private static void refused(String uri, Map<String, String> environment, String why) {
        assertThatThrownBy(() -> parse(uri, environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static ArtifactDestination parse(String uri, Map<String, String> environment) {
        return ArtifactDestination.parse(uri, new ArtifactDestination.Settings(null, null, null, environment));
    }
}
