package slipstream.gateway.objectives;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import slipstream.gateway.objectives.Tree.Fields;

/**
 * A document whose head was read: what kind of thing it describes, and what that is called.
 *
 * @param kind one of OpenSLO's kinds
 * @param name absent when it has none that can be used
 * @param metadata its metadata
 * @param root all of it
 * @param document where it came from
 * @param findings what was found in it
 */
record Entry(
        String kind, Optional<Word> name, Optional<Block> metadata, Block root, Document document, Findings findings) {
    static final String SLO = "SLO";
    static final String SLI = "SLI";
    static final String ALERT_POLICY = "AlertPolicy";
    static final String ALERT_CONDITION = "AlertCondition";

    /** Kinds that mean nothing to us. */
    static final List<String> IGNORED = List.of("Service", "DataSource", "AlertNotificationTarget");

    private static final List<String> KINDS =
            List.of(SLO, SLI, ALERT_POLICY, ALERT_CONDITION, "Service", "DataSource", "AlertNotificationTarget");
    private static final String API_VERSION = "openslo/v1";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Reads the head of a document; empty when it is no document of OpenSLO. */
    static Optional<Entry> of(Document document, Findings findings) {
        if (!(document.root() instanceof Fields fields)) {
            findings.error(
                    document.root().at(),
                    "",
                    "the document is " + document.root().words() + ": write apiVersion, kind, metadata and spec");
            return Optional.empty();
        }
        Block root = new Block(fields, "", findings);
        root.required("apiVersion", "apiVersion: " + API_VERSION)
                .filter(word -> !word.text().equals(API_VERSION))
                .ifPresent(word -> word.fault("is " + word.quoted() + ": write " + API_VERSION));
        Optional<Word> kind = root.required("kind", "kind: SLO");
        Optional<Block> metadata = root.requiredBlock("metadata", "metadata with a name");
        Optional<Word> name = metadata.flatMap(Entry::nameIn);
        root.tolerate("spec");
        root.refuseUnknown();
        return kind.flatMap(Entry::known).map(known -> new Entry(known, name, metadata, root, document, findings));
    }

    private static Optional<String> known(Word kind) {
        return KINDS.contains(kind.text())
                ? Optional.of(kind.text())
                : kind.fault("is " + kind.quoted() + Sentences.suggestion(kind.text(), KINDS));
    }

    /** The name in a block of metadata. */
    static Optional<Word> nameIn(Block metadata) {
        metadata.tolerate("displayName", "labels", "annotations");
        Optional<Word> name = metadata.required("name", "a name such as webhook-delivery-28d");
        metadata.refuseUnknown();
        return name.filter(word -> NAME.matcher(word.text()).matches()
                || word.fault(
                                "is " + word.quoted()
                                        + ": write up to 63 lower-case letters, digits and -, beginning and ending with a letter or digit")
                        .isPresent());
    }

    /** Its specification; that there is none is a fault. */
    Optional<Block> spec() {
        return root.requiredBlock("spec", "a spec");
    }

    int line() {
        return root.at().line();
    }
}
