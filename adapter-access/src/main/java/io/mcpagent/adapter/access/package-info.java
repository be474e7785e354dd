/**
 * Password hashes (Argon2id), access tokens (ES256 JWTs whose keys change) and sealed secrets (AES-256-GCM under a master
 * key). Start at {@code LocalAccess}.
 */
@NullMarked
package io.mcpagent.adapter.access;

import org.jspecify.annotations.NullMarked;
