/** The use cases. A service per feature is the way in; what a use case does lives beside it. Depends on the domain alone. */
@NullMarked
package io.mcpagent.application;

import org.jspecify.annotations.NullMarked;
