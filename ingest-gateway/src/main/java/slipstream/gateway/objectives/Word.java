package slipstream.gateway.objectives;

import java.util.Optional;

/**
 * A scalar that is being read.
 *
 * @param at where it begins
 * @param path which field it is
 * @param text as it was written
 * @param findings where faults of it are noted
 */
record Word(Position at, String path, String text, Findings findings) {
    /** Notes what is wrong with it. */
    <T> Optional<T> fault(String sentence) {
        findings.error(at, path, sentence);
        return Optional.empty();
    }

    String quoted() {
        return Sentences.quoted(text);
    }
}
