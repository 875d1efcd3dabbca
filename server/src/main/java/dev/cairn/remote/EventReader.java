package dev.cairn.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads server-sent events, of which the data count alone. Used by one thread, and closed by any.
final class EventReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final int MOST_BYTES = 64 << 20;
    private static final String DATA = "data:";

    private final InputStream stream;
    private final BufferedInputStream in;

    EventReader(InputStream stream) {
        this.stream = stream;
        this.in = new BufferedInputStream(stream);
    }

    /// The data of the next event.
    ///
    /// @throws EOFException if there is none any more
    byte[] next() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        boolean isBegun = false;
        while (true) {
            byte[] line = line(MOST_BYTES - data.size());
            if (line.length == 0) {
                if (isBegun) {
                    return data.toByteArray();
                }
            } else if (isData(line)) {
                if (isBegun) {
                    data.write('\n');
                }
                isBegun = true;
                int from =
                        line.length > DATA.length() && line[DATA.length()] == ' ' ? DATA.length() + 1 : DATA.length();
                data.write(line, from, line.length - from);
            }
        }
    }

    private static boolean isData(byte[] line) {
        return line.length >= DATA.length() && new String(line, 0, DATA.length(), UTF_8).equals(DATA);
    }

    /// A line without its end.
    private byte[] line(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            switch (next) {
                case -1 -> throw new EOFException("The answer ended before it was whole.");
                case '\n' -> {
                    return line.toByteArray();
                }
                case '\r' -> {} // which stands in no JSON text
                default -> line.write(next);
            }
            if (line.size() > most) {
                throw new TooLongException("A part of the model's answer", MOST_BYTES);
            }
        }
    }

    /// Also for whoever reads meanwhile.
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException gone) {
            LOG.debug("an answer that is no longer read", gone);
        }
    }
}
