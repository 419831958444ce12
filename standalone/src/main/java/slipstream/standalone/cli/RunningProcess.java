package slipstream.standalone.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A process that uses a data directory.
 *
 * @param pid its number
 * @param startedAt when it started; a number may be given again, a number and a start may not
 * @param ready whether all its services answer
 * @param services where they answer, by name
 */
record RunningProcess(long pid, Instant startedAt, boolean ready, Map<String, String> services) {
    // The system tells the start of a process from the start of the machine, which is corrected now and then.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final String SERVICE = "service.";

    RunningProcess {
        services = new TreeMap<>(services);
    }

    static RunningProcess starting() {
        return new RunningProcess(ProcessHandle.current().pid(), startOf(ProcessHandle.current()), false, Map.of());
    }

    RunningProcess answering(Map<String, String> where) {
        return new RunningProcess(pid, startedAt, true, where);
    }

    static Optional<RunningProcess> of(Properties note) {
        try {
            Map<String, String> services = new TreeMap<>();
            note.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(SERVICE))
                    .forEach(name -> services.put(name.substring(SERVICE.length()), note.getProperty(name)));
            return Optional.of(new RunningProcess(
                    Long.parseLong(note.getProperty("pid", "")),
                    Instant.parse(note.getProperty("started", "")),
                    Boolean.parseBoolean(note.getProperty("ready")),
                    services));
        } catch (NumberFormatException | java.time.DateTimeException damaged) {
            return Optional.empty();
        }
    }

    Properties asProperties() {
        Properties note = new Properties();
        note.setProperty("pid", Long.toString(pid));
        note.setProperty("started", startedAt.toString());
        note.setProperty("ready", Boolean.toString(ready));
        services.forEach((name, url) -> note.setProperty(SERVICE + name, url));
        return note;
    }

    /** The process itself, if it still lives; never another one that was given its number. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(startOf(process), startedAt).abs().compareTo(TOLERANCE) <= 0);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
