package dev.cairn.scoring.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// YAML files as PyYAML reads and writes them. Tags are ignored, so that no file makes an object; what aliases stand
/// for counts against the number of values that a file may have.
public final class Yaml {
    public static final int MAX_CHARACTERS = 16 * 1024 * 1024;
    private static final int MAX_VALUES = 1_000_000;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ASCII = 128;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Iterator<Event> events;
    private final Set<String> texts;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;

    /// A value with a name, and how many values it holds.
    private record Anchored(JsonNode node, int values) {}

    private Yaml(Iterator<Event> events, Set<String> texts) {
        this.events = events;
        this.texts = texts;
    }

    /// The dictionary that a file holds; `IllegalArgumentException` says why it holds none.
    ///
    /// @param texts the keys of the outermost dictionary whose values are text whatever they look like, such as ids
    public static ObjectNode read(String yaml, Set<String> texts) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).build();
            Yaml reader = new Yaml(new Parse(settings).parseString(yaml).iterator(), texts);
            if (reader.document() instanceof ObjectNode dictionary) {
                return dictionary;
            }
        } catch (YamlEngineException unreadable) {
            throw new IllegalArgumentException("is not valid YAML: " + unreadable.getMessage(), unreadable);
        }
        throw new IllegalArgumentException("is not a YAML dictionary");
    }

    private JsonNode document() {
        for (Event event = events.next(); !(event instanceof StreamEndEvent); event = events.next()) {
            if (event instanceof NodeEvent) {
                return node(event, 0, false);
            }
        }
        return NODES.nullNode();
    }

    private JsonNode node(Event event, int depth, boolean text) {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("has more than %d values or %d levels".formatted(MAX_VALUES, MAX_DEPTH));
        }
        int before = values;
        JsonNode node = switch (event) {
            case AliasEvent alias -> repeated(alias.getAlias());
            case ScalarEvent scalar -> scalar(scalar, text);
            case MappingStartEvent _ -> dictionary(depth);
            case SequenceStartEvent _ -> {
                ArrayNode list = NODES.arrayNode();
                for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
                    list.add(node(next, depth + 1, false));
                }
                yield list;
            }
            default -> throw new IllegalArgumentException("is not valid YAML: unexpected " + event);
        };
        if (!(event instanceof AliasEvent) && event instanceof NodeEvent named) {
            named.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, values - before)));
        }
        return node;
    }

    private ObjectNode dictionary(int depth) {
        ObjectNode dictionary = NODES.objectNode();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            if (!(next instanceof ScalarEvent key)) {
                throw new IllegalArgumentException("has a key that is not a text");
            }
            boolean text = depth == 0 && texts.contains(key.getValue());
            dictionary.set(key.getValue(), node(events.next(), depth + 1, text));
        }
        return dictionary;
    }

    private JsonNode repeated(Anchor anchor) {
        Anchored found = anchors.get(anchor);
        if (found == null) {
            throw new IllegalArgumentException(
                    "has an alias '%s' of something that is not there before it".formatted(anchor));
        }
        values += found.values();
        return found.node();
    }

    private static JsonNode scalar(ScalarEvent scalar, boolean text) {
        JsonNode value = scalar.isPlain() ? PlainScalar.value(scalar.getValue()) : NODES.stringNode(scalar.getValue());
        return text && !value.isNull() ? NODES.stringNode(scalar.getValue()) : value;
    }

    /// The file that PyYAML would write: keys by letter, a line an entry.
    public static String write(ObjectNode dictionary) {
        List<Event> events = new ArrayList<>();
        events.add(new StreamStartEvent());
        events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        write(dictionary, events);
        events.add(new DocumentEndEvent(false));
        events.add(new StreamEndEvent());
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(false)
                .build();
        return new Present(settings).emitToString(events.iterator());
    }

    private static void write(JsonNode node, List<Event> events) {
        switch (node) {
            case ObjectNode dictionary -> {
                FlowStyle style = dictionary.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
                events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
                Map<String, JsonNode> sorted = new TreeMap<>();
                dictionary.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
                sorted.forEach((key, value) -> {
                    events.add(text(key));
                    write(value, events);
                });
                events.add(new MappingEndEvent());
            }
            case ArrayNode list -> {
                FlowStyle style = list.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
                events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
                list.forEach(element -> write(element, events));
                events.add(new SequenceEndEvent());
            }
            default ->
                events.add(
                        node.isString() ? text(node.asString()) : scalar(plain(node), new ImplicitTuple(true, false)));
        }
    }

    private static String plain(JsonNode node) {
        return node.isFloatingPointNumber() ? decimal(node.asDouble()) : node.asString("null");
    }

    private static String decimal(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        String text = PythonText.number(value);
        // without a point YAML 1.1 reads text
        return text.contains(".") ? text : text.replace("e", ".0e");
    }

    private static Event text(String text) {
        boolean ascii = text.chars().allMatch(character -> character < MAX_ASCII);
        ScalarStyle style = ascii ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        ImplicitTuple implicit = new ImplicitTuple(PlainScalar.isText(text), true);
        return new ScalarEvent(Optional.empty(), Optional.empty(), implicit, text, style);
    }

    private static Event scalar(String text, ImplicitTuple implicit) {
        return new ScalarEvent(Optional.empty(), Optional.empty(), implicit, text, ScalarStyle.PLAIN);
    }
}
