package io.mcpagent.bootstrap.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connecting without all that is checked before. */
class CheckedSocketsTest {
    private final Trap trap = new Trap();
    private final CheckedSockets sockets = new CheckedSockets(
            new OutboundRules(Set.of(80, trap.port()), Set.of(new Endpoint("allowed.test", trap.port())), Set.of()));

    @AfterEach
    void close() {
        trap.close();
    }

    @Test
    void connectsToNoAddressThatIsRefused() {
        var loopback = InetAddress.getLoopbackAddress();

        assertThatThrownBy(() -> sockets.createSocket(loopback, trap.port())).isInstanceOf(RefusedAddress.class);
        assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", trap.port())).isInstanceOf(RefusedAddress.class);
        assertThatThrownBy(() -> sockets.createSocket().connect(named("other.test", trap.port())))
                .isInstanceOf(RefusedAddress.class);
        assertThatThrownBy(() ->
                        sockets.createSocket().connect(InetSocketAddress.createUnresolved("allowed.test", trap.port())))
                .isInstanceOf(RefusedAddress.class);

        assertThat(trap.caught()).isZero();
    }

    @Test
    void connectsToAnAllowedNameAtItsPort() throws IOException {
        try (var socket = sockets.createSocket()) {
            socket.connect(named("allowed.test", trap.port()), 1_000);

            assertThat(socket.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> sockets.createSocket().connect(named("allowed.test", 80), 1_000))
                .isInstanceOf(RefusedAddress.class);
    }

    private static InetSocketAddress named(String name, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1}), port);
    }
}
