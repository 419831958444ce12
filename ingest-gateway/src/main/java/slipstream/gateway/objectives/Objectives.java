package slipstream.gateway.objectives;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import slipstream.gateway.objectives.Parser.Parsed;
import slipstream.gateway.objectives.Wanted.Broken;
import slipstream.gateway.objectives.Wanted.Sound;

/**
 * What a text says about objectives, all of it: one bad document keeps no other from being read.
 *
 * @param wanted every objective that could be named, sound or broken
 * @param findings everything found, in the order of the text
 * @param complete whether every document could be read as far as its name; otherwise nobody knows what else was meant
 */
public record Objectives(List<Wanted> wanted, List<Finding> findings, boolean complete) {
    public Objectives {
        wanted = List.copyOf(wanted);
        findings = List.copyOf(findings);
    }

    /** Reads OpenSLO v1 documents. */
    public static Objectives read(Parsed parsed) {
        return new Reading(parsed).result();
    }

    /** Whether nothing is wrong with any document. */
    public boolean isSound() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /** One text under way: what may be referred to is read before what refers to it. */
    private static final class Reading {
        private final List<Finding> outside = new ArrayList<>();
        private final List<Findings> inside = new ArrayList<>();
        private final Referable<Indicator> indicators = new Referable<>(Entry.SLI, IndicatorReader::read);
        private final AlertReader alerts = new AlertReader();
        private final Map<String, Entry> seen = new HashMap<>();
        private final List<Wanted> wanted = new ArrayList<>();
        private boolean complete;

        Reading(Parsed parsed) {
            outside.addAll(parsed.faults());
            complete = parsed.faults().isEmpty();
            List<Entry> entries = new ArrayList<>();
            for (Document document : parsed.documents()) {
                Findings findings = new Findings();
                inside.add(findings);
                Optional<Entry> entry = Entry.of(document, findings);
                complete &= entry.isPresent();
                entry.ifPresent(entries::add);
            }
            ofKind(entries, Entry.SLI).forEach(indicators::add);
            ofKind(entries, Entry.ALERT_CONDITION).forEach(alerts::addCondition);
            ofKind(entries, Entry.ALERT_POLICY).forEach(alerts::addPolicy);
            ofKind(entries, Entry.SLO).forEach(this::slo);
            entries.stream()
                    .filter(entry -> Entry.IGNORED.contains(entry.kind()))
                    .forEach(entry ->
                            entry.findings().note(entry.root().at(), "", "a " + entry.kind() + " has no effect here"));
        }

        private static List<Entry> ofKind(List<Entry> entries, String kind) {
            return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
        }

        private void slo(Entry entry) {
            SloReader reader = new SloReader(entry);
            Optional<Block> spec = entry.spec();
            Optional<String> appKey = spec.flatMap(reader::appKey);
            Optional<Promise> promise =
                    spec.flatMap(block -> reader.promise(block, appKey.orElse(""), indicators, alerts));
            if (entry.name().isEmpty() || appKey.isEmpty()) {
                complete = false;
                return;
            }
            Word name = entry.name().get();
            Entry other = seen.putIfAbsent(appKey.get() + "/" + name.text(), entry);
            if (other != null) {
                name.fault("is already the name of the SLO of " + appKey.get() + " in line " + other.line()
                        + ": write another one");
                return;
            }
            Position at = entry.root().at();
            String text = entry.document().text();
            wanted.add(
                    promise.isPresent() && !entry.findings().hasErrors()
                            ? new Sound(promise.get(), at, text)
                            : new Broken(appKey.get(), name.text(), reason(entry.findings()), at, text));
        }

        private static String reason(Findings findings) {
            return findings.inOrder().stream()
                    .filter(Finding::isError)
                    .map(finding -> "line " + finding.at().line() + ": " + finding.words())
                    .collect(Collectors.joining("\n"));
        }

        Objectives result() {
            List<Finding> all = new ArrayList<>(outside);
            inside.forEach(findings -> all.addAll(findings.inOrder()));
            all.sort(Finding.BY_PLACE);
            return new Objectives(wanted, all, complete);
        }
    }
}
