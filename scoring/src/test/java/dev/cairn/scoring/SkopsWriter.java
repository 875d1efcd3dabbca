package dev.cairn.scoring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes files as skops does, of objects that a test puts together.
public final class SkopsWriter {
    private final Map<String, byte[]> arrays = new LinkedHashMap<>();

    /// An object of a class, such as `sklearn.pipeline.Pipeline`, by its attributes: name, value, name, value …
    public String object(String type, String... attributes) {
        int dot = type.lastIndexOf('.');
        return "{\"__class__\": \"%s\", \"__module__\": \"%s\", \"__loader__\": \"ObjectNode\", \"content\": %s}"
                .formatted(type.substring(dot + 1), type.substring(0, dot), dictionary(attributes));
    }

    /// A dictionary: name, value, name, value …
    public String dictionary(String... entries) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < entries.length; i += 2) {
            fields.append(i == 0 ? "" : ", ")
                    .append('"')
                    .append(entries[i])
                    .append("\": ")
                    .append(entries[i + 1]);
        }
        return "{%s\"content\": {%s}}"
                .formatted(
                        "\"__class__\": \"dict\", \"__module__\": \"builtins\", \"__loader__\": \"DictNode\", ",
                        fields);
    }

    public String scalar(String json) {
        return "{\"__class__\": \"str\", \"__module__\": \"builtins\", \"__loader__\": \"JsonNode\", \"content\": \"%s\"}"
                .formatted(json.replace("\"", "\\\""));
    }

    public String text(String text) {
        return scalar("\"" + text + "\"");
    }

    public String list(String... elements) {
        return "{\"__class__\": \"list\", \"__module__\": \"builtins\", \"__loader__\": \"ListNode\", \"content\": [%s]}"
                .formatted(String.join(", ", elements));
    }

    public String texts(String... texts) {
        return list(Stream.of(texts).map(this::text).toArray(String[]::new));
    }

    /// An array of 64-bit numbers.
    public String array(String shape, double... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            data.putDouble(value);
        }
        return array("<f8", shape, data.array());
    }

    /// An array of a type of NumPy, of any bytes.
    public String array(String type, String shape, byte[] data) {
        String name = arrays.size() + ".npy";
        byte[] header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n"
                .formatted(type, shape)
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1);
        bytes.putShort((short) header.length).put(header).put(data);
        arrays.put(name, bytes.array());
        return "{\"__class__\": \"ndarray\", \"__module__\": \"numpy\", \"__loader__\": \"NdArrayNode\", \"type\": \"numpy\", \"file\": \"%s\"}"
                .formatted(name);
    }

    public String vector(double... values) {
        return array(values.length + ",", values);
    }

    /// Puts another file of any bytes into the archive.
    public void put(String name, byte[] bytes) {
        arrays.put(name, bytes);
    }

    /// Writes the folder of a model, to be asked by its method `predict`.
    public void write(Path folder, String model) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve("model.skops"));
                ZipOutputStream archive = new ZipOutputStream(file)) {
            arrays.put("schema.json", model.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> each : arrays.entrySet()) {
                archive.putNextEntry(new ZipEntry(each.getKey()));
                archive.write(each.getValue());
            }
        }
        Files.writeString(
                folder.resolve("MLmodel"),
                Stream.of(
                                "flavors:",
                                "  python_function: {loader_module: mlflow.sklearn, predict_fn: predict}",
                                "  sklearn: {pickled_model: model.skops, serialization_format: skops}")
                        .collect(Collectors.joining("\n")));
    }
}
