package dev.cairn.tracking.models;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The page token of a search for logged models: it holds the search that it goes on with, and suits no other.
record LoggedModelPage(
        List<String> experimentIds,
        @Nullable String filterString,
        List<SearchLoggedModels.OrderBy> orderBy,
        long offset) {

    LoggedModelPage {
        experimentIds = experimentIds == null ? List.of() : experimentIds;
        orderBy = orderBy == null ? List.of() : orderBy;
    }

    static String token(SearchLoggedModels request, long offset) {
        return Base64.getEncoder()
                .encodeToString(Json.write(
                        new LoggedModelPage(request.experimentIds(), request.filter(), request.orderBy(), offset)));
    }

    static long offset(SearchLoggedModels request) {
        if (request.pageToken() == null || request.pageToken().isEmpty()) {
            return 0;
        }
        LoggedModelPage page = parse(request.pageToken());
        LoggedModelPage expected =
                new LoggedModelPage(request.experimentIds(), request.filter(), request.orderBy(), page.offset);
        if (!page.equals(expected) || page.offset < 0) {
            throw ApiException.invalid(
                    "The page token belongs to another search: experiment_ids, filter and order_by must stay the same from page to page.");
        }
        return page.offset;
    }

    private static LoggedModelPage parse(String token) {
        try {
            return Objects.requireNonNull(Json.read(Base64.getDecoder().decode(token), LoggedModelPage.class));
        } catch (IllegalArgumentException | NullPointerException | ApiException malformed) {
            throw ApiException.invalid("Invalid page token: '%s'".formatted(token));
        }
    }
}
