package dev.cairn.artifacts.s3;

import dev.cairn.config.ArtifactDestination;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The client of a store, with a bound on each wait. Credentials come from where every AWS tool looks for them.
final class S3Connection {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(90);
    private static final Duration CALL = Duration.ofMinutes(3);

    private S3Connection() {}

    static S3Client client(ArtifactDestination.S3 destination) {
        return S3Client.builder()
                .region(region(destination))
                .credentialsProvider(credentials())
                .endpointOverride(destination.endpoint())
                .serviceConfiguration(style(destination))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(
                        calls -> calls.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .build();
    }

    static S3Presigner presigner(ArtifactDestination.S3 destination) {
        return S3Presigner.builder()
                .region(region(destination))
                .credentialsProvider(credentials())
                .endpointOverride(destination.endpoint())
                .serviceConfiguration(style(destination))
                .build();
    }

    private static S3Configuration style(ArtifactDestination.S3 destination) {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(destination.pathStyle())
                .expectContinueEnabled(false)
                .build();
    }

    private static AwsCredentialsProvider credentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    /// Stores that are not Amazon's seldom care.
    private static Region region(ArtifactDestination.S3 destination) {
        if (destination.region() != null) {
            return Region.of(destination.region());
        }
        if (destination.endpoint() != null && System.getenv("AWS_REGION") == null) {
            return Region.US_EAST_1;
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException unknown) {
            throw new IllegalArgumentException(
                    "The region of the bucket '%s' is not known: add --artifacts-region."
                            .formatted(destination.bucket()),
                    unknown);
        }
    }
}
