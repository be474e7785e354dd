/** JSON in and out: read strictly and told field by field what is wrong, written as the domain's {@code Json}. */
@NullMarked
package io.mcpagent.adapter.rest.json;

import org.jspecify.annotations.NullMarked;
