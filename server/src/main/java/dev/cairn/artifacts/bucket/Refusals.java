package dev.cairn.artifacts.bucket;

import dev.cairn.http.ApiException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client of this server is told when a store refuses a call. What is the operator's to mend is logged.
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /// What a client can mend: its parts, names, sizes and page tokens. All else, such as credentials that are no
    /// longer good, is this server's or the store's affair, whatever the status.
    private static final Set<String> OF_CLIENTS = Set.of(
            "EntityTooLarge",
            "EntityTooSmall",
            "InvalidArgument",
            "InvalidPart",
            "InvalidPartOrder",
            "KeyTooLongError",
            "BlockCountExceedsLimit",
            "InvalidBlockId",
            "InvalidBlockList",
            "InvalidBlobOrBlock",
            "InvalidQueryParameterValue",
            "InvalidResourceName",
            "OutOfRangeInput",
            "OutOfRangeQueryParameterValue",
            "RequestBodyTooLarge");

    private Refusals() {}

    /// A store that cannot be reached, or breaks off.
    ///
    /// @param reason without keys and signatures
    public static ApiException silence(String reason) {
        LOG.warn("The artifact store does not answer: {}", reason);
        return ApiException.busy("The artifact store does not answer at the moment; try again.");
    }

    /// What the store answered.
    ///
    /// @param code the store's word for it
    /// @param said the store's own words, without keys and signatures
    public static ApiException of(int status, String code, String said) {
        if (OF_CLIENTS.contains(code)) {
            return ApiException.invalid("The artifact store refused this: %s".formatted(said));
        }
        LOG.warn("The artifact store refused a call of this server: {} {}", status, said);
        return ApiException.busy(
                "The artifact store refused this server (%s); its operator finds the reason in the log."
                        .formatted(status));
    }

    /// An object that is no longer there.
    public static ApiException missing() {
        return ApiException.missing("No such artifact: it was deleted meanwhile.");
    }

    /// An object that is no longer the one that was found.
    public static ApiException changed() {
        return ApiException.busy("The artifact was replaced while it was being read; try again.");
    }

    /// An upload in parts that is not known.
    public static ApiException noUpload() {
        return ApiException.missing("No such multipart upload: it was completed, aborted or given up.");
    }
}
