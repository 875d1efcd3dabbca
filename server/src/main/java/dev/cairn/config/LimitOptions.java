package dev.cairn.config;

import picocli.CommandLine.Option;

/// The flags of what callers may ask of a server.
final class LimitOptions {
    @Option(
            names = "--rate-limit",
            paramLabel = "N/s|m|h",
            defaultValue = "off",
            description = "Requests of one account, such as 200/s or 10000/m; more are answered with 429. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String perPerson = "off";

    @Option(
            names = "--rate-limit-per-address",
            paramLabel = "N/s|m|h",
            defaultValue = "off",
            description = "Requests from one address, signed in or not; behind a proxy all come from its own. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String perAddress = "off";

    @Option(
            names = "--max-uploads",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Files that come in at the same time. Default: ${DEFAULT-VALUE}.")
    private int uploads = LimitConfig.DEFAULT.files().atOnce();

    @Option(
            names = "--max-uploads-per-person",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Those of one account. Default: ${DEFAULT-VALUE}.")
    private int uploadsPerPerson = LimitConfig.DEFAULT.files().perPerson();

    @Option(
            names = "--max-file-size",
            paramLabel = "SIZE",
            defaultValue = "off",
            description =
                    "Size of a file that comes in, such as 500m or 5g, by whatever way. Default: ${DEFAULT-VALUE}.")
    private String fileBytes = "off";

    @Option(
            names = "--max-streams-per-person",
            paramLabel = "N",
            defaultValue = "100",
            description = "Streams of changes that one account has open, such as a page of a browser; more are answered"
                    + " with 429. Default: ${DEFAULT-VALUE}.")
    private int streamsPerPerson = LimitConfig.DEFAULT.streams().perPerson();

    @Option(
            names = "--max-streams-per-address",
            paramLabel = "N",
            defaultValue = "500",
            description = "Those to one address, signed in or not; behind a proxy all come from its own. Default:"
                    + " ${DEFAULT-VALUE}, which is all that a server holds.")
    private int streamsPerAddress = LimitConfig.DEFAULT.streams().perAddress();

    @Option(
            names = "--storage-quota",
            paramLabel = "SIZE",
            defaultValue = "off",
            description =
                    "What each workspace may use of the artifact store, such as 500g, unless it has a quota of its"
                            + " own. Default: ${DEFAULT-VALUE}.")
    private String storageBytes = "off";

    LimitConfig config() {
        if (uploads < 1 || uploadsPerPerson < 1) {
            throw new IllegalArgumentException("--max-uploads and --max-uploads-per-person are 1 or more.");
        }
        if (streamsPerPerson < 1 || streamsPerAddress < 1) {
            throw new IllegalArgumentException("--max-streams-per-person and --max-streams-per-address are 1 or more.");
        }
        return new LimitConfig(
                new LimitConfig.Requests(
                        Rate.setting("--rate-limit", perPerson), Rate.setting("--rate-limit-per-address", perAddress)),
                new LimitConfig.Files(uploads, uploadsPerPerson, ByteSize.setting("--max-file-size", fileBytes)),
                new LimitConfig.Streams(streamsPerPerson, streamsPerAddress),
                ByteSize.setting("--storage-quota", storageBytes));
    }
}
