package io.mcpagent.domain.outbound;

/**
 * Put on a request, the outbound guard follows no redirect of its answer but hands it out as it is: for what is meant for
 * nobody but the place that was called, such as a code that is changed for tokens.
 */
public record RedirectsRefused() {}
