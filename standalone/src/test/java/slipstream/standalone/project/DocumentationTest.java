package slipstream.standalone.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The documentation")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentationTest {
    /** Modules are built in their own folders. */
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final List<String> MODULES = List.of(
            "ingest-gateway", "schemas", "streams-processor", "alerter", "service-kit", "standalone", "benchmarks");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : Stream.concat(Stream.of(PROJECT), MODULES.stream().map(PROJECT::resolve))
                .toList()) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    @Test
    void has_a_page_for_every_module() throws IOException {
        assertThat(pages())
                .containsAll(MODULES.stream()
                        .map(module -> PROJECT.resolve(module).resolve("README.md"))
                        .toList());
    }

    @Test
    void links_only_to_what_is_there() throws IOException {
        List<String> broken = new ArrayList<>();
        int followed = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page, StandardCharsets.UTF_8));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://") && !target.startsWith("mailto:")) {
                    followed++;
                    if (!Files.exists(page.resolveSibling(target))) {
                        broken.add(PROJECT.relativize(page) + " → " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(followed).isGreaterThan(20);
    }

    @Test
    void shows_the_command_that_the_gate_runs() throws IOException {
        String gate = Files.readString(PROJECT.resolve(".ci/run"), StandardCharsets.UTF_8);
        String readme = Files.readString(PROJECT.resolve("README.md"), StandardCharsets.UTF_8);

        assertThat(gate).contains("mvn -B -ntp verify");
        assertThat(readme).contains("mvn -B -ntp verify", "./slipstream demo");
    }
}
