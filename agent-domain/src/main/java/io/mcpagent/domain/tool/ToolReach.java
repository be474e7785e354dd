package io.mcpagent.domain.tool;

/** How far what a tool is called with can get. */
public enum ToolReach {
    /** Nowhere: the tool works on what this installation holds, in its own process or sandbox. */
    INSIDE,
    /** Into one place outside, whatever the arguments say, such as a server's own store. */
    CLOSED,
    /** To whomever the arguments name: an address, a person, a search of others. */
    OPEN
}
