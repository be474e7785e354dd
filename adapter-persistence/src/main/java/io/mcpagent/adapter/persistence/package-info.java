/**
 * Records, run log and tasks in SQLite: plain SQL through JDBC, one writer, several readers. The module shows one record
 * of settings and one factory that returns ports; all else is package-private.
 */
@NullMarked
package io.mcpagent.adapter.persistence;

import org.jspecify.annotations.NullMarked;
