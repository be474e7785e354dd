/** The server's certificate: read from PEM files, and read again when they change. */
@NullMarked
package io.mcpagent.adapter.rest.tls;

import org.jspecify.annotations.NullMarked;
