package dev.cairn.artifacts.azure;

import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.AzureAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/// Shared access signatures for one blob each (Azure's *Create a service SAS*).
final class AzureSas {
    private final ArtifactDestination.Azure destination;
    private final AzureAccess.SharedKey key;
    private final InstantSource clock = InstantSource.system();

    AzureSas(ArtifactDestination.Azure destination, AzureAccess.SharedKey key) {
        this.destination = destination;
        this.key = key;
    }

    /// The query that allows something.
    ///
    /// @param permissions letters in Azure's order, such as `r` or `cw`
    /// @param type        what the answer says that it is; empty for what the blob says
    String query(String blob, String permissions, Duration life, String disposition, String type) {
        String end = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS).toString();
        String protocol = "https".equals(destination.endpoint().getScheme()) ? "https" : "https,http";
        String resource = "/blob/%s/%s/%s".formatted(destination.account().name(), destination.container(), blob);
        String text = String.join(
                "\n",
                permissions,
                "", // start
                end,
                resource,
                "", // policy
                "", // addresses
                protocol,
                AzureSigner.VERSION,
                "b",
                "", // snapshot
                "", // encryption scope
                "", // Cache-Control
                disposition,
                "", // Content-Encoding
                "", // Content-Language
                type);
        SortedMap<String, String> query = new TreeMap<>();
        query.put("sv", AzureSigner.VERSION);
        query.put("sr", "b");
        query.put("sp", permissions);
        query.put("se", end);
        query.put("spr", protocol);
        if (!disposition.isEmpty()) {
            query.put("rscd", disposition);
            query.put("rsct", type);
        }
        query.put("sig", AzureSigner.signature(key.key(), text));
        return RestRequest.encoded(query);
    }
}
