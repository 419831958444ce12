package slipstream.standalone.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import slipstream.kit.http.Json;

/**
 * The requests of an access log, in the log's own order, which is not that of time.
 *
 * @param requests one per line
 */
public record AccessLog(List<LoggedRequest> requests) {
    private static final String OURS = "/slipstream/standalone/example/access-log-2015-05.ndjson.gz";

    public AccessLog {
        requests = List.copyOf(requests);
    }

    /** The log that comes with Slipstream: 10,000 requests to one web site in May 2015. */
    public static AccessLog bundled() throws IOException {
        try (InputStream in = AccessLog.class.getResourceAsStream(OURS)) {
            if (in == null) {
                throw new IllegalStateException("resource missing: " + OURS);
            }
            return read(in);
        }
    }

    /** A log of the same form: JSON lines with line, time, site, path, status, compressed by gzip. */
    public static AccessLog read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    private static AccessLog read(InputStream in) throws IOException {
        List<LoggedRequest> requests = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode json = Json.mapper().readTree(line);
            requests.add(new LoggedRequest(
                    json.path("line").asLong(),
                    Instant.parse(json.path("time").asText()),
                    json.path("site").asText(),
                    json.path("status").asInt()));
        }
        return new AccessLog(requests);
    }

    /** The same log, moved by whole minutes so that its last minute is the one before the given instant's. */
    public AccessLog endingAt(Instant now) {
        Instant newest = requests.stream()
                .map(LoggedRequest::time)
                .max(Instant::compareTo)
                .orElse(now)
                .truncatedTo(ChronoUnit.MINUTES);
        Duration shift =
                Duration.between(newest, now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(1)));
        return new AccessLog(
                requests.stream().map(request -> request.movedBy(shift)).toList());
    }
}
