package dev.cairn.artifacts;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.background.Background;
import dev.cairn.http.Exchange;
import dev.cairn.http.Routes;
import dev.cairn.limits.Place;
import dev.cairn.limits.Uploads;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.artifacts.PresignedUrl;
import dev.cairn.protocol.artifacts.UrlHeader;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one public door to the server's artifact store.
public final class Artifacts implements AutoCloseable {
    /// The scheme of URIs whose files lie in this server's store.
    public static final String SCHEME = "mlflow-artifacts:";

    private static final Duration ADDRESS_LIFE = Duration.ofMinutes(15);

    private final ArtifactStore store;
    private final StoreUris uris;
    private final Download download;
    private final ZipFolder zip;
    private final Transfers transfers;
    private volatile ArtifactGuard guard = (caller, path) -> caller.isAdmin();
    private volatile ArtifactGuard readers = (caller, path) -> false;
    private volatile @Nullable Uploads uploads;
    private final List<Consumer<ArtifactPath>> listeners = new CopyOnWriteArrayList<>();

    public Artifacts(ArtifactStore store) {
        this(store, true, List.of());
    }

    /// @param direct whether clients may move files to and from the store by themselves
    /// @param roots  the URIs by which clients name the store beside its own scheme
    public Artifacts(ArtifactStore store, boolean direct, List<String> roots) {
        this.store = store;
        this.uris = new StoreUris(roots);
        this.download = new Download(store);
        this.zip = new ZipFolder(store);
        this.transfers = new Transfers(store, direct ? store.direct() : Optional.empty(), this::stored);
    }

    public void register(Routes routes) {
        Routes.Api api = routes.api("2.0/mlflow-artifacts");
        new ArtifactsApi(this, new WholeListing(store)).register(api);
        new DirectApi(this, transfers).register(api);
        if (transfers.areOffered()) {
            store.folder()
                    .ifPresent(folder -> new SignedApi(
                                    this,
                                    store.direct().orElseThrow(),
                                    folder.uploads().signer(),
                                    download)
                            .register(api));
        }
    }

    /// Begins to clear up what uploads leave behind.
    public void start(Background background, InstantSource clock) {
        store.direct().ifPresent(direct -> new UploadSweep(direct::sweep, clock).start(background));
    }

    /// Whether clients may send files in parts under URLs of their own.
    public boolean takesDirectUploads() {
        return transfers.areOffered();
    }

    /// Whether clients better read files under URLs of their own than from this server.
    public boolean offersDirectDownloads() {
        return transfers.spareDownloads();
    }

    /// Where an artifact URI lies in this server's store; empty for a URI that lies elsewhere.
    public Optional<ArtifactPath> resolve(String uri) {
        return uris.resolve(uri);
    }

    /// The URIs by which clients name a path and the folders above it.
    public List<String> uris(ArtifactPath path) {
        return uris.of(path);
    }

    /// Lets somebody say who may do something with a path. Until then, only administrators may.
    public void guardedBy(ArtifactGuard other) {
        guard = other;
    }

    /// Lets somebody say who else may read a path.
    public void readableBy(ArtifactGuard others) {
        readers = others;
    }

    /// Bounds what clients send from now on.
    public void limitedBy(Uploads other) {
        uploads = other;
        transfers.limitedBy(other.maxFileBytes());
    }

    /// What a client means by a path that it may do with what its route is about.
    ArtifactPath allowed(Exchange exchange, ArtifactPath asked) {
        Workspace workspace = exchange.caller().workspace();
        WorkspaceFolder own = new WorkspaceFolder(workspace.name());
        ArtifactPath path = own.isAnothers(asked) && guard.isOf(workspace, asked) ? asked : own.path(asked);
        if (!guard.admits(exchange.caller(), path) && !readers.admits(exchange.caller(), path)) {
            throw Download.missing(path);
        }
        return path;
    }

    /// The path that a URI of this server's scheme names.
    public static ArtifactPath pathOf(String uri) {
        String rest = uri.substring(SCHEME.length());
        if (rest.startsWith("//")) {
            int path = rest.indexOf('/', 2);
            rest = path < 0 ? "" : rest.substring(path);
        }
        return ArtifactPath.of(rest.replaceFirst("^/+", ""));
    }

    /// What is known of a file or folder.
    public Optional<ArtifactFile> find(ArtifactPath path) throws IOException {
        return store.find(path);
    }

    /// Opens a file that was found.
    public InputStream open(ArtifactFile file) throws IOException {
        return file.size() == 0 ? InputStream.nullInputStream() : store.open(file, new ByteRange(0, file.size() - 1));
    }

    /// A page of what lies directly in a folder, each path behind a prefix.
    ///
    /// @param token the `next` of the page before
    public Page<FileInfo> list(
            ArtifactPath folder, ArtifactPath prefix, @Nullable String token, @Nullable Number maxResults)
            throws IOException {
        Listing listing = store.list(folder, ListingToken.decoded(token), PageSize.ARTIFACTS.of(maxResults));
        return new Page<>(listing.infos(prefix), listing.isLast() ? null : ListingToken.of(listing.next()));
    }

    /// Asks the store for something small; it throws where the store does not answer.
    public void probe() throws IOException {
        store.list(ArtifactPath.ROOT, "", 1);
    }

    /// The same as the store tells it.
    ///
    /// @param from empty, or the `next` of the page before
    public Listing list(ArtifactPath folder, String from) throws IOException {
        return store.list(folder, from, PageSize.ARTIFACTS.of(null));
    }

    /// Answers with a file.
    public void send(ArtifactPath path, Exchange exchange) throws IOException {
        download.send(path, exchange);
    }

    /// Answers with a folder as a zip file.
    public void sendZip(ArtifactPath folder, Exchange exchange) throws IOException {
        zip.send(folder, exchange);
    }

    /// A URL under which a file is read without this server.
    public PresignedUrl.Response downloadUrl(ArtifactPath path, Duration life, Exchange exchange) throws IOException {
        return transfers.downloadUrl(path, life, exchange);
    }

    /// Where a client reads a file that its caller may read: under a URL of the store's, where that spares this server
    /// the bytes, and else at an address of this server's own, in the client's name.
    ///
    /// @param own the path of that address, encoded
    public FileAddress address(ArtifactPath path, String own, Exchange exchange) throws IOException {
        if (!transfers.spareDownloads()) {
            Download.file(store, path);
            return FileAddress.own(exchange, own);
        }
        PresignedUrl.Response url = transfers.downloadUrl(path, ADDRESS_LIFE, exchange);
        return new FileAddress(url.presignedUrl(), UrlHeader.of(url.headers()));
    }

    /// A URL under which a file is written without this server.
    ///
    /// @param size the bytes that it has, if that is known
    public PresignedUrl.Response uploadUrl(ArtifactPath path, Duration life, OptionalLong size, Exchange exchange)
            throws IOException {
        return transfers.uploadUrl(path, life, size, exchange);
    }

    /// Stores what a client sends.
    public void receive(Caller sender, ArtifactPath path, Upload upload) throws IOException {
        this.<@Nullable Void>receive(sender, upload, bounded -> {
            write(path, bounded);
            return null;
        });
    }

    /// Does what becomes of something that a client sends, as far as there is a place for it.
    <T extends @Nullable Object> T receive(Caller sender, Upload upload, Receiver<T> receiver) throws IOException {
        Uploads bounds = uploads;
        if (bounds == null) {
            return receiver.take(upload);
        }
        Place place = bounds.begin(sender);
        try {
            return receiver.take(upload.atMost(bounds.maxFileBytes()));
        } finally {
            place.close();
        }
    }

    /// What takes an upload in.
    @FunctionalInterface
    interface Receiver<T extends @Nullable Object> {
        T take(Upload upload) throws IOException;
    }

    public void write(ArtifactPath path, Upload upload) throws IOException {
        store.write(path, upload);
        stored(path);
    }

    /// Writes a file that was found to another path, too.
    public void copy(ArtifactFile file, ArtifactPath to) throws IOException {
        try (InputStream content = open(file)) {
            write(to, new Upload(content, file.size(), Optional.empty()));
        }
    }

    /// Tells those who want to know that a file was stored.
    private void stored(ArtifactPath path) {
        listeners.forEach(listener -> listener.accept(path));
    }

    /// Lets somebody know of each file that is stored from now on, but for those that clients send to a bucket whole,
    /// of which this server is not told.
    public void onStored(Consumer<ArtifactPath> listener) {
        listeners.add(listener);
    }

    /// Removes a file, or a folder with all below it.
    public void delete(ArtifactPath path) throws IOException {
        store.delete(path);
    }

    /// Encrypts all files that are not, or not with the key that new ones are.
    public Resealed reseal() throws IOException {
        if (!(store instanceof SealedStore encrypting)) {
            throw new IllegalStateException("nothing is encrypted in this store");
        }
        return new Resealing(encrypting).run();
    }

    /// What became of the files of a store.
    ///
    /// @param left how many had to be encrypted, but were not
    public record Resealed(long encrypted, long left) {}

    @Override
    public void close() {
        store.close();
    }
}
