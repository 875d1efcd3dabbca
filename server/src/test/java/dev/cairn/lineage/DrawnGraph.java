package dev.cairn.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An answer about lineage in words.
record DrawnGraph(List<String> nodes, List<String> edges, boolean isTruncated) {

    static DrawnGraph of(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        Map<String, String> names = new HashMap<>();
        List<String> nodes = new ArrayList<>();
        for (JsonNode node : reply.json().path("nodes")) {
            String name = name(node);
            names.put(node.path("key").asString(), name);
            nodes.add(name);
        }
        List<String> edges = new ArrayList<>();
        for (JsonNode edge : reply.json().path("edges")) {
            String detail = edge.path("detail").asString("");
            edges.add("%s %s%s %s"
                    .formatted(
                            names.get(edge.path("from").asString()),
                            edge.path("kind").asString().toLowerCase(java.util.Locale.ROOT),
                            detail.isEmpty() ? "" : "(" + detail + ")",
                            names.get(edge.path("to").asString())));
        }
        return new DrawnGraph(nodes, edges, reply.json().path("is_truncated").asBoolean());
    }

    /// Versions and data sets by name and id, all else by name.
    private static String name(JsonNode node) {
        String kind = node.path("kind").asString();
        if (node.path("is_hidden").asBoolean()) {
            assertThat(node.path("name").isMissingNode() || node.path("name").isNull())
                    .isTrue();
            return "hidden " + kind;
        }
        String name = node.path("name").asString();
        return kind.endsWith("VERSION") || kind.equals("DATASET")
                ? name + "/" + node.path("id").asString()
                : name;
    }
}
