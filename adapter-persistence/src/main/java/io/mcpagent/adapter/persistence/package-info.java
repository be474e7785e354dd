/**
 * Records, run log and tasks in SQLite or PostgreSQL: plain SQL through JDBC, and one set of repositories for both. The
 * module shows one record of settings and one factory that returns ports; all else is package-private.
 */
@NullMarked
package io.mcpagent.adapter.persistence;

import org.jspecify.annotations.NullMarked;
