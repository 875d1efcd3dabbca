package dev.cairn.protocol.inference;

import dev.cairn.protocol.NothingLost;
import dev.cairn.protocol.Require;
import java.util.List;

/// `PUT serving-endpoints/{name}/rate-limits`: how often an endpoint may be called, whole; none means as often as
/// anybody
/// likes.
@NothingLost
public record PutRateLimits(String name, List<RateLimit> rateLimits) {
    public PutRateLimits {
        Require.text("name", name);
        rateLimits = Require.listOrEmpty(rateLimits);
    }

    /// What holds from now on.
    public record Response(List<RateLimit> rateLimits) {
        public Response {
            rateLimits = Require.listOrEmpty(rateLimits);
        }
    }
}
