package dev.cairn.otlp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The first words of what went into a trace or came out of it: of a chat the last message, of anything else its text.
public final class Preview {
    private static final int MAX = 1_000;
    private static final int MAX_DEPTH = 8;
    private static final String DOTS = "...";

    private Preview() {}

    /// At most 1,000 UTF-16 units.
    ///
    /// @param role whose message is shown, if there is one: `user` or `assistant`
    public static String of(AnyValue value, String role) {
        String message = messageText(value, role);
        String text = message == null || message.isEmpty() ? Values.json(value) : message;
        return cut(text).replace('\0', '\uFFFD');
    }

    private static String cut(String text) {
        if (text.length() <= MAX) {
            return text;
        }
        int end = MAX - DOTS.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + DOTS;
    }

    private static @Nullable String messageText(AnyValue value, String role) {
        List<Map<String, AnyValue>> messages = messages(value, 0);
        if (messages.isEmpty()) {
            return null;
        }
        Map<String, AnyValue> shown = messages.getLast();
        for (Map<String, AnyValue> message : messages) {
            if (message.get("role") instanceof AnyValue.Text(String of) && of.equals(role)) {
                shown = message;
            }
        }
        return content(shown.get("content"));
    }

    /// The messages of requests and answers as OpenAI's interfaces have them.
    private static List<Map<String, AnyValue>> messages(AnyValue value, int depth) {
        if (depth > MAX_DEPTH || !(value instanceof AnyValue.Mapped(Map<String, AnyValue> fields))) {
            return List.of();
        }
        for (String key : List.of("messages", "input", "output")) {
            if (fields.get(key) instanceof AnyValue.Listed(List<AnyValue> items) && !items.isEmpty()) {
                return items.stream()
                        .filter(Preview::isMessage)
                        .map(item -> ((AnyValue.Mapped) item).values())
                        .toList();
            }
            if (key.equals("messages") && choice(fields) instanceof AnyValue.Mapped message && isMessage(message)) {
                return List.of(message.values());
            }
        }
        AnyValue request = fields.get("request");
        return request == null ? List.of() : messages(request, depth + 1);
    }

    private static @Nullable AnyValue choice(Map<String, AnyValue> fields) {
        return fields.get("choices") instanceof AnyValue.Listed(List<AnyValue> choices)
                        && !choices.isEmpty()
                        && choices.getFirst() instanceof AnyValue.Mapped(Map<String, AnyValue> choice)
                ? choice.get("message")
                : null;
    }

    private static boolean isMessage(AnyValue item) {
        return item instanceof AnyValue.Mapped(Map<String, AnyValue> fields)
                && fields.containsKey("role")
                && fields.containsKey("content");
    }

    /// The text of a message: itself, or the last part of it that is a text.
    private static @Nullable String content(@Nullable AnyValue content) {
        if (content instanceof AnyValue.Text(String text)) {
            return text;
        }
        String last = null;
        if (content instanceof AnyValue.Listed(List<AnyValue> parts)) {
            for (AnyValue part : parts) {
                if (part instanceof AnyValue.Mapped(Map<String, AnyValue> fields)
                        && fields.get("type") instanceof AnyValue.Text(String type)
                        && List.of("text", "output_text").contains(type)
                        && fields.get("text") instanceof AnyValue.Text(String text)) {
                    last = text;
                }
            }
        }
        return last;
    }
}
