package dev.cairn.encryption;

import dev.cairn.background.Background;
import dev.cairn.db.Contents;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Routes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one public door of encryption: data keys by what they are for, made when they are first needed, which is never
/// from within a transaction. Safe for use by any number of threads, and of servers on one database.
public final class Keys {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    /// In which a server learns of new keys that it has not met.
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final byte VERSION = 1;
    private static final int ID_BYTES = 16;
    private static final int HEAD_BYTES = 1 + ID_BYTES;
    private static final String LOCK = "cairn data keys";

    private final Database database;
    private final KeySource source;
    private final InstantSource clock;
    private volatile Map<String, DataKey> known = Map.of();

    private Keys(Database database, KeySource source, InstantSource clock) {
        this.database = database;
        this.source = source;
        this.clock = clock;
    }

    /// The keys of a database, of which each can be used; nothing is changed.
    ///
    /// @throws KeyException with what to do, if the source has not the key that they are wrapped with
    public static Keys open(Database database, KeySource source, InstantSource clock) {
        Keys keys = new Keys(database, source, clock);
        keys.refresh();
        return keys;
    }

    /// Adds the routes of keys.
    ///
    /// @param watched the same database, with the log of what is done in it
    public void register(Routes routes, Database watched) {
        new KeysApi(this, source, watched).register(routes);
    }

    /// Lets a server learn what is done on others.
    public void start(Background background) {
        background.every(LOOK, "keys", this::refresh);
    }

    /// Something encrypted for whoever has the database's keys, as long as it is of the same context.
    ///
    /// @param purpose whose data key is used, such as `secrets`
    /// @param context what it belongs to, such as the id of a row, which has to be known to open it
    public byte[] seal(String purpose, byte[] text, byte[] context) {
        return seal(inUse(purpose, true), purpose, text, context);
    }

    static byte[] seal(DataKey key, String purpose, byte[] text, byte[] context) {
        byte[] sealed = key.cipher().seal(text, context(purpose, context));
        return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                .put(VERSION)
                .put(HexFormat.of().parseHex(key.stored().id()))
                .put(sealed)
                .array();
    }

    /// What was sealed for a purpose and a context.
    ///
    /// @throws KeyException if it was changed, or sealed for others
    public byte[] unseal(String purpose, byte[] sealed, byte[] context) {
        if (sealed.length < HEAD_BYTES || sealed[0] != VERSION) {
            throw KeyException.changed();
        }
        String id = HexFormat.of().formatHex(sealed, 1, HEAD_BYTES);
        ByteBuffer rest = ByteBuffer.wrap(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
        return key(id).cipher().open(rest, context(purpose, context));
    }

    /// A key that stays the same for good, such as that of an HMAC.
    public SecretKey dataKey(String purpose) {
        return inUse(purpose, false).secret();
    }

    /// Files that are encrypted for a purpose.
    public SealedFiles files(String purpose) {
        return new SealedFiles(this, purpose);
    }

    /// Texts of the database that carry what people sent.
    ///
    /// @param seals whether new ones are encrypted
    public Contents contents(boolean seals) {
        return new SealedContents(this, seals);
    }

    /// Whether something may be sealed for a purpose.
    boolean hasKeys(String purpose) {
        return known.values().stream().anyMatch(key -> key.stored().purpose().equals(purpose));
    }

    /// What there is, the oldest of each purpose first.
    public List<KeyState> states() {
        return read().stream()
                .map(key -> new KeyState(key.id(), key.purpose(), key.kek(), key.created(), key.retired()))
                .toList();
    }

    /// Wraps all data keys with the key that the source has for that, a new one where it makes its keys
    /// itself, and puts new data keys in the place of those that something is sealed with. What was
    /// sealed stays readable.
    public void rotate() {
        rotate(database);
    }

    void rotate(Database within) {
        within.write(tx -> {
            tx.alone(LOCK);
            DataKeyStore store = new DataKeyStore(tx);
            List<StoredKey> keys = store.list();
            if (!keys.isEmpty()) {
                source.renew();
            }
            for (StoredKey key : keys) {
                byte[] bytes = source.unwrap(key.kek(), key.wrapped(), key.context());
                store.wrap(key.id(), source.id(), source.wrap(bytes, key.context()));
                if (key.renewable() && key.isInUse()) {
                    store.retire(key.id(), clock.millis());
                    store.insert(fresh(key.purpose(), true));
                }
            }
            return keys.size();
        });
        within.write(tx -> {
            tx.alone(LOCK);
            List<StoredKey> keys = new DataKeyStore(tx).list();
            if (!keys.isEmpty()) {
                source.keep(keys.stream().map(StoredKey::kek).collect(Collectors.toSet()));
            }
            return keys.size();
        });
        refresh();
    }

    /// Forgets all data keys of a database whose key is lost, and with them what they encrypted.
    public static void abandon(Database database) {
        database.write(tx -> {
            tx.alone(LOCK);
            new DataKeyStore(tx).deleteAll();
            return true;
        });
    }

    DataKey inUse(String purpose, boolean renewable) {
        return find(purpose).orElseGet(() -> made(purpose, renewable));
    }

    /// The one in use, if it was made.
    Optional<DataKey> find(String purpose) {
        return known.values().stream()
                .filter(key -> key.stored().isInUse() && key.stored().purpose().equals(purpose))
                .findFirst();
    }

    private DataKey made(String purpose, boolean renewable) {
        database.write(tx -> {
            tx.alone(LOCK);
            return make(tx, purpose, renewable);
        });
        refresh();
        return find(purpose).orElseThrow(() -> new KeyException("Another server has just forgotten all data keys."));
    }

    private boolean make(Transaction tx, String purpose, boolean renewable) {
        DataKeyStore store = new DataKeyStore(tx);
        List<StoredKey> keys = store.list();
        if (keys.stream().anyMatch(key -> key.isInUse() && key.purpose().equals(purpose))) {
            return false; // another server was faster
        }
        if (keys.isEmpty()) {
            source.make();
        } else {
            bytes(keys.getFirst()); // so that all keys are wrapped with one that every server has
        }
        store.insert(fresh(purpose, renewable));
        return true;
    }

    private StoredKey fresh(String purpose, boolean renewable) {
        String id = HexFormat.of().formatHex(Xaes.random(ID_BYTES));
        String wrapped = source.wrap(Xaes.random(Xaes.KEY_BYTES), StoredKey.context(id, purpose));
        return new StoredKey(id, purpose, renewable, source.id(), wrapped, clock.millis(), null);
    }

    /// By its id; one that another server made since the last look is looked for.
    DataKey key(String id) {
        DataKey key = known.get(id);
        if (key == null) {
            refresh();
            key = known.get(id);
        }
        if (key == null) {
            throw new KeyException("The data key %s is not there any more.".formatted(id));
        }
        return key;
    }

    private void refresh() {
        List<StoredKey> stored = read();
        List<DataKey> all = new ArrayList<>();
        Map<String, DataKey> before = known;
        for (StoredKey key : stored) {
            DataKey had = before.get(key.id());
            if (had == null) {
                LOG.info("data_key={} purpose={} kek={}", key.id(), key.purpose(), key.kek());
            }
            all.add(had == null ? new DataKey(key, bytes(key)) : had.as(key));
        }
        known = all.stream()
                .collect(Collectors.toUnmodifiableMap(key -> key.stored().id(), Function.identity()));
    }

    private List<StoredKey> read() {
        return database.read(tx -> new DataKeyStore(tx).list());
    }

    private byte[] bytes(StoredKey key) {
        return source.unwrap(key.kek(), key.wrapped(), key.context());
    }

    private static byte[] context(String purpose, byte[] context) {
        byte[] name = (purpose + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + context.length)
                .put(name)
                .put(context)
                .array();
    }
}
