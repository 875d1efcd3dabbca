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
    private int uploads = LimitConfig.DEFAULT.uploads();

    @Option(
            names = "--max-uploads-per-person",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Those of one account. Default: ${DEFAULT-VALUE}.")
    private int uploadsPerPerson = LimitConfig.DEFAULT.uploadsPerPerson();

    @Option(
            names = "--max-file-size",
            paramLabel = "SIZE",
            defaultValue = "off",
            description =
                    "Size of a file that comes in through the server, such as 500m or 5g. Default: ${DEFAULT-VALUE}.")
    private String fileBytes = "off";

    LimitConfig config() {
        if (uploads < 1 || uploadsPerPerson < 1) {
            throw new IllegalArgumentException("--max-uploads and --max-uploads-per-person are 1 or more.");
        }
        return new LimitConfig(
                Rate.setting("--rate-limit", perPerson),
                Rate.setting("--rate-limit-per-address", perAddress),
                uploads,
                uploadsPerPerson,
                ByteSize.setting("--max-file-size", fileBytes));
    }
}
