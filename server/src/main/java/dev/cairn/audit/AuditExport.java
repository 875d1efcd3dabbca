package dev.cairn.audit;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.protocol.audit.AuditRecord;
import dev.cairn.protocol.audit.SearchAudit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends all records that a search finds, newest first, a line of JSON each.
final class AuditExport {
    private static final int PAGE = 1_000;

    private final Audit audit;

    AuditExport(Audit audit) {
        this.audit = audit;
    }

    /// `GET audit/export`, with the parameters of a search.
    void send(Exchange exchange) throws IOException {
        SearchAudit request = new SearchAudit(
                exchange.query("actor").orElse(null),
                exchange.query("via").orElse(null),
                exchange.query("action").orElse(null),
                exchange.query("outcome").orElse(null),
                exchange.queryAll("about"),
                time(exchange, "from"),
                time(exchange, "to"),
                PAGE,
                null);
        AuditSearch.terms(request); // refused before anything is sent
        exchange.responseHeader("Content-Type", "application/x-ndjson")
                .responseHeader("Content-Disposition", "attachment; filename=\"audit.jsonl\"");
        try (OutputStream out = exchange.stream(200, -1)) {
            if (!exchange.isHead()) {
                audit.search(exchange.caller(), request, page -> page.records().forEach(record -> write(out, record)));
            }
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static @Nullable Long time(Exchange exchange, String name) {
        Optional<String> text = exchange.query(name);
        try {
            return text.isEmpty() ? null : Long.valueOf(text.get());
        } catch (NumberFormatException wrong) {
            throw ApiException.invalid("'%s' takes milliseconds since 1970.".formatted(name));
        }
    }

    private static void write(OutputStream out, AuditRecord record) {
        try {
            out.write(Json.write(record));
            out.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
