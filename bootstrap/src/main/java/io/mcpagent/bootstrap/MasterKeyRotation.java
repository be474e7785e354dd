package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.failure.Conflict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A new master key, and the end of those before it. Needs no hold on the data directory: the key is a file of its own, and
 * a server that runs takes it up.
 */
final class MasterKeyRotation {
    private final Settings settings;
    private final List<String> outdated;

    /** @param outdated the settings that were sealed with an older key, asked when the key has changed */
    MasterKeyRotation(Settings settings, List<String> outdated) {
        this.settings = settings;
        this.outdated = List.copyOf(outdated);
    }

    /** Seals what is stored with the newest key, or says who does. */
    List<String> reseal() {
        var notes = new ArrayList<String>();
        notes.add("A new master key seals from now on; the older ones go on opening what they sealed.");
        var isHeld = !onRecords((records, found) -> {
            found.run();
            LocalAccess.reseal(settings.access(), records.signingKeys(), InstantSource.system());
            ToolAssembly.reseal(records, LocalAccess.secrets(settings.access()));
        });
        notes.add(
                isHeld
                        ? "The process that holds the data directory seals what is stored with it, within seconds."
                        : "What is stored was sealed with it.");
        outdated.stream()
                .map(name -> "Seal %s again: `mcp-agent secrets seal %s`.".formatted(name, name))
                .forEach(notes::add);
        notes.add("Then `mcp-agent secrets retire` takes the older keys away.");
        return notes;
    }

    /** @throws Conflict with code {@code older_key_needed} */
    List<String> retire() {
        var needed = new ArrayList<>(outdated);
        var stored = LocalAccess.outdated(settings.access(), SqlPersistence.signingKeys(settings.storage()))
                + ToolAssembly.outdated(settings.storage(), LocalAccess.secrets(settings.access()));
        if (stored > 0) needed.add("%d stored secrets".formatted(stored));
        if (!needed.isEmpty())
            throw new Conflict(
                    "older_key_needed",
                    "An older master key is still needed for: %s. Settings are sealed again with `mcp-agent secrets seal`; what is stored, by a server that runs, or by `mcp-agent secrets rotate`."
                            .formatted(String.join(", ", needed)));
        var isHeld = !onRecords((records, found) -> {
            found.run();
            LocalAccess.retire(settings.access());
            found.run();
        });
        if (isHeld) LocalAccess.retire(settings.access());
        return List.of(
                "The older master keys were taken away. What was sealed with them, in backups too, needs a copy of them.");
    }

    private interface Work {
        /** @param found tells the audit log what was changed about the keys there are */
        void on(SqlPersistence records, Runnable found);
    }

    /**
     * Does it, unless another process holds the data directory: that finds the keys changed by itself, and audits it.
     *
     * @return whether it did
     */
    private boolean onRecords(Work work) {
        var clock = InstantSource.system();
        try (var records = SqlPersistence.open(settings.storage(), clock);
                var sealing = AccessAssembly.sealing(records, clock, AgentPlatform.Leftovers.FIRST)) {
            var trail = AccessAssembly.masterKeys(records, AccessAssembly.trail(records, clock));
            work.on(records, () -> trail.found(LocalAccess.masterKeys(settings.access())));
            sealing.seal();
            return true;
        } catch (Conflict held) {
            if (!held.code().equals("data_directory_held")) throw held;
            return false;
        }
    }
}
