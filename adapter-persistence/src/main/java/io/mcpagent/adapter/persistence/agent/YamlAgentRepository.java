package io.mcpagent.adapter.persistence.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of YAML files, {@code NAME.yaml} for the agent of that name. It is looked at with each call, so that a change
 * counts from the next run on; an agent's version is the time of its file, in milliseconds.
 */
public final class YamlAgentRepository implements AgentRepository {
    private static final String ENDING = ".yaml";
    /** A file may change twice within one tick of its time, so what is as young as that is read again. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private final Path folder;
    /** What was read of files that have not changed since. */
    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    /** What lay in the folder, as long as it has not changed since. */
    private volatile Optional<Listing> listing = Optional.empty();

    private record Listing(FileTime changed, List<Path> files) {}

    private record Known(FileTime changed, long size, Agent agent) {
        boolean isOf(BasicFileAttributes file) {
            return changed.equals(file.lastModifiedTime()) && size == file.size();
        }
    }

    /** A folder that does not exist holds no agents. */
    public YamlAgentRepository(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Agent> all() {
        return files().stream()
                .flatMap(file -> read(file, new ArrayList<>()).stream())
                .sorted(Comparator.comparing(agent -> agent.name().value()))
                .toList();
    }

    /** Every problem of a file is named with its line. */
    @Override
    public List<UnusableAgent> unusable() {
        var unusable = new ArrayList<UnusableAgent>();
        for (var file : files()) {
            var problems = new ArrayList<String>();
            if (read(file, problems).isEmpty()) unusable.add(new UnusableAgent(stem(file), problems));
        }
        unusable.sort(Comparator.comparing(UnusableAgent::name));
        return List.copyOf(unusable);
    }

    /** Written beside its place and moved there, so that a reader sees one or the other whole. */
    @Override
    public Agent save(Agent agent) {
        var file = file(agent.name());
        var part = folder.resolve(agent.name().value() + ".part");
        try {
            Files.createDirectories(folder);
            var before = Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
            Files.writeString(part, AgentDump.yaml(agent));
            if (Files.getLastModifiedTime(part).toMillis() <= before)
                Files.setLastModifiedTime(part, FileTime.fromMillis(before + 1));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return all().stream()
                .filter(saved -> saved.name().equals(agent.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the agent just written is not there: " + file));
    }

    @Override
    public boolean remove(AgentName name) {
        try {
            return Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Path file(AgentName name) {
        return folder.resolve(name.value() + ENDING);
    }

    private UpstreamFailure unwritable(IOException e) {
        return new UpstreamFailure(
                "agents_unwritable", "The folder of agents " + folder + " can't be written: " + e, false, e);
    }

    private List<Path> files() {
        try {
            var now = Instant.now();
            var attributes = Files.readAttributes(folder, BasicFileAttributes.class);
            if (!attributes.isDirectory()) return List.of();
            var changed = attributes.lastModifiedTime();
            var before = listing.filter(known -> known.changed.equals(changed));
            if (before.isPresent()) return before.get().files();
            var files = listed();
            if (changed.toInstant().plus(TICK).isBefore(now)) listing = Optional.of(new Listing(changed, files));
            return files;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UpstreamFailure(
                    "agents_unreadable", "The folder of agents " + folder + " can't be read: " + e, true, e);
        }
    }

    private List<Path> listed() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private static String stem(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /** Empty when there are problems. */
    private Optional<Agent> read(Path file, List<String> problems) {
        try {
            var now = Instant.now();
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            var before = known.get(file);
            if (before != null && before.isOf(attributes)) return Optional.of(before.agent());
            var changed = attributes.lastModifiedTime();
            var agent = new AgentYaml(file, problems)
                    .agent(new AgentName(stem(file)), Files.readString(file), changed.toMillis());
            known.remove(file);
            if (changed.toInstant().plus(TICK).isBefore(now))
                agent.ifPresent(read -> known.put(file, new Known(changed, attributes.size(), read)));
            return agent;
        } catch (InvalidRequest wrongName) {
            problems.add(file + ": " + wrongName.getMessage());
        } catch (IOException e) {
            problems.add(file + ": it can't be read: " + e);
        }
        return Optional.empty();
    }
}
