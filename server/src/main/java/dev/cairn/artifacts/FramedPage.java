package dev.cairn.artifacts;

import dev.cairn.http.Exchange;
import java.util.Locale;
import java.util.Optional;

/// An HTML file shown in a frame of the UI, rather than saved: as it stands (`view=page`), with its scripts
/// (`view=scripts`), or with what these load from elsewhere, too (`view=network`), each once its reader agreed.
///
/// It has an origin of its own, so that it reaches neither the session nor the page around it. Without `network` nobody
/// hears that it was opened: it loads nothing, and the UI around it lets its frame go nowhere else (`frame-src`).
/// Browsers say what asks for a page; what is not a frame gets the file to save, so that no link opens such a page
/// under the server's name. They say who asks, too: a page may lead its frame to another view of itself, but with its
/// own origin it is a stranger there and gets what stands still. Over plain HTTP from another machine browsers say
/// nothing, and nobody gets `network`.
final class FramedPage {
    private static final String STILL = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "font-src data:; media-src data:; frame-ancestors 'self'";

    /// Reports that hold their library.
    private static final String SCRIPTED = "sandbox allow-scripts; default-src 'none'; "
            + "script-src 'unsafe-inline' 'unsafe-eval' data: blob:; style-src 'unsafe-inline'; "
            + "img-src data: blob:; font-src data:; media-src data: blob:; worker-src blob:; "
            + "frame-ancestors 'self'";

    /// Reports that load their library; nothing can be asked of this server.
    private static final String NETWORKED = "sandbox allow-scripts; default-src 'none'; "
            + "script-src 'unsafe-inline' 'unsafe-eval' https: data: blob:; style-src 'unsafe-inline' https:; "
            + "img-src data: blob: https:; font-src data: https:; media-src data: blob:; worker-src blob:; "
            + "frame-ancestors 'self'";

    private FramedPage() {}

    static boolean isWanted(ArtifactFile file, Exchange exchange) {
        String name = file.path().name().toLowerCase(Locale.ROOT);
        return exchange.query("view").isPresent()
                && (name.endsWith(".html") || name.endsWith(".htm"))
                && exchange.header("Sec-Fetch-Dest").map("iframe"::equals).orElse(true);
    }

    static void describe(Exchange exchange) {
        exchange.responseHeader("Content-Type", "text/html; charset=utf-8")
                .responseHeader("Content-Disposition", "inline")
                .responseHeader("Content-Security-Policy", policy(exchange))
                .responseHeader("Referrer-Policy", "no-referrer")
                .responseHeader("X-DNS-Prefetch-Control", "off");
    }

    private static String policy(Exchange exchange) {
        Optional<String> asker = exchange.header("Sec-Fetch-Site");
        boolean isUi = asker.map("same-origin"::equals).orElse(false);
        return switch (exchange.query("view").orElse("")) {
            case "scripts" -> isUi || asker.isEmpty() ? SCRIPTED : STILL;
            case "network" -> isUi ? NETWORKED : STILL;
            default -> STILL;
        };
    }
}
