package dev.cairn.audit;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.audit.AuditRecord;
import dev.cairn.protocol.audit.SearchAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Finds records: the blocks that have all that is asked for by their terms, and in them the records.
final class AuditSearch {
    private static final int DEFAULT_RESULTS = 100;
    private static final int MAX_RESULTS = 1_000;
    private static final int MAX_ABOUT = 5;

    /// Blocks that one page looks into, a few milliseconds each at the most.
    private static final int MAX_BLOCKS = 200;

    private final Database database;

    AuditSearch(Database database) {
        this.database = database;
    }

    /// Administrators find all records, others those of the workspace that they ask in, which they manage.
    SearchAudit.Response search(Caller caller, SearchAudit request) {
        List<String> terms = terms(request);
        if (!caller.isAdmin()) {
            terms.add(AuditEntry.ofWorkspace(caller.workspace().name()));
        }
        int most = most(request.maxResults());
        long before = before(request.pageToken());
        return database.read(tx -> page(new AuditStore(tx), request, terms, most, before));
    }

    private static SearchAudit.Response page(
            AuditStore store, SearchAudit request, List<String> terms, int most, long before) {
        long newest = store.last().map(StoredRecord::id).orElse(0L);
        long first =
                request.from() == null ? 1 : store.firstSince(request.from()).orElse(newest + 1);
        long end = request.to() == null
                ? newest + 1
                : store.firstSince(request.to()).orElse(newest + 1);
        long last = Math.min(before, end) - 1;
        if (first > last) {
            return new SearchAudit.Response(List.of(), null);
        }
        List<Long> blocks = terms.isEmpty()
                ? newest(AuditStore.block(first), AuditStore.block(last), most / AuditStore.BLOCK + 2)
                : store.blocks(terms, AuditStore.block(first), AuditStore.block(last), MAX_BLOCKS);
        List<AuditRecord> found = new ArrayList<>();
        for (long block : blocks) {
            long begin = Math.max(first, AuditStore.firstOf(block));
            long upTo = Math.min(last, AuditStore.firstOf(block + 1) - 1);
            for (StoredRecord record : store.between(begin, upTo, terms)) {
                AuditEntry entry = record.read();
                if (entry.has(terms)) {
                    found.add(entry.record(record.id(), record.time()));
                }
                if (found.size() == most) {
                    return new SearchAudit.Response(found, record.id() > first ? Long.toString(record.id()) : null);
                }
            }
        }
        boolean more = !terms.isEmpty() && blocks.size() == MAX_BLOCKS;
        return new SearchAudit.Response(found, more ? Long.toString(AuditStore.firstOf(blocks.getLast())) : null);
    }

    private static List<Long> newest(long first, long last, long most) {
        return LongStream.iterate(last, block -> block >= first, block -> block - 1)
                .limit(most)
                .boxed()
                .toList();
    }

    static List<String> terms(SearchAudit request) {
        if (request.about().size() > MAX_ABOUT) {
            throw ApiException.invalid("A search takes at most %d values of 'about'.".formatted(MAX_ABOUT));
        }
        List<String> terms = new ArrayList<>();
        add(terms, request.actor(), AuditEntry::ofActor);
        add(terms, request.via(), AuditEntry::ofVia);
        add(terms, request.action(), AuditEntry::ofAction);
        add(terms, request.outcome(), AuditEntry::ofOutcome);
        request.about().forEach(thing -> {
            if (!thing.contains("=")) {
                throw ApiException.invalid("'about' names a thing such as run_id=…, not '%s'.".formatted(thing));
            }
            terms.add(AuditEntry.ofThing(thing));
        });
        return terms;
    }

    private static void add(List<String> terms, @Nullable String value, java.util.function.UnaryOperator<String> term) {
        if (value != null && !value.isEmpty()) {
            terms.add(term.apply(value));
        }
    }

    private static int most(@Nullable Integer asked) {
        int most = asked == null ? DEFAULT_RESULTS : asked;
        if (most < 1 || most > MAX_RESULTS) {
            throw ApiException.invalid("max_results must be from 1 to %d.".formatted(MAX_RESULTS));
        }
        return most;
    }

    /// The number before which a page's records are.
    private static long before(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException wrong) {
            throw ApiException.invalid("Invalid page token: take it from next_page_token of the page before.");
        }
    }
}
