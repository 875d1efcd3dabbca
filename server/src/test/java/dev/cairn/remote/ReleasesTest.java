package dev.cairn.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cairn.deploy.Additions;
import dev.cairn.deploy.Cluster;
import dev.cairn.deploy.Kind;
import dev.cairn.deploy.Placement;
import dev.cairn.deploy.PodModel;
import dev.cairn.deploy.Release;
import dev.cairn.deploy.Replicas;
import dev.cairn.deploy.Size;
import dev.cairn.deploy.TestCluster;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What one of several servers of a database does with their releases, turn by turn.
@Timeout(60)
class ReleasesTest {
    private static final String SERVER = "0123456789abcdef";
    private static final Placement AT = new Placement("ml", "far-1");
    private static final Set<String> NEEDED = Set.of(AT.name());

    @TempDir
    Path folder;

    private final TestCluster there = new TestCluster();
    private final PodCalls calls = new PodCalls();
    private HttpServer pod;
    private Releases releases;

    @BeforeEach
    void start() throws IOException {
        pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pod.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        pod.start();
        Cluster cluster = Cluster.connect(there.kubeconfig(folder.resolve("kubeconfig")), null);
        releases = new Releases(cluster, calls, Duration.ofMinutes(1), Duration.ZERO);
    }

    @AfterEach
    void stop() {
        releases.close();
        calls.close();
        pod.stop(0);
        there.close();
    }

    @Test
    void whatAnotherServerRemovedIsNotBroughtBackUnlessItIsNeeded() throws Exception {
        Pods held = held(AT);
        try (Cluster other = Cluster.connect(folder.resolve("kubeconfig"), null)) {
            other.deleteWithSecret(AT);
        }

        releases.turn("ml", SERVER, Set.of());
        assertThat(deployed()).isEmpty();
        releases.turn("ml", SERVER, NEEDED);
        assertThat(deployed()).containsExactly(AT.name());

        releases.turn("ml", SERVER, Set.of());
        assertThat(deployed()).as("as it is still asked").containsExactly(AT.name());
        held.leave();
        releases.turn("ml", SERVER, Set.of());
        assertThat(deployed()).isEmpty();
    }

    @Test
    void podsThatAreStillStartedAreRemovedOnceNobodyNeedsThem() {
        begin(AT);
        begun(AT);

        releases.turn("ml", SERVER, Set.of());

        assertThat(deployed()).isEmpty();
        assertThatThrownBy(() -> releases.hold(AT.name()))
                .isInstanceOfSatisfying(
                        NotThereException.class,
                        away -> assertThat(away.passes()).isTrue());
    }

    @Test
    void whatIsBeingRemovedIsBroughtOnceItHasLeft() {
        begin(AT);
        begun(AT);
        AtomicBoolean isBegun = new AtomicBoolean();
        there.beforeDeletion(() -> {
            begin(AT);
            isBegun.compareAndSet(false, releases.isBegun(AT.name()));
        });

        releases.turn("ml", SERVER, Set.of());

        assertThat(isBegun).isFalse();
        assertThat(there.all(AT, ServiceAccount.class)).isEmpty();
        begin(AT);
        begun(AT);
        assertThat(releases.isBegun(AT.name())).isTrue();
    }

    @Test
    void whatIsBegunAgainBeforeItIsRemovedStays() throws Exception {
        Placement next = new Placement("ml", "far-2");
        held(AT).leave();
        held(next).leave();
        there.beforeDeletion(() -> {
            begin(AT);
            begin(next);
        });

        releases.turn("ml", SERVER, Set.of());

        assertThat(deployed()).hasSize(1);
    }

    @Test
    void aReleaseWhoseAccountSomebodyRemovedGoesToo() {
        begin(AT);
        begun(AT);
        there.client().serviceAccounts().inNamespace("ml").withName(AT.name()).delete();

        releases.turn("ml", SERVER, Set.of());

        assertThat(deployed()).isEmpty();
    }

    private void begin(Placement at) {
        Release release = new Release(
                at,
                Kind.DEPLOYMENT,
                new PodModel("models:/iris/1", "iris:1", Optional.empty(), Optional.empty()),
                new Size(new Replicas(1, 1), "1", "1Gi"),
                new Additions(Optional.of(new Additions.Owner(SERVER, "far")), Map.of()));
        URI address =
                URI.create("http://127.0.0.1:%d/".formatted(pod.getAddress().getPort()));
        releases.begin(
                new Releases.Reached(release, address, address, false), new Releases.Told(_ -> {}, text -> text));
    }

    /// Waits until the whole release is there.
    private void begun(Placement at) {
        while (!there.all(at, PodDisruptionBudget.class).contains(at.name())) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private Pods held(Placement at) throws InterruptedException, ExecutionException {
        begin(at);
        begun(at);
        there.deployment(at, 1, 1, 1);
        while (true) {
            try {
                return releases.hold(at.name());
            } catch (NotThereException notYet) {
                assertThat(Objects.requireNonNull(notYet.until()).get()).isNotNull();
            }
        }
    }

    private List<String> deployed() {
        return there.all(AT, Deployment.class);
    }
}
