package io.mcpagent.bootstrap.outbound;

import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.outbound.OutboundVerdict.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** The last look, at the address itself and at the moment of connecting: whatever resolved it, there is none behind. */
final class CheckedSockets extends SocketFactory {
    private final OutboundRules rules;

    CheckedSockets(OutboundRules rules) {
        this.rules = rules;
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket(rules);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress at) throws IOException {
        var socket = createSocket();
        socket.connect(at);
        return socket;
    }

    private static final class CheckedSocket extends Socket {
        private final OutboundRules rules;

        CheckedSocket(OutboundRules rules) {
            this.rules = rules;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress inet) || inet.isUnresolved())
                throw new RefusedAddress(endpoint + " is no address");
            if (rules.decide(target(inet), inet.getAddress()) instanceof Refused refused)
                throw new RefusedAddress("%s: %s".formatted(inet.getHostString(), refused.reason()));
            super.connect(endpoint, timeout);
        }

        private static Endpoint target(InetSocketAddress at) throws RefusedAddress {
            try {
                return new Endpoint(at.getHostString(), at.getPort());
            } catch (IllegalArgumentException e) {
                throw new RefusedAddress("%s: %s".formatted(at, e.getMessage()));
            }
        }
    }
}
