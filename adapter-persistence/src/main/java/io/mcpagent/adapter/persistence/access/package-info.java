/** Users, API keys, refresh tokens and signing keys, as entities of Hibernate. */
@NullMarked
package io.mcpagent.adapter.persistence.access;

import org.jspecify.annotations.NullMarked;
