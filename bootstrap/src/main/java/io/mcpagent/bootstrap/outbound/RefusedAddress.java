package io.mcpagent.bootstrap.outbound;

import java.net.UnknownHostException;

/** A name that is unknown, or that stands for an address to which no connection is made. The message is for operators. */
final class RefusedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1;

    RefusedAddress(String message) {
        super(message);
    }
}
