package io.mcpagent.application.run;

import io.mcpagent.application.llm.Models;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.tool.ToolChoice;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.application.usage.TokenAllowance;

/** What a run answers with; always together. */
public record Answering(
        SearchService search,
        Scopes scopes,
        Models models,
        Toolbox tools,
        ToolChoice choice,
        RunAccess access,
        TokenAllowance allowance) {}
