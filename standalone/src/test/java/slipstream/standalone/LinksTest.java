package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What is written about the project")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LinksTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Set<String> PASSING = Set.of("target", ".git", "node_modules", "data");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`(?!\\])");

    @Test
    void links_only_to_what_is_there() {
        assertThat(pages()).isNotEmpty();
        assertThat(pages().stream().flatMap(LinksTest::broken)).isEmpty();
    }

    /** Does not look into folders whose files come and go while tests run. */
    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>();
        try {
            Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean passing = !folder.equals(PROJECT)
                            && PASSING.contains(folder.getFileName().toString());
                    return passing ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        pages.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    private static Stream<String> broken(Path page) {
        try {
            String prose = CODE.matcher(Files.readString(page)).replaceAll("");
            return LINK.matcher(prose)
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.matches("(?:https?|mailto):.*"))
                    .filter(target -> !leadsSomewhere(page, target))
                    .map(target -> PROJECT.relativize(page) + " -> " + target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean leadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    private static List<String> anchors(Path page) {
        try (Stream<String> lines = Files.lines(page)) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+\\s*", "")
                            .toLowerCase(java.util.Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}\\- ]", "")
                            .replace(' ', '-'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
