package dev.cairn.artifacts.azure;

import dev.cairn.artifacts.bucket.ObjectPage;
import dev.cairn.artifacts.bucket.Refusals;
import dev.cairn.artifacts.bucket.StoredObject;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the answers of Azure's *List Blobs* and *Get Block List*.
final class AzureXml {
    private static final XMLInputFactory FACTORY = factory();

    private AzureXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /// @param byFolder whether folders that are things of their own stand among the beginnings anyway
    static ObjectPage page(byte[] xml, boolean byFolder) {
        return read(xml, reader -> page(reader, byFolder));
    }

    /// The bytes of a blob's blocks by their ids; of those that are sent and those that it is made of, the sent ones.
    static Map<String, Long> blocks(byte[] xml) {
        return read(xml, AzureXml::blocks);
    }

    private static <T> T read(byte[] xml, Reading<T> reading) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml), "UTF-8");
            try {
                return reading.of(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            throw Refusals.silence("a listing that is no XML");
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(XMLStreamReader reader) throws XMLStreamException;
    }

    /// Those that are sent stand behind the others.
    private static Map<String, Long> blocks(XMLStreamReader reader) throws XMLStreamException {
        Map<String, Long> sizes = new HashMap<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Block")) {
                Map<String, String> block = entry(reader, "Block");
                sizes.put(block.getOrDefault("Name", ""), Long.parseLong(block.getOrDefault("Size", "0")));
            }
        }
        return sizes;
    }

    private static ObjectPage page(XMLStreamReader reader, boolean byFolder) throws XMLStreamException {
        List<StoredObject> objects = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        String next = "";
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "Blob" -> {
                    Map<String, String> blob = entry(reader, "Blob");
                    if (!"directory".equals(blob.get("ResourceType"))) {
                        objects.add(object(blob));
                    } else if (!byFolder) {
                        folders.add(blob.getOrDefault("Name", ""));
                    }
                }
                case "BlobPrefix" -> folders.add(entry(reader, "BlobPrefix").getOrDefault("Name", ""));
                case "NextMarker" -> next = reader.getElementText();
                default -> {
                    // says what was asked for
                }
            }
        }
        return new ObjectPage(objects, folders, next);
    }

    /// The texts of an element's leaves.
    private static Map<String, String> entry(XMLStreamReader reader, String end) throws XMLStreamException {
        Map<String, String> texts = new HashMap<>();
        String name = "";
        boolean isEncoded = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    name = reader.getLocalName();
                    isEncoded = "true".equals(reader.getAttributeValue(null, "Encoded"));
                }
                case XMLStreamConstants.CHARACTERS ->
                    texts.putIfAbsent(
                            name,
                            isEncoded
                                    ? URLDecoder.decode(reader.getText().replace("+", "%2B"), StandardCharsets.UTF_8)
                                    : reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    name = "";
                    if (reader.getLocalName().equals(end)) {
                        return texts;
                    }
                }
                default -> {
                    // is no text
                }
            }
        }
        return texts;
    }

    private static StoredObject object(Map<String, String> blob) {
        String etag = blob.getOrDefault("Etag", "").replace("\"", "");
        String modified = blob.get("Last-Modified");
        return new StoredObject(
                blob.getOrDefault("Name", ""),
                Long.parseLong(blob.getOrDefault("Content-Length", "0")),
                modified == null
                        ? Instant.EPOCH
                        : ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant(),
                "\"" + etag + "\"");
    }
}
