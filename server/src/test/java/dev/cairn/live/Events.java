package dev.cairn.live;

import dev.cairn.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A client of a stream of events, which reads as it is told to.
final class Events implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final BufferedReader lines;
    private final String head;
    private String lastId = "";

    /// @param header a line of the request, or empty
    private Events(int port, String target, String header) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        String more = header.isEmpty() ? "" : header + "\r\n";
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                        .formatted(target, more)
                        .getBytes(StandardCharsets.UTF_8));
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder read = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            read.append(line).append('\n');
        }
        head = read.toString();
    }

    /// Watches an experiment or a run, and returns once the server said that from now on nothing is missed.
    static Events watch(int port, String what) throws IOException {
        return watch(port, what, "");
    }

    /// Goes on behind an event.
    static Events watch(int port, String what, String lastEventId) throws IOException {
        return watchAs(port, what, lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId);
    }

    /// Watches in somebody's name.
    ///
    /// @param header that says whose
    static Events watchAs(int port, String what, String header) throws IOException {
        return new Events(port, "/api/3.0/cairn/" + what, header);
    }

    String head() {
        return head;
    }

    /// The id of the last event that was read, with which to go on.
    String lastId() {
        return lastId;
    }

    /// The next event that has a name.
    Event next() throws IOException {
        Event event = read();
        while (event.name.isEmpty()) {
            event = read();
        }
        return event;
    }

    /// The next event of a kind, and all before it.
    List<Event> until(Predicate<Event> last) throws IOException {
        List<Event> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!last.test(events.getLast()));
        return events;
    }

    /// Reads up to an id, and returns it.
    String awaitId() throws IOException {
        while (lastId.isEmpty()) {
            read();
        }
        return lastId;
    }

    /// Whether the server ended the stream rather than cut it off.
    boolean isEnded() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("0")) {
                return true;
            }
        }
        return false;
    }

    /// Lines up to an empty one. What the chunks of the transfer bring in between has no colon.
    private Event read() throws IOException {
        String name = "";
        String data = "";
        boolean any = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && any) {
                return new Event(name, lastId, data);
            }
            any |= line.indexOf(':') >= 0;
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                lastId = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            }
        }
        throw new IOException("The stream ended");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Event(String name, String id, String data) {
        JsonNode json() {
            return Json.readTree(data.getBytes(StandardCharsets.UTF_8));
        }
    }
}
